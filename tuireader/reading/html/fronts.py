"""Pages that are no story but lists of stories: a front page, a section's page."""

from __future__ import annotations

from tuireader.reading.address import web_address
from tuireader.reading.html.dom import Node
from tuireader.reading.html.outward import is_outside
from tuireader.reading.html.weights import Weight

_HEADS = frozenset({"h2", "h3", "h4"})
_CARDS = frozenset({"article", "li", "div", "section"})
_LONGEST_CARD = 800
"""Characters of a teaser; what is longer is a story."""
_FEWEST = 8
"""Teasers that make a front page."""
_STORY = 400
"""Characters of running text beside the teasers that may be a story."""
_HIGHEST = 8


def front(root: Node, weights: dict[Node, Weight], own: str | None) -> Node | None:
    """Return the element that holds the teasers of a page that has little else; None for a page with a story of its own.

    A teaser is the largest box around a headline that is a link to another page of the site, and around no other such headline.

    Args:
        root: the page, stripped.
        weights: those of its elements.
        own: its address.
    """
    heads = {node: href for node in root.find(*_HEADS) if (href := _leads_to(node)) and _is_another(href, own)}
    if len(set(heads.values())) < _FEWEST:
        return None
    cards = {card for node in heads if (card := _card(node, heads, weights)) is not None}
    within = sum(weights[card].sum_text for card in cards)
    # A list's own links are no running text, a story's text is nearly nothing else.
    outside = weights[root].good - sum(weights[card].good for card in cards)
    if len(cards) < _FEWEST or outside > min(_STORY, within / 4):
        return None
    return _around(cards)


def _leads_to(head: Node) -> str:
    """Return where a headline leads, by the link in it or around it; "" where it is none."""
    inner = next((node.get("href") for node in head.find("a") if node.get("href")), "")
    around = head.parent
    return inner or (around.get("href") if around is not None and around.tag == "a" else "")


def _is_another(href: str, own: str | None) -> bool:
    """Whether a link leads to another page of the same site; the parts of a live page are its own, and lists of things lead to shops."""
    address = web_address(href, own)
    if href.startswith("#") or (address and own and address.startswith(own) and address[len(own) :][:1] in ("#", "?")):
        return False
    return not is_outside(address, own)


def _card(head: Node, heads: dict[Node, str], weights: dict[Node, Weight]) -> Node | None:
    """Return the teaser that a headline heads."""
    card = None
    for level, holder in enumerate(head.ancestors()):
        size = weights[holder].sum_text
        if level > _HIGHEST or size > _LONGEST_CARD or sum(1 for node in holder.find(*_HEADS) if node in heads) > 1:
            break
        if holder.tag in _CARDS:
            card = holder
    return card


def _around(cards: set[Node]) -> Node | None:
    """Return the innermost element that holds nine tenths of the teasers."""
    counts: dict[Node, int] = {}
    for card in cards:
        for depth, holder in enumerate(card.ancestors()):
            counts[holder] = counts.get(holder, 0) + 1
            if depth > 100:
                break
    fitting = [holder for holder, count in counts.items() if count >= len(cards) * 0.9]
    return max(fitting, key=lambda node: sum(1 for _ in node.ancestors()), default=None)
