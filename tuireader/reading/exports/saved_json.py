"""wallabag's export in JSON: a list of objects, each a saved page with its text (https://doc.wallabag.org/)."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from tuireader.article import Draft
from tuireader.errors import NoArticle, UnknownFormat
from tuireader.reading.address import web_address
from tuireader.reading.carried import Feed, Marked
from tuireader.reading.formats import Reader, Reading, Source

MOST = 100_000
"""Pages of one export."""
_BEGINS = re.compile(r"\s*\[\s*\{")
_OWN = frozenset({"is_archived", "is_starred", "url", "content"})
_OWN_NAME = re.compile(r"\"is_archived\"\s*:")


def read(source: Source) -> Reading:
    """Read the saved pages, each with whether it was read and starred; a page without text is an address to fetch.

    Raises:
        UnknownFormat: the JSON is broken, or not wallabag's.
        NoArticle: it holds no page.
    """
    try:
        found = msgspec.json.decode(source.text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnknownFormat(f"broken JSON: {error}") from error
    pages = [page for page in found[:MOST] if isinstance(page, dict) and page.keys() >= _OWN] if isinstance(found, list) else []
    if not pages:
        raise NoArticle("there is no saved page in it")
    drafts: list[Draft] = []
    addresses: list[str] = []
    marks: list[Marked] = []
    for page in pages:
        url = web_address(_text(page, "url"))
        if _text(page, "content").strip():
            drafts.append(_draft(page, url))
        elif url:
            addresses.append(url)
        if url:
            marks.append(Marked(url=url, read=_is_set(page, "is_archived"), starred=_is_set(page, "is_starred")))
    return Reading(drafts=tuple(drafts), addresses=tuple(addresses), marks=tuple(marks))


def _draft(page: dict[str, Any], url: str | None) -> Draft:
    from tuireader.reading.feeds.dates import feed_date
    from tuireader.reading.feeds.entry import Entry, Picture, draft
    from tuireader.reading.feeds.words import line

    people = page.get("published_by")
    tags = page.get("tags")
    picture = web_address(_text(page, "preview_picture"), url)
    entry = Entry(
        title=line(_text(page, "title")),
        url=url,
        published=feed_date(_text(page, "published_at")),
        authors=[name for name in people if isinstance(name, str)] if isinstance(people, list) else [],
        categories=[tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
        body=_text(page, "content"),
        language=_text(page, "language").replace("_", "-") or None,
        base=url,
        pictures=[Picture(address=picture)] if picture else [],
    )
    return draft(entry, Feed(kind="wallabag", title=_text(page, "domain_name") or None))


def _text(page: dict[str, Any], key: str) -> str:
    value = page.get(key)
    return value if isinstance(value, str) else ""


def _is_set(page: dict[str, Any], key: str) -> bool:
    return page.get(key) in (1, True, "1")


def _sniff(source: Source) -> int:
    text = source.text
    return 92 if _BEGINS.match(text[:1000]) and _OWN_NAME.search(text[:1_000_000]) else 0


READER = Reader("wallabag's export", _sniff, read)
