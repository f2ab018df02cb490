"""Bookmarks as every browser and most services export them: an HTML page of nested lists (``NETSCAPE-Bookmark-file-1``)."""

from __future__ import annotations

import re

from tuireader.errors import NoArticle, TooLarge
from tuireader.reading.address import web_address
from tuireader.reading.carried import Marked, Subscription
from tuireader.reading.formats import Reader, Reading, Source
from tuireader.reading.spans import optional

LARGEST = 16 << 20
"""Bytes of one file; the pages' icons are in it."""
MOST = 50_000
"""Bookmarks of one file."""
_DEEPEST = 20
_DOCTYPE = re.compile(r"\s*<!doctype\s+netscape-bookmark-file", re.IGNORECASE)
_BOOKMARK = re.compile(r"<(?P<end>/?)(?P<tag>a|h3|dl)\b(?P<attrs>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>[^<]{0,2000})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z_]{1,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def read(source: Source) -> Reading:
    """Read the addresses of the bookmarked pages, and live bookmarks as subscriptions in their folders.

    A page that a service notes as still to be read (``TOREAD="1"``) is unread, one that it notes as none is read.

    Raises:
        NoArticle: it names no page of the web.
        TooLarge: it is larger than ``LARGEST``, or has more than ``MOST`` bookmarks.
    """
    from html import unescape

    if len(source.data) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST >> 20} MiB, too large for a file of bookmarks")
    addresses: dict[str, Marked | None] = {}
    feeds: dict[str, Subscription] = {}
    folders: list[str] = []
    heading = ""
    for match in _BOOKMARK.finditer(source.text):
        tag = match["tag"].lower()
        if tag == "h3" and not match["end"]:
            heading = unescape(match["text"]).strip()
        elif tag == "dl":
            if match["end"]:
                folders = folders[:-1]
            elif len(folders) < _DEEPEST:
                folders.append(heading)
            heading = ""
        elif not match["end"]:
            fields = {found[0].lower(): unescape(found[1] or found[2] or found[3]) for found in _ATTRIBUTE.findall(match["attrs"])}
            title = unescape(match["text"]).strip()
            if feed := web_address(fields.get("feedurl")):
                folder = tuple(name for each in folders if (name := optional(each, 200)))
                feeds.setdefault(
                    feed, Subscription(address=feed, title=optional(title), site=web_address(fields.get("href")), folder=folder)
                )
            elif address := web_address(fields.get("href")):
                addresses.setdefault(address, Marked(url=address, read=fields["toread"] == "0") if "toread" in fields else None)
            if len(addresses) + len(feeds) > MOST:
                raise TooLarge(f"it has more than {MOST:,} bookmarks")
    if not addresses and not feeds:
        raise NoArticle("there is no bookmark of the web in it")
    return Reading(
        addresses=tuple(addresses),
        subscriptions=tuple(feeds.values()),
        marks=tuple(mark for mark in addresses.values() if mark and mark.read),
    )


def _sniff(source: Source) -> int:
    return 95 if _DOCTYPE.match(source.text[:2000].lstrip("\ufeff")) else 0


READER = Reader("bookmarks", _sniff, read)
