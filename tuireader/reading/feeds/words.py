"""Plain words out of what a feed may have meant as text or as HTML."""

from __future__ import annotations

import html
import re

from tuireader.clean import clean_line

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>|<!--.{0,4000}?-->", re.DOTALL)
_CLOSING = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,12}\s{0,9}>")
_SURE = re.compile(
    r"<(?:br|p|i|b|em|strong|span|img|a|div|sub|sup|font|u|wbr|small|hr|ul|ol|li|h[1-6])(?:\s[^<>]{0,4000})?/?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLOCK = re.compile(r"</?(?:br|p|div|li|tr|h[1-6])\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether a text that wasn't declared is HTML: it closes a tag, or has tags that nobody writes about without meaning them."""
    return "<" in text and bool(_CLOSING.search(text) or _SURE.search(text))


def line(text: str | None, *, is_html: bool | None = None) -> str:
    """Return a title or a name as one clean line: tags gone, entities decoded, however often they were encoded.

    Args:
        text: as it came out of the XML or the JSON.
        is_html: whether the feed declares it HTML; None where it doesn't say.
    """
    if not text:
        return ""
    if "<" in text and (is_html or (is_html is None and looks_like_html(text))):
        text = _TAG.sub(lambda tag: " " if _BLOCK.match(tag.group()) else "", text)
    for _ in range(3):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return clean_line(text)
