"""Lists of addresses, one a line; and newsboat's ``urls``, which names feeds with tags and titles."""

from __future__ import annotations

import re

from tuireader.errors import NoArticle, TooLarge
from tuireader.reading.address import web_address
from tuireader.reading.carried import Subscription
from tuireader.reading.formats import Reader, Reading, Source
from tuireader.reading.spans import optional

MOST = 20_000
"""Addresses of one list."""
_LONGEST_LINE = 8192
_ADDRESS_LINE = re.compile(r"(?:https?|feed)://\S+", re.IGNORECASE)
_OTHER_LINE = re.compile(r"#|//|query:|filter:|exec:|file:|$|---$")
_TAGGED = re.compile(r"https?://\S+[ \t]+\S", re.IGNORECASE)
_NEWSBOAT = "urls"
"""The name that newsboat gives its file."""


def read(source: Source) -> Reading:
    """Read a list: of feeds when it is newsboat's, by its name or by tags behind the addresses, else of articles to fetch.

    Raises:
        NoArticle: none of its addresses is of the web.
        TooLarge: it has more than ``MOST`` lines.
    """
    lines = [line.strip() for line in source.text.splitlines()]
    if len(lines) > MOST:
        raise TooLarge(f"it has more than {MOST:,} lines, too many for a list of addresses")
    if _is_newsboat(source, lines):
        subscriptions = {found.address: found for line in lines if (found := _subscription(line))}
        if not subscriptions:
            raise NoArticle("this list names no feed of the web")
        return Reading(subscriptions=tuple(subscriptions.values()))
    addresses = dict.fromkeys(address for line in lines if line and (address := web_address(line.split()[0])))
    if not addresses:
        raise NoArticle("this list names no address of the web")
    return Reading(addresses=tuple(addresses))


def _is_newsboat(source: Source, lines: list[str]) -> bool:
    named = (source.hints.name or source.hints.path or "").replace("\\", "/").rpartition("/")[2] == _NEWSBOAT
    return named or any(_TAGGED.match(line) or line.startswith(("query:", '"query:')) for line in lines)


def _subscription(line: str) -> Subscription | None:
    """Return the feed that a line names; its first tag is its folder, a tag that begins with ``~`` its title."""
    if not line or line.startswith("#") or len(line) > _LONGEST_LINE:
        return None
    import shlex

    try:
        address, *tags = shlex.split(line, comments=False)
    except ValueError:
        # A quotation mark without its fellow.
        address, *tags = line.split()
    found = web_address(address)
    if not found:
        return None
    title = next((tag[1:] for tag in tags if tag.startswith("~")), None)
    folders = [name for tag in tags if not tag.startswith(("~", "!")) and (name := optional(tag, 200))]
    return Subscription(address=found, title=optional(title), folder=tuple(folders[:1]))


def _sniff(source: Source) -> int:
    """Every line must be an address or a comment, and one at least an address."""
    text = source.text
    if not _ADDRESS_LINE.search(text[:10_000]):
        return 0
    found = 0
    for line in text[:200_000].splitlines():
        line = line.strip()  # noqa: PLW2901
        if _ADDRESS_LINE.match(line):
            found += 1
        elif not _OTHER_LINE.match(line.lstrip('"')):
            return 0
    return 70 if found else 0


READER = Reader("list of addresses", _sniff, read)
