"""The elements of feeds by the names that people know them by, whatever prefix or namespace a feed gives them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

_NAMESPACES = (
    # Feeds' own vocabularies have no prefix here, so that "title" is a title in all of them.
    (
        re.compile(
            r"purl\.org/(?:rss/1\.0/?$|net/rss|atom/)|w3\.org/2005/Atom|backend\.userland\.com/rss|netscape\.com/(?:rdf|publish)|blogs\.law",
            re.IGNORECASE,
        ),
        "",
    ),
    (re.compile(r"purl\.org/rss/1\.0/modules/content", re.IGNORECASE), "content"),
    (re.compile(r"purl\.org/dc/(?:elements|terms)", re.IGNORECASE), "dc"),
    (re.compile(r"yahoo\.com/mrss", re.IGNORECASE), "media"),
    (re.compile(r"itunes(?:\.apple)?\.com/", re.IGNORECASE), "itunes"),
    (re.compile(r"w3\.org/1999/xhtml", re.IGNORECASE), "xhtml"),
    (re.compile(r"w3\.org/1999/02/22-rdf", re.IGNORECASE), "rdf"),
    (re.compile(r"feedburner", re.IGNORECASE), "feedburner"),
    (re.compile(r"prismstandard\.org", re.IGNORECASE), "prism"),
    (re.compile(r"wellformedweb|slash|syndication|thread", re.IGNORECASE), "other"),
)
_KNOWN_PREFIXES = frozenset({"content", "dc", "media", "itunes", "xhtml", "rdf", "feedburner", "prism"})
_XML = "{http://www.w3.org/XML/1998/namespace}"
LANG = f"{_XML}lang"
BASE = f"{_XML}base"


class Names:
    """Gives elements their names, each tag looked at once.

    The namespace of the feed's first entry, or of its channel, is its own vocabulary, though nobody knows it.
    """

    def __init__(self, root: etree._Element) -> None:
        self._known: dict[str, str] = {}
        first = next(root.iter("{*}item", "{*}entry", "{*}channel"), root)
        self._own = etree.QName(first).namespace or ""

    def of(self, element: etree._Element) -> str:
        """Return an element's name in small letters: "title", "media:content"; "other:…" for vocabularies that say nothing here."""
        tag = element.tag
        if not isinstance(tag, str):
            return "other:"
        name = self._known.get(tag)
        if name is None:
            name = self._known[tag] = _named(tag, self._own)
        return name


def _named(tag: str, own: str) -> str:
    if tag.startswith("{"):
        address, _, local = tag[1:].partition("}")
        known = next((prefix for pattern, prefix in _NAMESPACES if pattern.search(address)), "other")
        prefix = "" if known == "other" and address == own else known
    elif ":" in tag:
        # A prefix that the feed forgot to declare.
        prefix, _, local = tag.partition(":")
        prefix = prefix.lower()
        prefix = "" if prefix in ("atom", "atom10", "rss") else prefix if prefix in _KNOWN_PREFIXES else "other"
    else:
        prefix, local = "", tag
    return f"{prefix}:{local.lower()}" if prefix else local.lower()


class Fields:
    """The children of one element, by their names."""

    def __init__(self, element: etree._Element, names: Names) -> None:
        self.element = element
        self.names = names
        self._found: dict[str, list[etree._Element]] = {}
        for child in element:
            self._found.setdefault(names.of(child), []).append(child)

    def all(self, *wanted: str) -> Iterator[etree._Element]:
        """Yield the elements with these names, in the order of the names."""
        for name in wanted:
            yield from self._found.get(name, ())

    def first(self, *wanted: str) -> etree._Element | None:
        """Return the first element of these names that holds anything."""
        return next((element for element in self.all(*wanted) if len(element) or (element.text or "").strip()), None)

    def text(self, *wanted: str) -> str | None:
        """Return the first text under these names, bare of white space at its ends."""
        element = self.first(*wanted)
        return plain(element) or None if element is not None else None

    def texts(self, *wanted: str) -> list[str]:
        """Return every text under these names."""
        return [text for element in self.all(*wanted) if (text := plain(element))]


def plain(element: etree._Element) -> str:
    """Return all text in an element."""
    return (element.text or "" if not len(element) else "".join(element.itertext())).strip()


def inner(element: etree._Element) -> str:
    """Return what an element holds as HTML, its children's namespaces and the document's depth of them forgotten."""
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        _write(child, parts)
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def _write(element: etree._Element, parts: list[str]) -> None:
    # The parser refuses documents deeper than 256, so this can't run deep.
    if not isinstance(element.tag, str):
        return
    tag = etree.QName(element).localname if element.tag.startswith("{") else element.tag
    attributes = "".join(
        f' {name}="{html.escape(value)}"' for name, value in element.attrib.items() if isinstance(name, str) and not name.startswith("{")
    )
    parts.append(f"<{tag}{attributes}>")
    if len(element) or element.text or tag not in ("br", "img", "hr", "source"):
        parts.append(inner(element))
        parts.append(f"</{tag}>")
