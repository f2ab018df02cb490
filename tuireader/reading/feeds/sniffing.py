"""Telling a feed from everything else, by its first characters."""

from __future__ import annotations

import re

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|rdf|feed|channel)\b(?=[^<>]{0,20000}>)(?!\s*/?>\s*<(?:html|head|body)\b)", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b", re.IGNORECASE)
_JSON_FEED = re.compile(r"\s*\{")
_JSON_VERSION = re.compile(r"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org", re.IGNORECASE)
_ITEMS = re.compile(r"\"items\"\s*:\s*\[")
_SEARCHED = 20_000


def is_xml_feed(text: str) -> bool:
    """Whether a text is RSS, RDF or Atom, a server's complaint before it or not."""
    head = text[:_SEARCHED]
    root = _ROOT.search(head)
    if not root:
        return False
    page = _PAGE.search(head, 0, root.start())
    return page is None


def is_json_feed(text: str) -> bool:
    """Whether a text is a JSON Feed: it names the format's version, at its beginning or, in a short one, anywhere."""
    if not _JSON_FEED.match(text[:1000]):
        return False
    head = text[:_SEARCHED] + text[-_SEARCHED:]
    return bool(_JSON_VERSION.search(head)) and bool(_ITEMS.search(text[:1_000_000]))
