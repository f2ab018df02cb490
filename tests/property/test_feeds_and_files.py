"""Whatever stands in a feed, a mail, a list or an archive, reading gives clean articles or one of our own errors."""

import gzip
import io
import json
import zipfile
from datetime import UTC
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from tests.property.test_reading import HOSTILE, read_or_refuse, strings_of
from tuireader.clean import is_clean
from tuireader.reading import Hints
from tuireader.reading.carried import Subscription
from tuireader.reading.feeds.dates import feed_date
from tuireader.reading.feeds.discovery import discover
from tuireader.writing.opml import opml

_NAMES = """
title|link|guid|description|content:encoded|pubDate|dc:date|dc:creator|author|name|category|enclosure|media:group|media:content|media:thumbnail
media:credit|itunes:image|source|summary|content|id|updated|published|item|entry|channel|image|url|language|feedburner:origLink|xhtml:div|outline
"""
ELEMENTS = _NAMES.strip().replace("\n", "|").split("|")
ATTRIBUTES = [
    'href="/a"',
    'url="https://example.org/e\u0301.jpg"',
    'type="html"',
    'type="xhtml"',
    'isPermaLink="false"',
    'rel="self"',
    'xml:base="b/"',
    'xml:lang="x\x1by"',
    'length="-1"',
    'width="9"',
    'term="T"',
    'xmlUrl="https://example.org/rss"',
]
TEXTS = [
    *HOSTILE,
    "The river rose.",
    "https://example.org/a?b=c&d",
    "javascript:alert(1)",
    "&lt;p&gt;It fell &lt;b&gt;again&lt;/b&gt;",
    "&amp;#x1b;[31m",
    "&nbsp;",
    "&#0;",
    "&#27;",
    "&",
    "<",
    "]]>",
    "<![CDATA[<p>x</p>]]>",
    "<!--",
    "-->",
    "Thu, 09 Jan 2020 14:03:05 GMT",
    "2020-01-09T25:61:61+99:99",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01",
    "Continue reading",
    "…",
    "tag:example.org,2020:1",
]
DATE_WORDS = ["Thu", ",", "09", "Jan", "2020", "14", ":", "03", "PM", "+", "-", "0500", "EST", "T", "Z", "/", ".", "99", "年", "오후"]
texts = st.sampled_from(TEXTS) | st.text(max_size=8)
attributes = st.lists(st.sampled_from(ATTRIBUTES), max_size=2).map(lambda found: "".join(f" {each}" for each in found))
pieces = st.lists(
    st.one_of(
        texts,
        st.builds(lambda name, attrs: f"<{name}{attrs}>", st.sampled_from(ELEMENTS), attributes),
        st.sampled_from(ELEMENTS).map(lambda name: f"</{name}>"),
        st.builds(lambda name, attrs, text: f"<{name}{attrs}>{text}</{name}>", st.sampled_from(ELEMENTS), attributes, texts),
    ),
    max_size=30,
).map("".join)
HEADS = [
    '<rss version="2.0"><channel>',
    "<rss><channel><item>",
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry>',
    "<rdf:RDF><item>",
    "<opml><body>",
    '<?xml version="1.0" encoding="utf-16"?><rss><channel><item>',
    "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><item>",
]
MARKDOWN = [
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    ")",
    "](https://example.org/)",
    "![",
    "|",
    "|---|",
    "---",
    "+++",
    "\n",
    "\n\n",
    "    ",
    "title: ",
    "date: 2020-01-09",
    "tags: [a, b",
    "<b>",
    "<https://example.org/>",
    "\\",
    "[a]: https://example.org/",
]
HEADERS = [
    "Subject: =?utf-8?q?a=1b[31m?=",
    "Subject: =?zlib_codec?b?eJw=?=",
    "From: a <a@example.org>",
    "Date: Thu, 09 Jan 2020 14:03:05 GMT",
    "MIME-Version: 1.0",
    "Content-Type: text/html; charset=undefined",
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable",
    "Content-Transfer-Encoding: uuencode",
    "Message-ID: <\x1b@x>",
    "Content-Disposition: attachment",
    "Snapshot-Content-Location: https://example.org/",
    "",
    "--b",
    "--b--",
    "<p>The river rose.</p>",
    "=1B[31m",
    "From a@b Thu Jan 9 14:03 2020",
    " folded",
]


def check(data: bytes, hints: Hints = Hints()) -> None:  # noqa: B008 - Hints are frozen
    """Read, and see that what comes beside the articles is clean, too."""
    reading = read_or_refuse(data, hints)
    assert all(map(is_clean, strings_of((reading.feed, reading.subscriptions, reading.addresses, reading.marks))))
    assert all(address.startswith("http") for address in reading.addresses)
    assert not reading.parts or len(reading.parts) == len(reading.drafts)
    assert all(map(is_clean, strings_of([part.hints for part in reading.parts if part is not None])))


@given(st.sampled_from(HEADS), pieces, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_feed_breaks_a_reader(head: str, rest: str, encoding: str) -> None:
    check((head + rest).encode(encoding, "replace"), Hints(base_url="https://example.org/feed"))


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "url",
                    "title",
                    "content_html",
                    "content_text",
                    "date_published",
                    "authors",
                    "tags",
                    "attachments",
                    "image",
                    "summary",
                ]
            ),
            texts | st.integers() | st.none() | st.lists(texts | st.dictionaries(st.sampled_from(["name", "url"]), texts)),
        )
    )
)
def test_no_json_feed_breaks_a_reader(items: list[object]) -> None:
    check(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "\x1b[31m", "items": items}).encode())


@given(st.integers(0, 400), st.lists(st.dictionaries(st.sampled_from(["id", "url", "title", "content_html"]), texts)))
def test_no_json_feed_that_breaks_off_breaks_a_reader(end: int, items: list[object]) -> None:
    check(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}).encode()[:-end])


@given(
    st.lists(
        texts
        | st.sampled_from(["<DL>", "</DL>", "<H3>", '<DT><A HREF="https://example.org/" ', "TOREAD='1'", "FEEDURL=http://a", ">", '"'])
    )
)
def test_no_bookmarks_break_a_reader(pieces: list[str]) -> None:
    check(("<!DOCTYPE NETSCAPE-Bookmark-file-1>" + "".join(pieces)).encode("utf-8", "replace"))


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["url", "content", "title", "tags", "published_by", "published_at", "language", "preview_picture"]),
            texts | st.integers() | st.none() | st.lists(texts | st.none()),
        )
    )
)
def test_no_export_breaks_a_reader(pages: list[dict[str, object]]) -> None:
    check(json.dumps([{"is_archived": 1, "is_starred": "x", "url": None, "content": "", **page} for page in pages]).encode())


@given(st.lists(st.sampled_from(MARKDOWN) | texts, max_size=40).map("".join))
def test_no_markdown_breaks_a_reader(text: str) -> None:
    check(text.encode("utf-8", "replace"), Hints(name="a.md"))


@given(st.lists(st.sampled_from(HEADERS) | texts, max_size=20).map("\n".join))
def test_no_mail_breaks_a_reader(text: str) -> None:
    check(("From: b@example.org\nSubject: b\nMIME-Version: 1.0\n" + text).encode("utf-8", "replace"))


@given(
    st.lists(
        st.sampled_from(["https://example.org/a", 'http://b.example/ "~T\x1b" tag', "# c", "exec:x", "title,url,time_added,tags,status"])
        | texts
    )
)
def test_no_list_breaks_a_reader(lines: list[str]) -> None:
    for name in ("urls", "list.txt"):
        check("\n".join(["https://example.org/", *lines]).encode("utf-8", "replace"), Hints(name=name))


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=12), st.binary(max_size=60) | pieces.map(lambda text: text.encode("utf-8", "replace")), max_size=4
    ),
    st.data(),
)
def test_no_archive_breaks_a_reader(members: dict[str, bytes], data: st.DataObject) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.encode("utf-8", "replace").decode().replace("\0", "_"), content)
    packed = bytearray(buffer.getvalue())
    for at in data.draw(st.lists(st.integers(4, len(packed) - 1), max_size=3)):
        packed[at] ^= 1
    check(bytes(packed), Hints(name="a.zip"))
    check(gzip.compress(bytes(packed)), Hints(name="a.gz"))


@given(st.text(max_size=60) | st.lists(st.sampled_from(DATE_WORDS), max_size=12).map(" ".join))
def test_dates_are_moments_in_utc_or_none(text: str) -> None:
    found = feed_date(text)
    assert found is None or (found.tzinfo is UTC and 1979 < found.year < 2100)


@given(pieces, st.none() | st.just("https://example.org/"))
def test_whatever_a_page_holds_its_feeds_are_addresses(page: str, address: str | None) -> None:
    for link in discover(
        f"<html><link rel=alternate type=application/rss+xml href=/x title='{escape(page)}'>{page}".encode("utf-8", "replace"), address
    ):
        assert link.address.startswith("http")
        assert is_clean(link.address)
        assert is_clean(link.title or "")


@given(
    st.lists(
        st.builds(
            Subscription, address=st.just("https://example.org/rss"), title=st.none() | texts, folder=st.lists(texts, max_size=3).map(tuple)
        )
    )
)
def test_any_list_of_subscriptions_can_be_written_and_read(subscriptions: list[Subscription]) -> None:
    check(opml(subscriptions))
