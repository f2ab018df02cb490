"""Boxes beside the story, told by what stands above them: "Most read", "Sign up for our newsletter", "About the author"."""

from __future__ import annotations

import re
from itertools import islice

from tuireader.reading.html.dom import Node
from tuireader.reading.html.labels import opens_box, opens_comments, opens_newsletters, surely_opens_others
from tuireader.reading.html.weights import Weight

_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "a", "header", "legend", "dt", "summary"})
_LONGEST = 60
_MOST = 0.45
"""Share of the page's running text that such a box holds at most, unless its label can be nothing else."""
_SURELY = 0.85
_STORY = 250
"""Characters that are left for the story at least."""
_SMALL = 400
"""Characters of a box that may be prose as a whole."""
_BUTTON = re.compile(r"ment|next|prev", re.IGNORECASE)
"""Links are many, and few of them labels: those that lead to the comments or to the story after this one."""
_HIGHEST = 8
_PARTS = 4
"""Children of an element that is a label without being a heading."""


def headed_boxes(root: Node, weights: dict[Node, Weight]) -> set[Node]:
    """Return the elements that begin with a label for other stories, readers' comments or promotions, and are no great part of the page."""
    whole = weights[root].good
    found: set[Node] = set()
    for node, weight in weights.items():
        if weight.sum_text <= _LONGEST and node.tag in _HEADS:
            text = _label(node)
            if not opens_box(text):
                continue
            button = next((near for near in (node, *islice(node.ancestors(), 2)) if near.tag == "a"), None)
            if button is not None and opens_comments(text):
                found.add(button)
            else:
                sure = node.tag[0] == "h" and (surely_opens_others(text) or opens_newsletters(text))
                box = _box(node, len(text) + 2, weights, whole, sure=sure)
                if box is not None:
                    found.add(box)
    return found


def _label(node: Node) -> str:
    """Return the text of an element that holds a few words of its own, else ""."""
    if node.tag[0] != "h" and (len(node.children) > _PARTS or not any(type(child) is str and child.strip() for child in node.children)):
        return ""
    text = node.text()
    return text if len(text) <= _LONGEST and (node.tag != "a" or _BUTTON.search(text)) else ""


def _box(node: Node, label: int, weights: dict[Node, Weight], whole: float, *, sure: bool) -> Node | None:
    """Return the largest element around a label that begins with it and holds links, little prose or whole other stories."""
    box = None
    for _ in range(_HIGHEST):
        holder = node.parent
        if holder is None or holder.tag in ("html", "body", "main", "#page") or not _begins(holder, node, weights):
            break
        weight = weights[holder]
        stories = sure and sum(1 for part in holder.find("article") if part is not holder) > 1
        if any(holder.find("h1")) or weight.good > (whole - _STORY if stories else whole * (_SURELY if sure else _MOST)):
            break
        beside = stories or weight.link_share > 0.3 or weight.good < weight.poor * 2 or (sure and weight.sum_text < min(_SMALL, whole))
        if weight.sum_text > label and beside:
            box = holder
        node = holder
    return box


def _begins(holder: Node, node: Node, weights: dict[Node, Weight]) -> bool:
    """Whether an element is the first in another that holds any text."""
    for child in holder.children:
        if child is node:
            return True
        if isinstance(child, str):
            if child.strip():
                return False
        elif weights[child].sum_text:
            return False
    return False
