"""Cards in a text, each of which leads to another page as a whole: a figure that is no picture, a link around several lines."""

from __future__ import annotations

import re

from tuireader.article import Related, RelatedLink
from tuireader.reading.address import web_address
from tuireader.reading.html.dom import Node
from tuireader.reading.html.weights import BLOCKS

_TITLE = re.compile(r"(?:^|[\s_-])(?:title|headline)(?:$|[\s_])", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST = 600
"""Characters of a card; a link around more is a mistake of the page's."""


def card(figure: Node, base: str | None) -> Related | None:
    """Return where a figure leads that holds nothing but a card; None where it is none."""
    inner = list(figure.elements())
    if len(inner) != 1 or inner[0].tag != "a" or any(figure.find("figcaption")):
        return None
    return _leads(inner[0], base)


def linked_card(link: Node, base: str | None) -> Related | None:
    """Return where a link leads that lies around several lines of text; None where it lies around less, or around a picture's caption."""
    if not any(child.tag in BLOCKS for child in link.elements()) or any(link.find("figure", "figcaption", "blockquote")):
        return None
    lines = sum(1 for part in link.walk() if part.tag in BLOCKS and _own_words(part))
    spans = sum(1 for part in link.walk() if part is not link and part.tag not in BLOCKS and _own_words(part))
    return _leads(link, base) if lines and lines + spans > 1 and len(link.text()) < _LONGEST else None


def _leads(link: Node, base: str | None) -> Related | None:
    """Return where a card leads, by its title, else by the first words on it."""
    titled = (part for part in link.walk() if part.tag in _HEADINGS or _TITLE.search(part.get("class")))
    words = next(filter(None, map(Node.text, titled)), None) or next(filter(None, map(_own_words, link.walk())), None)
    href = web_address(link.get("href"), base)
    return Related(text="", links=(RelatedLink(text=words, href=href),)) if words and href else None


def _own_words(node: Node) -> str:
    return " ".join(" ".join(child for child in node.children if isinstance(child, str)).split())
