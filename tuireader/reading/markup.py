"""Telling what kind of markup a text is."""

from __future__ import annotations

import re

_SKIPPED = re.compile(r"\s+|<\?(?!xml-stylesheet)[^>]{0,500}\?>|<\?xml-stylesheet[^>]{0,500}\?>|<!--.{0,5000}?-->", re.DOTALL)
_KINDS = (
    (re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE), "a web page"),
    (
        re.compile(
            r"<(?:head|body|title|meta|script|style|link|div|table|p|h[1-6]|article|main|section|header|nav|span|br|a|img|ul|ol|center|font)\b[^<]{0,2000}>",
            re.IGNORECASE,
        ),
        "a web page",
    ),
    (re.compile(r"<rss\b", re.IGNORECASE), "an RSS feed"),
    (re.compile(r"<feed\b"), "an Atom feed"),
    (re.compile(r"<rdf:RDF\b", re.IGNORECASE), "an RSS feed"),
    (re.compile(r"<opml\b", re.IGNORECASE), "a list of subscriptions (OPML)"),
    (re.compile(r"<(?:!doctype\s|\w+[\s>:])", re.IGNORECASE), "an XML document"),
)


def markup_kind(text: str, content_type: str | None = None) -> str | None:
    """Return what a text in markup is, in words ("a web page"), or None when it is none.

    ``content_type``, the server's word, counts only where there is a tag in the text at all.
    """
    head = text[:20_000]
    at = 0
    declared = head.lstrip()[:5] == "<?xml"
    while skipped := _SKIPPED.match(head, at):
        at = skipped.end()
    kind = next((kind for pattern, kind in _KINDS if pattern.match(head, at)), None)
    if kind or declared:
        return kind or "an XML document"
    served = (content_type or "").partition(";")[0].strip().lower()
    if served in ("text/html", "application/xhtml+xml") and re.search(r"</?[a-z][^<>]{0,500}>", head, re.IGNORECASE):
        return "a web page"
    return None
