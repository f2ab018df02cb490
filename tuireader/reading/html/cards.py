"""Figures that are no pictures but cards, each of which leads to another page."""

from __future__ import annotations

from tuireader.article import Related, RelatedLink
from tuireader.reading.address import web_address
from tuireader.reading.html.dom import Node


def card(figure: Node, base: str | None) -> Related | None:
    """Return where a card leads, by the first words on it; None where a figure is none."""
    inner = list(figure.elements())
    if len(inner) != 1 or inner[0].tag != "a" or any(figure.find("figcaption")):
        return None
    words = next(filter(None, map(_own_words, inner[0].walk())), None)
    href = web_address(inner[0].get("href"), base)
    return Related(text="", links=(RelatedLink(text=words, href=href),)) if words and href else None


def _own_words(node: Node) -> str:
    return " ".join(" ".join(child for child in node.children if isinstance(child, str)).split())
