"""Web pages: what no single page in the golden folder shows, and pages that are meant to break a reader."""

from contextlib import suppress

import pytest

from tuireader.article import Caption
from tuireader.errors import InputError, NoArticle
from tuireader.reading import Hints, read
from tuireader.reading.html.titles import without_site
from tuireader.reading.times import moment

PROSE = "The river rose by a metre in one night, and the old mill stands in the water to its second floor."


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><title>River rises</title>{head}</head><body>{body}</body></html>".encode()


def test_a_page_without_text_holds_no_article() -> None:
    with pytest.raises(NoArticle):
        read(page("<nav><a href='/'>Home</a></nav>"))


def test_what_the_page_hides_is_not_read() -> None:
    (draft,) = read(page(f"<p>{PROSE}</p><p style='display: none'>{PROSE} Hidden.</p><p hidden>{PROSE} Hidden too.</p>")).drafts
    assert [block.text for block in draft.article.blocks] == [PROSE]


def test_the_declared_charset_of_a_page_is_believed_when_the_bytes_allow_it() -> None:
    text = f"<html><head><meta charset='windows-1251'><title>Река</title></head><body><p>{'Река поднялась ночью. ' * 5}</p></body></html>"
    (draft,) = read(text.encode("cp1251")).drafts
    assert draft.article.title == "Река"


def test_the_servers_charset_is_overruled_by_the_bytes() -> None:
    (draft,) = read(page(f"<p>Zoë: {PROSE}</p>"), Hints(charset="iso-8859-1")).drafts
    assert draft.article.blocks[0].text.startswith("Zoë")


def test_addresses_are_resolved_against_the_base() -> None:
    data = page(
        f"<figure><img src='mill.jpg'><figcaption>Mill</figcaption></figure><p>{PROSE} <a href='../b'>b</a></p>", "<base href='/x/y/'>"
    )
    (draft,) = read(data, Hints(base_url="https://example.org/news/today")).drafts
    caption, paragraph = draft.article.blocks
    assert isinstance(caption, Caption)
    assert caption.src == "https://example.org/x/y/mill.jpg"
    assert paragraph.marks[0].href == "https://example.org/x/b"


def test_the_name_of_a_link_within_a_sentence_takes_nothing_away() -> None:
    (draft,) = read(
        page(f"<p>{PROSE} She sang “<a id='auto-tag_song' class='related share' href='https://example.org/s'>The Mill</a>” twice.</p>")
    ).drafts
    assert "She sang “The Mill” twice." in draft.article.blocks[0].text


def test_a_headline_that_was_escaped_twice_is_read_as_it_was_meant() -> None:
    data = page(f"<p>{PROSE}</p>", '<script type=\'application/ld+json\'>{"@type":"Article","headline":"Rain &#8211; and more"}</script>')
    (draft,) = read(data).drafts
    assert draft.article.title == "Rain – and more"


def test_a_page_never_reads_itself_as_a_story_of_another_year() -> None:
    (draft,) = read(page(f"<p>{PROSE}</p>", "<meta property='article:published_time' content='2999-01-01'>")).drafts
    assert draft.article.published is None


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("River rises | The Paper", "River rises"),
        ("The Paper: River rises", "The Paper: River rises"),
        ("The Paper | River rises", "River rises"),
        ("Why the river rises so early this year - Valley News", "Why the river rises so early this year"),
        ("Well - being", "Well - being"),
    ],
)
def test_the_sites_name_is_no_part_of_the_headline(title: str, bare: str) -> None:
    assert without_site(title, "The Paper", []) == bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-09T14:03:00Z", "2020-01-09T14:03:00+00:00"),
        ("2020-01-09T14:03:00.123+0530", "2020-01-09T08:33:00+00:00"),
        ("20200109", "2020-01-09T00:00:00+00:00"),
        ("Thu, 09 Jan 2020 14:03:00 GMT", "2020-01-09T14:03:00+00:00"),
        ("Thu, 09 Jan 2020 14:03:00 -0500", "2020-01-09T19:03:00+00:00"),
        ("2020/1/9 14:03", "2020-01-09T14:03:00+00:00"),
        ("1578578580", "2020-01-09T14:03:00+00:00"),
        ("January 9, 2020", "2020-01-09T00:00:00+00:00"),
    ],
)
def test_machine_written_times_are_read(text: str, expected: str) -> None:
    found = moment(text)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize("text", ["", "soon", "2020-13-45", "99999999999999", "Thu, 99 Jan 2020 14:03:00 GMT", "0001-01-01T00:00:00+14:00"])
def test_broken_times_are_none(text: str) -> None:
    assert moment(text) is None


HOSTILE = {
    "nested elements": "<div>" * 100_000 + PROSE,
    "nested quotations": "<blockquote>" * 50_000 + PROSE,
    "nested lists": "<ul><li>" * 50_000 + PROSE,
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + f">{PROSE}</p>",
    "unclosed tags": "<a " * 100_000 + PROSE,
    "unclosed comment": "<!--" * 100_000 + PROSE,
    "many captions": "<div>" + "<p class=caption>x</p>" * 30_000 + f"<p>{PROSE}</p></div>",
    "many line breaks": PROSE + "<br>" * 200_000,
    "many scripts": "<script>x</script>" * 50_000 + f"<p>{PROSE}</p>",
    "one long word": "<p>" + "x" * 1_000_000 + "</p>",
    "many candidates of pictures": f"<figure><img srcset='{'a 1w, ' * 100_000}'><figcaption>c</figcaption></figure><p>{PROSE}</p>",
    "deep linked data": f"<script type='application/ld+json'>{'[' * 200_000}</script><p>{PROSE}</p>",
    "many sizes without spaces": f"<figure><img srcset='{'a,' * 200_000}'><figcaption>c</figcaption></figure><p>{PROSE}</p>",
    "many pictures for those without scripts": "<div>" * 90 + "<noscript><img src='a.jpg'></noscript>" * 30_000 + f"<p>{PROSE}</p>",
    "many bylines": "<p class=byline>By</p>" * 30_000 + f"<p>{PROSE}</p>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_are_read_or_refused(kind: str) -> None:
    with suppress(InputError):
        (draft,) = read(page(HOSTILE[kind])).drafts
        assert draft.article.title
