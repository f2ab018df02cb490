"""How much running text an element holds, and how much of it is links and scraps."""

from __future__ import annotations

import re

import msgspec

from tuireader.reading.html.dom import Node
from tuireader.reading.tables import names

BLOCKS = names("""
#page|html|body|main|article|section|div|p|blockquote|pre|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|figure|figcaption|header|footer
aside|nav|form|fieldset|h1|h2|h3|h4|h5|h6|hr|address|center|details|summary|caption|video|audio|picture|noscript|hgroup
""")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
_LONG_ENOUGH = {"p": 25, "blockquote": 25, "pre": 25, "li": 60, "td": 60, "dd": 40}
_OTHERS_LONG_ENOUGH = 60
_LONGEST_TEASER = 700
_LINKED_LEVELS = 4
"""How far above a block a link around it is looked for: cards of other stories are links as a whole."""
_NO_PROSE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "th", "dt", "address", "summary"})


class Weight(msgspec.Struct, eq=False):
    """What an element holds, everything in it counted."""

    good: float = 0.0
    """Running text, in characters."""
    poor: float = 0.0
    """Scraps and links, in characters."""
    sum_text: int = 0
    sum_links: int = 0
    own_text: int = 0
    """Characters that run in this very block."""
    own_links: int = 0

    @property
    def link_share(self) -> float:
        """How much of its text is links, from 0 to 1."""
        return self.sum_links / self.sum_text if self.sum_text else 0.0


def length(text: str) -> int:
    """Return the length of a text, a Chinese or Japanese character counted as the two letters that it is worth."""
    bare = len(text) - text.count(" ") // 2
    return bare if text.isascii() else bare + len(_CJK.findall(text))


def weigh(root: Node) -> dict[Node, Weight]:
    """Return the weight of every element."""
    order = list(root.walk())
    weights = {node: Weight() for node in order}
    for node in order:
        size = 0
        for child in node.children:
            if type(child) is str and not child.isspace():
                size += length(child.strip())
        if size:
            holder, linked = _holder(node)
            own = weights[holder]
            own.own_text += size
            own.own_links += size if linked else 0
    teasers = _teasers(order)
    for node in reversed(order):
        weight = weights[node]
        if weight.own_text:
            _judge(node, weight)
        elif not weight.sum_text:
            continue
        if node in teasers and weight.good < _LONGEST_TEASER:
            weight.poor += weight.good
            weight.good = 0.0
        parent = node.parent
        if parent is not None and node is not root:
            outer = weights[parent]
            outer.good += weight.good
            outer.poor += weight.poor
            outer.sum_text += weight.sum_text
            outer.sum_links += weight.sum_links
    return weights


def _judge(node: Node, weight: Weight) -> None:
    """Add the text that runs in an element itself, as what it is."""
    text, links = weight.own_text, weight.own_links
    weight.sum_text += text
    weight.sum_links += links
    prose = node.tag not in _NO_PROSE
    if prose and links * 2 < text and text >= _LONG_ENOUGH.get(node.tag, _OTHERS_LONG_ENOUGH):
        weight.good += text - links
    elif prose or links:
        weight.poor += max(links, text * 0.5)


def _holder(node: Node) -> tuple[Node, bool]:
    """Return the block that an element's text runs in, and whether it is a link's text there; a link may also be around whole blocks."""
    linked = False
    while node.tag not in BLOCKS and node.parent is not None:
        linked = linked or node.tag == "a"
        node = node.parent
    around = node.parent
    for _ in range(_LINKED_LEVELS):
        if linked or around is None:
            break
        linked = around.tag == "a" and bool(around.get("href"))
        around = around.parent
    return node, linked


def _teasers(order: list[Node]) -> set[Node]:
    """Return the elements that advertise another story: a heading that is a link, in a box with a few words below it."""
    found = set()
    for node in order:
        if node.tag in ("h2", "h3", "h4", "h5", "h6"):
            around = node.parent
            linked = around is not None and around.tag == "a"
            children = [child for child in node.children if not (isinstance(child, str) and not child.strip())]
            linked = linked or (len(children) == 1 and isinstance(children[0], Node) and children[0].tag == "a")
            box = around.parent if linked and around is not None and around.tag in ("a", "header", "hgroup") else around
            if linked and box is not None and box.tag in ("div", "li", "article", "section", "td", "dd"):
                found.add(box)
                if box.parent is not None and box.parent.tag in ("li", "article"):
                    found.add(box.parent)
    return found
