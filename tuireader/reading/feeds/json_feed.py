"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec

from tuireader.article import Enclosure
from tuireader.errors import UnknownFormat
from tuireader.reading.address import web_address
from tuireader.reading.carried import Feed
from tuireader.reading.feeds.dates import feed_date
from tuireader.reading.feeds.entry import Entry, Picture
from tuireader.reading.feeds.words import line
from tuireader.reading.feeds.xml_feed import MOST_ENTRIES, Document, language_tag, too_many

_ITEMS = re.compile(r"\"items\"\s*:\s*\[")
_NEXT = re.compile(r"\s*,?\s*(?=\{)")


def read(text: str, address: str | None = None) -> Document:
    """Return the feed that a JSON document is; fields of a wrong type are taken for missing.

    Args:
        text: the document.
        address: where it came from.

    Raises:
        UnknownFormat: it is no JSON Feed, or breaks off before its first entry ends.
    """
    fault = None
    try:
        found = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        found = _before_the_break(text)
        if not found["items"]:
            raise UnknownFormat(f"broken JSON: {error}") from error
        fault = f"the feed breaks off behind entry {len(found['items']):,}; what comes after can't be read"
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise UnknownFormat("this is JSON, but not a feed")
    items = [item for item in found["items"] if isinstance(item, dict)]
    site = web_address(_text(found, "home_page_url"), address)
    feed = Feed(
        kind="JSON Feed",
        title=line(_text(found, "title"), is_html=False) or None,
        site=site,
        language=language_tag(_text(found, "language")),
        entries=len(items),
    )
    base = address or site or web_address(_text(found, "feed_url"))
    return Document(feed, [_entry(item, base, _authors(found)) for item in items[:MOST_ENTRIES]], fault or too_many(len(items)))


def _before_the_break(text: str) -> dict[str, Any]:
    """Return what a broken document says of the feed before its items, and those of them that are whole."""
    import json

    opening = _ITEMS.search(text)
    items: list[Any] = []
    if opening is None:
        return {"items": items}
    try:
        found = json.loads(f"{text[: opening.start()].rstrip().removesuffix(',')}}}")
    except (ValueError, RecursionError):
        found = {}
    decoder = json.JSONDecoder()
    at = opening.end()
    while begun := _NEXT.match(text, at):
        try:
            item, at = decoder.raw_decode(text, begun.end())
        except (ValueError, RecursionError):
            break
        items.append(item)
    return {**(found if isinstance(found, dict) else {}), "items": items}


def _entry(item: dict[str, Any], base: str | None, authors: list[str]) -> Entry:
    url = web_address(_text(item, "url"), base) or web_address(_text(item, "external_url"), base)
    guid = _text(item, "id") or None
    published, updated = feed_date(_text(item, "date_published")), feed_date(_text(item, "date_modified"))
    pictures = [Picture(address=found) for key in ("image", "banner_image") if (found := web_address(_text(item, key), base))]
    return Entry(
        title=line(_text(item, "title"), is_html=False),
        url=url or (web_address(guid) if guid else None),
        guid=guid,
        published=published or updated,
        updated=updated if published and updated != published else None,
        authors=_authors(item) or authors,
        categories=[line(tag) for tag in _list(item, "tags") if isinstance(tag, str)],
        body=_text(item, "content_html") or html.escape(_text(item, "content_text"), quote=False),
        summary=html.escape(_text(item, "summary"), quote=False),
        language=language_tag(_text(item, "language")),
        base=url or base,
        pictures=pictures,
        enclosures=[made for found in _list(item, "attachments") if isinstance(found, dict) and (made := _enclosure(found, base))],
    )


def _enclosure(found: dict[str, Any], base: str | None) -> Enclosure | None:
    address = web_address(_text(found, "url"), base)
    size = found.get("size_in_bytes")
    length = int(size) if isinstance(size, int | float) and 0 <= size < 1 << 50 else None
    return Enclosure(url=address, media_type=_text(found, "mime_type") or None, length=length) if address else None


def _authors(found: dict[str, Any]) -> list[str]:
    """Return the names of version 1.1's authors, or of version 1's author."""
    return [_text(person, "name") for person in [*_list(found, "authors"), found.get("author")] if isinstance(person, dict)]


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    # An id may be a number, against the rules.
    return value if isinstance(value, str) else str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _list(found: dict[str, Any], key: str) -> list[Any]:
    value = found.get(key)
    return value if isinstance(value, list) else []
