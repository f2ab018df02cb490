"""Who is quoted in a quotation set apart: the words below it, and what the networks write there."""

from __future__ import annotations

import re
from itertools import islice

from tuireader.article import BlockQuote
from tuireader.clean import clean_line
from tuireader.reading.html.dom import Node

_NAMED = re.compile(r"quote\w*[-_]{1,2}(?:attribution|author|source|cite|by|person|speaker|credit)", re.IGNORECASE)
_LONGEST_NAME = 200
_DASH = re.compile(r"^\s*(?:[—–―]|--)\s*(?=\S)")
_PULLED = re.compile(r"(?:^|[\s_-])pull-?_?quotes?(?:$|[\s_-])", re.IGNORECASE)
_POSTED = re.compile(r"(?P<who>.{1,100}\(@[\w.@-]{1,100}\)),?\s.{0,40}\b(?:19|20)\d\d\b.{0,40}")
"""Who posted something and when, as the networks write it below."""
_POSTED_PICTURE = re.compile(r"\s*\bpic\.(?:twitter|x)\.com/\w{1,20}$")


def is_pulled(node: Node) -> bool:
    """Whether an element, or one right around it, is named for words pulled out of the text."""
    return any(_PULLED.search(around.get("class")) for around in (node, *islice(node.ancestors(), 2)))


def holds_pulled(node: Node) -> bool:
    """Whether an element is named so and holds the words itself, in no quotation of their own."""
    return bool(node.attrs) and bool(_PULLED.search(node.get("class"))) and not any(node.find("blockquote"))


def name_in(node: Node) -> str | None:
    """Return the name that an element holds which is named for whom a quotation is by; None where it is no such."""
    if not _NAMED.search(node.get("class")):
        return None
    named = _DASH.sub("", clean_line(node.text()))
    return named if 0 < len(named) < _LONGEST_NAME else None


def quotation(node: Node, texts: list[str]) -> BlockQuote | None:
    """Return the quotation of an element.

    Args:
        node: the element.
        texts: its paragraphs, the last of which may be whom it is by.
    """
    attribution = None
    cite = next((part for part in node.find("cite", "footer") if part is not node), None)
    if cite is not None and texts and texts[-1].strip(" —–-") == clean_line(cite.text()).strip(" —–-"):
        attribution = texts[-1].strip(" —–-")
    elif len(texts) > 1 and _DASH.match(texts[-1]) and len(texts[-1]) < _LONGEST_NAME:
        attribution = _DASH.sub("", texts[-1])
    said = "\n".join(texts[:-1] if attribution is not None else texts)
    posted = _POSTED.fullmatch(attribution or "")
    text = _POSTED_PICTURE.sub("", said)
    return BlockQuote(text=text, attribution=posted["who"] if posted else attribution) if text else None
