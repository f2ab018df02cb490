"""A feed's XML as a tree, however broken: no network, no entities of its own, no comments."""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree

from tuireader.errors import TooLarge

MOST_TAGS = 300_000
"""Tags of one document, each some 170 bytes of memory: a podcast of 5,000 episodes with all that podcasts say of one has 200,000."""
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>\[]{0,2000}(?:\[.{0,100000}?\]\s{0,100})?>", re.DOTALL | re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_CONTROLS = bytes(code for code in range(0x20) if chr(code) not in "\t\n\r")
_CDATA_OR_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:#(?:(?P<decimal>\d{1,9})|[xX](?P<hex>[0-9a-fA-F]{1,7}));|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?",
    re.DOTALL,
)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_OVERLOADED = etree.XPath("//*[@*[500]]")
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed|channel|opml)\b", re.IGNORECASE)


def parse(text: str) -> etree._Element | None:
    """Return the root element of an XML document, mended as far as it must be; None where there is no element in it.

    The document's type declaration goes before anything is read: entities that it declares are never expanded.

    Raises:
        TooLarge: it has more tags than any feed.
    """
    if text.count("<") > MOST_TAGS and _CDATA.sub("", text).count("<") > MOST_TAGS:
        raise TooLarge(f"it has more than {MOST_TAGS:,} tags, too many to read")
    root = _ROOT.search(text)
    start = text.rfind("<?xml ", 0, root.start()) if root else -1
    if root:
        # What stands before the declaration is a server's complaint or an empty line.
        text = text[start if start >= 0 else root.start() :] if not _DOCTYPE.search(text[: root.start()]) else text
    text = _xml_alone(_DOCTYPE.sub("", text, count=1))
    try:
        return _bare(etree.fromstring(text.encode(), _parser(mending=False)))
    except etree.XMLSyntaxError:
        pass
    try:
        return _bare(etree.fromstring(_CDATA_OR_AMPERSAND.sub(_mended, text).encode(), _parser(mending=True)))
    except etree.XMLSyntaxError:
        return None


def _xml_alone(text: str) -> str:
    """Return the text without what XML can't have; nearly always it has nothing of the kind, as its bytes tell at once."""
    try:
        data = text.encode()
    except UnicodeEncodeError:  # halves of surrogate pairs
        return _NOT_XML.sub("", text)
    has_none = len(data.translate(None, _CONTROLS)) == len(data) and b"\xef\xbf\xbe" not in data and b"\xef\xbf\xbf" not in data
    return text if has_none else _NOT_XML.sub("", text)


def _bare(root: etree._Element | None) -> etree._Element | None:
    """Take the attributes from elements with more than anyone writes: each look at them goes through all before it."""
    if root is not None:
        for element in _OVERLOADED(root):
            element.attrib.clear()
    return root


def _parser(*, mending: bool) -> etree.XMLParser:
    # The text is UTF-8 by now, whatever its declaration says.
    return etree.XMLParser(
        encoding="utf-8",
        recover=mending,
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _mended(match: re.Match[str]) -> str:
    """Return what an ampersand should have been; a section of character data stays."""
    found = match.group()
    if found.startswith("<"):
        return found if found.endswith("]]>") else f"{found}]]>"
    if match["name"]:
        if match["name"] in _XML_NAMES:
            return found
        character = html5.get(f"{match['name']};")
        return character if character and not set(character) & set("<>&") else f"&amp;{found[1:]}"
    if match["decimal"] or match["hex"]:
        number = int(match["decimal"] or match["hex"], 10 if match["decimal"] else 16)
        legal = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
        return found if legal else ""
    return "&amp;"
