"""Whatever bytes come, reading gives clean articles or one of our own errors."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from tuireader.article import (
    Article,
    Block,
    BlockQuote,
    Caption,
    Code,
    Enclosure,
    Heading,
    ListItem,
    Mark,
    Paragraph,
    Place,
    Quote,
    Related,
    RelatedLink,
    Table,
    to_json,
)
from tuireader.clean import is_clean
from tuireader.errors import InputError
from tuireader.reading import Hints, Reading, read

HOSTILE = [
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\x00",
    "\u202e",
    "\ufeff",
    "\ud800",
    "\r",
    "\t",
    "\x85",
    "e\u0301",
    "\u0301" * 12,
    "👩‍👩‍👧",
    "می‌خواهم",
]
MARKERS = """
Image copyright|Image caption|Media caption|Media playback is unsupported on your device|By Jane Smith|More on this story|READ MORE:
Share this with|Facebook|9 January 2020|Published|KYIV, Ukraine (Reuters) —|- |1. |•|“|”|"|'|.|?|The river rose|in the night
Getty Images|(AP Photo/Jane Doe)|Photo:|Middle East|Home > World|https://example.org/a
"""
WORDS = [*MARKERS.replace("\n", "|").split("|"), "\n", "\n\n", "\n \n", " ", "     "]
page_texts = st.lists(st.sampled_from(WORDS + HOSTILE) | st.text(max_size=12), max_size=60).map(" ".join)
strings = st.lists(st.sampled_from([*HOSTILE, " ", "  ", "\n", "river", "the night."]) | st.text(max_size=6), max_size=6).map("".join)
valid_strings = strings.map(lambda text: text.encode("utf-8", "replace").decode())
optional = st.none() | valid_strings
addresses = st.sampled_from(
    [None, "https://example.org/a?b=c#d", "http://example.org", "javascript:alert(1)", "file:///etc/passwd", "https://exa mple.org/", ""]
)
moments = st.none() | st.datetimes(timezones=st.just(UTC)) | st.datetimes()


@st.composite
def spanned(draw: st.DrawFn) -> dict[str, Any]:
    """A text with quotations and marks in it, some of them out of bounds."""
    text = draw(valid_strings)
    offsets = st.integers(-2, len(text) + 2)
    quotes = draw(
        st.lists(
            st.builds(Quote, start=offsets, end=offsets, text=valid_strings, speaker=optional, group=st.none() | st.integers(0, 3)),
            max_size=3,
        )
    )
    marks = draw(
        st.lists(
            st.builds(Mark, kind=st.sampled_from(["link", "emphasis", "strong"]), start=offsets, end=offsets, href=addresses), max_size=3
        )
    )
    return {"text": text, "quotes": tuple(quotes), "marks": tuple(marks)}


def block(kind: type[Block], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Block]:
    return st.builds(lambda span, rest: kind(**span, **rest), spanned(), st.fixed_dictionaries(fields))


blocks = st.one_of(
    block(Paragraph),
    block(Heading, level=st.integers(-1, 9)),
    block(Caption, credit=optional, src=addresses, media=st.sampled_from(["image", "video", "audio"])),
    block(BlockQuote, attribution=optional),
    block(ListItem, depth=st.integers(-1, 50), ordered=st.none() | st.integers(0, 99)),
    block(Code),
    block(Table, rows=st.lists(st.lists(valid_strings, max_size=3).map(tuple), max_size=3).map(tuple)),
    block(Related, links=st.lists(st.builds(RelatedLink, text=valid_strings, href=addresses), max_size=3).map(tuple)),
)
articles = st.builds(
    Article,
    id=st.sampled_from(["", "0123456789ab", "../../etc", "ABC"]),
    source_path=optional,
    title=valid_strings,
    standfirst=optional,
    region_path=st.lists(valid_strings, max_size=3).map(tuple),
    places=st.lists(st.builds(Place, code=st.sampled_from(["IR", "x", ""]), name=valid_strings, count=st.integers(0, 9)), max_size=2).map(
        tuple
    ),
    byline=optional,
    published=moments,
    updated=moments,
    language=st.sampled_from([None, "en", "pt-BR", "not a tag", "\x1b"]),
    url=addresses,
    enclosures=st.lists(
        st.builds(Enclosure, url=valid_strings | st.just("https://example.org/a.mp3"), media_type=optional), max_size=2
    ).map(tuple),
    whole=st.sampled_from(["whole", "summary", "blocked"]),
    blocks=st.lists(blocks, max_size=5).map(tuple),
)


def strings_of(value: object) -> Iterator[str]:
    """Every string within a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from strings_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_of(item)


def read_or_refuse(data: bytes, hints: Hints = Hints()) -> Reading:  # noqa: B008 - Hints are frozen
    """Read; one of our own errors is an answer too. Checks what holds of everything that is read."""
    try:
        reading = read(data, hints)
    except InputError as error:
        reading = Reading(failures=(error,))
    assert all(failure.reason and is_clean(failure.reason) for failure in reading.failures)
    for draft in reading.drafts:
        assert all(map(is_clean, strings_of(draft)))
        assert draft.article.title
        for found in draft.article.blocks:
            assert found.text or isinstance(found, Caption | Related)
            assert all(
                0 <= quote.start < quote.end <= len(found.text) and found.text[quote.start : quote.end] == quote.text
                for quote in found.quotes
            )
            assert all(0 <= mark.start < mark.end <= len(found.text) for mark in found.marks)
            assert all((mark.href or "").startswith("http") == (mark.kind == "link") for mark in found.marks)
    return reading


@given(st.binary(max_size=2000), st.none() | st.sampled_from(["utf-8", "shift_jis", "utf-16", "zlib_codec", "\0"]))
def test_no_bytes_break_a_reader(data: bytes, charset: str | None) -> None:
    read_or_refuse(data, Hints(charset=charset))


@given(page_texts, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]))
def test_no_page_text_breaks_the_reader(text: str, encoding: str) -> None:
    read_or_refuse(text.encode(encoding, "replace"))


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | strings,
        lambda inner: st.lists(inner) | st.dictionaries(strings | st.sampled_from(["title", "blocks", "kind", "text"]), inner),
    )
)
def test_no_json_breaks_the_reader(value: object) -> None:
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:
        return
    read_or_refuse(data)


@given(articles)
@example(Article(blocks=(Code(text="0 \x850"),)))
def test_what_was_read_is_read_again_as_it_is(article: Article) -> None:
    for draft in read_or_refuse(to_json(article)).drafts:
        (again,) = read_or_refuse(to_json(draft.article)).drafts
        assert again.article == draft.article


@given(st.lists(st.text(alphabet="abc é.,", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=2, max_size=12))
def test_every_word_of_plain_lines_is_kept_once_and_in_order(lines: list[str]) -> None:
    (draft,) = read_or_refuse("\n\n".join(["A headline over the lines", *lines]).encode()).drafts
    article = draft.article
    kept = [draft.clues.heading or "", article.title, *(found.text for found in article.blocks)]
    assert " ".join(kept).split() == " ".join(["A headline over the lines", *lines]).split()
