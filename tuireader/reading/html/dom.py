"""A page's elements as a light tree of our own: typed, bounded in depth, made in one pass whatever the page looks like."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator

import msgspec

from tuireader.reading.tables import names

DEEPEST = 120
"""Elements that lie deeper are left out, their text is kept: nobody nests so deep on purpose."""
MOST = 40_000
"""The same for elements beyond so many; a very long page has half of it."""
_VOID = names("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
_APART = names("br|p|div|li")
_EMPTY = names("svg|template|select|datalist")
"""Elements whose content no reader of pages asks for."""
_SPACE = re.compile(r"\s+")


class Node(msgspec.Struct, eq=False):
    """An element."""

    tag: str
    attrs: dict[str, str]
    parent: Node | None
    children: list[Node | str] = []

    def get(self, name: str) -> str:
        """Return an attribute's value, "" where there is none."""
        return self.attrs.get(name, "")

    def elements(self) -> Iterator[Node]:
        """Yield the elements directly in this one."""
        for child in self.children:
            if isinstance(child, Node):
                yield child

    def walk(self) -> Iterator[Node]:
        """Yield this element and every one in it, in the page's order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in node.children[::-1] if type(child) is Node]

    def find(self, *tags: str) -> Iterator[Node]:
        """Yield the elements with one of these tags, itself among them."""
        return (node for node in self.walk() if node.tag in tags)

    def ancestors(self) -> Iterator[Node]:
        """Yield the elements around this one, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        """Return all text in it, white space collapsed."""
        parts: list[str] = []
        waiting: list[Node | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                parts.append(item)
            elif item.tag not in ("script", "style"):
                if item.tag in _APART:
                    parts.append(" ")
                waiting.extend(reversed(item.children))
        return _SPACE.sub(" ", "".join(parts)).strip()

    def prune(self, unwanted: Callable[[Node], bool]) -> None:
        """Take out every element in it that is not wanted, with all that it holds."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            node.children = [child for child in node.children if isinstance(child, str) or not unwanted(child)]
            waiting.extend(node.elements())


class Index:
    """The elements of a page, looked up many times and walked once."""

    def __init__(self, root: Node) -> None:
        self._by_tag: dict[str, list[Node]] = {}
        self.attributed: list[Node] = []
        """Every element that has attributes, in the page's order."""
        for node in root.walk():
            self._by_tag.setdefault(node.tag, []).append(node)
            if node.attrs:
                self.attributed.append(node)

    def find(self, tag: str) -> list[Node]:
        """Return the elements with a tag, in the page's order."""
        return self._by_tag.get(tag, [])


class _Builder:
    """What the parser reports its finds to, page after page."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._root = self._at = Node("#page", {}, None)
        self._depth = 0
        self._count = 0
        self._flat = 0
        self._within: list[str] = []
        self._flattened: list[str] = []

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if self._within or tag in _EMPTY or self._depth >= DEEPEST or self._count >= MOST:
            self._pass_over(tag)
            return
        self._count += 1
        node = Node(tag, dict(attrs) if attrs else {}, self._at)
        self._at.children.append(node)
        if tag not in _VOID:
            self._at = node
            self._depth += 1

    def _pass_over(self, tag: str) -> None:
        if self._within:
            if tag == self._within[-1]:
                self._within.append(tag)
        elif tag in _EMPTY:
            self._within.append(tag)
        elif tag not in _VOID:
            self._flat += 1
            if tag in _APART:
                self._flattened.append(" ")

    def end(self, tag: str) -> None:
        if self._within:
            if tag == self._within[-1]:
                self._within.pop()
        elif tag in _VOID:
            pass
        elif self._flat:
            self._flat -= 1
        elif self._at.parent is not None:
            if self._flattened:
                self._join_flattened()
            self._at = self._at.parent
            self._depth -= 1

    def data(self, data: str) -> None:
        if self._within:
            return
        if self._flat:
            self._flattened.append(data)
        else:
            if self._flattened:
                self._join_flattened()
            self._at.children.append(data)

    def _join_flattened(self) -> None:
        """Put the text of the elements that were left out into one piece: a hundred thousand pieces take as long as elements."""
        self._at.children.append("".join(self._flattened))
        self._flattened.clear()

    def close(self) -> Node:
        if self._flattened:
            self._join_flattened()
        root = self._root
        self._begin()
        return root


_kept = threading.local()
"""Each thread's parser: making one takes longer than reading a paragraph."""


def parse(text: str) -> Node:
    """Return the tree of a page or of a fragment of one; nothing in it is refused, the parser mends what it can."""
    from lxml import etree  # only when there is a page to read

    parser: etree.HTMLParser | None = getattr(_kept, "parser", None)
    if parser is None:
        parser = etree.HTMLParser(target=_Builder(), huge_tree=True)
    # What breaks off leaves its parser in the middle of a page: then the next one is a new one.
    _kept.parser = None
    try:
        parser.feed(text.replace("\0", "") or " ")
        root: Node = parser.close()
    except etree.LxmlError:
        return Node("#page", {}, None)
    _kept.parser = parser
    return root
