"""The links of one story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tuireader.article import Article, Related
from tuireader.tui.screens.choosing import Choosing
from tuireader.tui.widgets.choice_list import Choice


class Link(NamedTuple):
    """A link, and the words that it stands under."""

    words: str
    href: str


def links_of(article: Article) -> list[Link]:
    """Return the links of the story's text, numbered as they are there, its own address, and its trailer's; each address once."""
    found = []
    for block in article.blocks:
        marks = sorted((mark for mark in block.marks if mark.href), key=lambda mark: mark.end)
        found += [Link(block.text[mark.start : mark.end], mark.href) for mark in marks if mark.href]
    found += [Link(article.title, article.url)] if article.url else []
    for block in article.blocks:
        if isinstance(block, Related):
            found += [Link(link.text, link.href) for link in block.links if link.href]
    found += [Link(enclosure.media_type or "enclosure", enclosure.url) for enclosure in article.enclosures]
    return list({link.href: link for link in reversed(found)}.values())[::-1]


class Links(Choosing[str]):
    """Gives the address to open."""

    def __init__(self, links: Sequence[Link]) -> None:
        choices = [Choice(f"{number}. {link.words}", link.href) for number, link in enumerate(links, 1)]
        super().__init__("Links", choices, [link.href for link in links], "opens it in the browser", row_height=3)
