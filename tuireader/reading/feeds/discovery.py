"""Where a page says that its feeds are."""

from __future__ import annotations

import re
from typing import NamedTuple

from tuireader.errors import UnknownFormat
from tuireader.reading.address import web_address
from tuireader.reading.decoding import declared_in, decode
from tuireader.reading.feeds.words import line
from tuireader.reading.html.dom import Node, parse

_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_UNSURE_TYPES = frozenset({"application/json", "text/xml", "application/xml"})
"""WordPress declares each page's own data as an alternate in JSON: only the address tells."""
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/.?=&_-])(?:rss2?|atom|feeds?|rdf|index\.xml|feed\.json)(?:$|[/.?&#])|\.(?:rss|atom|rdf)(?:$|[?#])|^https?://(?:feeds?|rss)\.",
    re.IGNORECASE,
)
_SAYS_FEED = re.compile(r"\b(?:rss|atom|xml|web|news|json)[\s-]*feeds?\b|^\s*(?:rss|atom|feed)\s*$", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|kommentar|comentario|commentaire", re.IGNORECASE)
_MOST = 50
_LONGEST = 4 << 20


class Link(NamedTuple):
    """A feed that a page names."""

    address: str
    title: str | None
    declared: bool
    """Whether the page declares it as its feed; else it only looks like one."""


def discover(data: bytes, address: str | None) -> list[Link]:
    """Return the feeds that a page leads to, the likeliest first; none for what is no page.

    Those that the page declares as its alternates come first (feeds of comments last among them), then links that look like feeds.

    Args:
        data: the page.
        address: where it came from.
    """
    try:
        root = parse(decode(data[:_LONGEST], declared_in(data)))
    except UnknownFormat:
        return []
    base = next((found for node in root.find("base") if (found := web_address(node.get("href"), address))), address)
    declared: dict[str, Link] = {}
    others: dict[str, Link] = {}
    for node in root.find("link", "a"):
        found = web_address(node.get("href"), base)
        if not found:
            continue
        if node.tag == "link" and _is_declared(node, found):
            declared.setdefault(found, Link(found, line(node.get("title"), is_html=False) or None, declared=True))
        elif node.tag == "a" and (_LOOKS_LIKE_FEED.search(found) or _SAYS_FEED.search(node.text()[:60])):
            others.setdefault(found, Link(found, line(node.text()[:200], is_html=False) or None, declared=False))
    ranked = sorted(declared.values(), key=lambda link: bool(_COMMENTS.search(f"{link.title} {link.address}")))
    return [*ranked, *(link for at, link in others.items() if at not in declared)][:_MOST]


def _is_declared(node: Node, address: str) -> bool:
    relations = node.get("rel").lower().split()
    kind = node.get("type").partition(";")[0].strip().lower()
    if "feed" in relations and "stylesheet" not in relations:
        return True
    if "alternate" not in relations:
        return False
    return kind in _TYPES or (kind in _UNSURE_TYPES and bool(_LOOKS_LIKE_FEED.search(address)))
