"""The page's JSON-LD: what it says of itself as a news article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec

from tuireader.reading.html.dom import Index

Fields = dict[str, Any]
"""A JSON object of anybody's making."""
_ARTICLE = re.compile(r"(?:Article|Posting|Review)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_MOST = 200


def article_data(page: Index) -> Fields:
    """Return the fields of the page's article as JSON-LD has them; {} where it has none."""
    best: Fields = {}
    for node in page.find("script"):
        if "ld+json" not in node.get("type").lower():
            continue
        raw = "".join(child for child in node.children if isinstance(child, str)).strip()
        for item in list(_objects(_decoded(_WRAPPING.sub("", raw))))[:_MOST]:
            kinds = item.get("@type")
            names = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
            if any(isinstance(name, str) and _ARTICLE.search(name) for name in names) and len(item) > len(best):
                best = item
    return best


def _decoded(raw: str) -> object:
    for text in (raw, _CONTROLS.sub(" ", raw).rstrip("; ")):
        try:
            return msgspec.json.decode(text.encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            continue
    return None


def _objects(value: object, depth: int = 0) -> Iterator[Fields]:
    """Yield the objects of JSON-LD: one, an array of them, a graph, a page with its main entity."""
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:_MOST]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            yield from _objects(value.get(key), depth + 1)


def names(value: object) -> list[str]:
    """Return the names of a person or an organisation, or of several."""
    if isinstance(value, str):
        return [unescape(value)]
    if isinstance(value, dict):
        return names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:_MOST] for name in names(item)]
    return []


def first_text(value: object) -> str:
    """Return a field that should be one text; "" for what is none. Many pages escape it as if it were HTML."""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, list) and value:
        return first_text(value[0])
    if isinstance(value, dict):
        return first_text(value.get("url") or value.get("@id") or value.get("name") or "")
    return ""
