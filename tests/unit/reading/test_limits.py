"""What is bounded so that no input takes long, by what comes of it and not by the clock."""

from __future__ import annotations

import pytest

from tuireader.errors import TooLarge
from tuireader.meaning import quotation_marks
from tuireader.reading import Hints, page_text, read
from tuireader.reading.feeds import json_feed, tree, xml_feed
from tuireader.reading.html import dom

MAIL = b"""From: The Quay <news@quay.example>
Subject: Fog
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8%s

Nothing moved on the quay today, and the fog lay on it until the evening.
"""


def test_an_element_with_more_attributes_than_anyone_writes_has_none() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(1_000))
    root = tree.parse(f'<opml><body><outline {attributes}/><outline text="Quay" xmlUrl="https://quay.example/rss"/></body></opml>')
    assert root is not None
    assert [len(element.attrib) for element in root.iter("outline")] == [0, 2]


def test_a_feed_of_more_tags_than_any_has_is_refused_before_they_take_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MOST_TAGS", 20)
    with pytest.raises(TooLarge, match="20 tags"):
        read(b'<rss version="2.0"><channel><item>' + b"<a/>" * 20)


def test_tags_within_character_data_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MOST_TAGS", 20)
    story = "<p>Fog.</p>" * 20
    feed = f'<rss version="2.0"><channel><item><title>Fog</title><description><![CDATA[{story}]]></description></item></channel></rss>'
    (draft,) = read(feed.encode()).drafts
    assert len(draft.article.blocks) == 20


def test_the_text_of_more_elements_than_any_page_has_is_kept_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dom, "MOST", 4)
    page = dom.parse("<div><p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p></div><p>Five.</p>")
    assert page.text() == "One. Two. Three. Four. Five."
    (outer,) = page.elements()
    (inner,) = outer.elements()
    (div,) = inner.elements()
    assert [child if isinstance(child, str) else child.text() for child in div.children] == ["One.", " Two. Three. Four."]


def test_behind_more_marks_than_a_paragraph_has_nothing_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotation_marks, "MOST_MARKS", 4)
    spans, unclosed = quotation_marks.find_marks("“One,” “two” and “three”.")
    assert [(span.start, span.end) for span in spans] == [(1, 5), (8, 11)]
    assert unclosed == []


def test_a_header_with_a_hundred_thousand_parameters_is_cut() -> None:
    (draft,) = read(MAIL % (b"; a=b" * 100_000), Hints(name="fog.eml")).drafts
    assert (draft.article.title, draft.article.blocks[0].text[:20]) == ("Fog", "Nothing moved on the")


def test_a_mail_of_parts_alone_is_refused() -> None:
    parts = MAIL.replace(b"text/plain; charset=utf-8%s", b"multipart/mixed; boundary=a") + b"\n--a\n\nx" * 6_000
    with pytest.raises(TooLarge, match="parts"):
        read(parts, Hints(name="parts.eml"))


def test_a_text_with_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_text, "MOST_LINES", 10)
    with pytest.raises(TooLarge, match="lines"):
        read(b"a line\n" * 12)


def test_a_feed_with_too_many_entries_says_how_many_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_feed, "MOST_ENTRIES", 2)
    monkeypatch.setattr(json_feed, "MOST_ENTRIES", 2)
    xml = b'<rss version="2.0"><channel>' + b"<item><title>Fog</title></item>" * 3 + b"</channel></rss>"
    json = b'{"version": "https://jsonfeed.org/version/1", "items": [' + b", ".join([b'{"id": "1", "title": "Fog"}'] * 3) + b"]}"
    for feed in (xml, json):
        reading = read(feed)
        assert len(reading.drafts) == 2
        assert [failure.reason for failure in reading.failures] == ["it has 3 entries, of which 2 are read"]
