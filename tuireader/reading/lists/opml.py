"""OPML: lists of subscriptions (http://opml.org/spec2.opml)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tuireader.errors import NoArticle, TooLarge, UnknownFormat
from tuireader.reading.address import web_address
from tuireader.reading.carried import Subscription
from tuireader.reading.formats import Reader, Reading, Source
from tuireader.reading.spans import optional

if TYPE_CHECKING:
    from lxml import etree

LARGEST = 16 << 20
"""Bytes of one list."""
MOST = 20_000
"""Subscriptions of one list."""
_ROOT = re.compile(r"<opml\b", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<html\b|<rss\b|<feed\b", re.IGNORECASE)
_DEEPEST_FOLDER = 8


def read(source: Source) -> Reading:
    """Read a list of subscriptions, each feed once.

    Raises:
        UnknownFormat: it is no OPML that can be read.
        NoArticle: it names no feed.
        TooLarge: it is larger than ``LARGEST``, or names more than ``MOST`` feeds.
    """
    from tuireader.reading.feeds.tree import parse

    if len(source.data) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST >> 20} MiB, too large for a list of subscriptions")
    root = parse(source.text)
    if root is None:
        raise UnknownFormat("this begins like OPML, but is no XML that can be read")
    found: dict[str, Subscription] = {}
    # Programs write the attributes' names in every mixture of large and small letters.
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(child, ()) for child in reversed(root)]
    while waiting:
        element, folder = waiting.pop()
        fields = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        title = optional(fields.get("title") or fields.get("text"))
        named = fields.get("xmlurl") or (fields.get("url") if fields.get("type", "").lower() == "rss" else None)
        address = web_address(_feed_scheme(named))
        if address:
            found.setdefault(address, _subscription(address, title, fields, folder))
            if len(found) > MOST:
                raise TooLarge(f"it names more than {MOST:,} feeds")
        elif title and len(folder) < _DEEPEST_FOLDER:
            folder = (*folder, title)
        waiting.extend((child, folder) for child in reversed(element))
    if not found:
        raise NoArticle("this list of subscriptions names no feed")
    return Reading(subscriptions=tuple(found.values()))


def _subscription(address: str, title: str | None, fields: dict[str, str], folder: tuple[str, ...]) -> Subscription:
    return Subscription(
        address=address,
        title=title,
        site=web_address(fields.get("htmlurl")),
        region=optional(fields.get("region"), 100),
        section=optional(fields.get("section"), 100),
        folder=folder,
    )


def _feed_scheme(address: str | None) -> str | None:
    """Return an address with the scheme that ``feed:`` stands for."""
    if address and address[:5].lower() == "feed:":
        rest = address[5:]
        return rest if rest.startswith("http") else f"http:{rest}"
    return address


def _sniff(source: Source) -> int:
    head = source.text[:20_000]
    root = _ROOT.search(head)
    return 95 if root and not _PAGE.search(head, 0, root.start()) else 0


READER = Reader("OPML", _sniff, read)
