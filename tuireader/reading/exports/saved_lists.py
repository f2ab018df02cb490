"""Lists of saved pages: Pocket's and Instapaper's exports, in CSV and in HTML. They name pages, and hold no text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from tuireader.errors import NoArticle, UnknownFormat
from tuireader.reading.address import web_address
from tuireader.reading.carried import Marked
from tuireader.reading.formats import Reader, Reading, Source

MOST = 50_000
"""Pages of one list."""
_CSV_HEADS = (
    # Pocket since 2023, Instapaper with and without tags.
    re.compile(r"title,url,time_added(?:,cursor)?,tags,status\s*$", re.IGNORECASE),
    re.compile(r"URL,Title,Selection,Folder,Timestamp(?:,Tags)?\s*$", re.IGNORECASE),
)
_HTML_TITLE = re.compile(r"<title>\s*(?:Pocket Export|Instapaper: Export)\s*</title>", re.IGNORECASE)
_READ = frozenset({"archive", "archived", "read archive", "read"})
_STARRED = frozenset({"starred", "liked", "favorites", "favorite"})


def read(source: Source) -> Reading:
    """Read the pages' addresses, and which of them were read or starred.

    Raises:
        UnknownFormat: it begins like such a list, but can't be read.
        NoArticle: it names no page.
    """
    found = _from_csv(source.text) if _is_csv(source.text) else _from_html(source.text)
    marks = {mark.url: mark for mark in found if mark.url}
    if not marks:
        raise NoArticle("this list names no page")
    return Reading(addresses=tuple(marks), marks=tuple(marks.values()))


def _from_csv(text: str) -> Iterator[Marked]:
    import csv

    try:
        rows = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""))
        for number, row in enumerate(rows):
            if number >= MOST:
                return
            fields = {name.strip().lower(): value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
            url = web_address(fields.get("url"))
            folder = (fields.get("status") or fields.get("folder") or "").strip().lower()
            if url:
                yield Marked(url=url, read=folder in _READ, starred=folder in _STARRED)
    except csv.Error as error:
        raise UnknownFormat(f"this list can't be read: {error}") from error


def _from_html(text: str) -> Iterator[Marked]:
    """Yield the links below each heading; the heading says what became of them."""
    from tuireader.reading.html.dom import parse

    folder, number = "", 0
    for node in parse(text).find("h1", "h2", "h3", "a"):
        if node.tag != "a":
            folder = node.text().lower()
        elif number < MOST and (url := web_address(node.get("href"))):
            number += 1
            yield Marked(url=url, read=folder in _READ, starred=folder in _STARRED)


def _is_csv(text: str) -> bool:
    head = text[:200].lstrip("\ufeff \r\n").partition("\n")[0]
    return any(pattern.match(head) for pattern in _CSV_HEADS)


def _sniff(source: Source) -> int:
    return 90 if _is_csv(source.text) or _HTML_TITLE.search(source.text[:2000]) else 0


READER = Reader("list of saved pages", _sniff, read)
