"""Which pictures a story has, in the order of reading."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from tuireader.article import Article, Caption, shown_blocks


class Shown(NamedTuple):
    """A picture of a story, with its words."""

    address: str
    caption: str
    credit: str | None


def pictures_of(article: Article, stored: Container[str]) -> list[Shown]:
    """Return the story's pictures that are stored, each once; the lead picture only where no caption has one."""
    found: dict[str, Shown] = {}
    for _, block in shown_blocks(article.blocks):
        if isinstance(block, Caption) and block.src and block.src in stored:
            found.setdefault(block.src, Shown(block.src, block.text, block.credit))
    if not found and article.lead_picture and article.lead_picture in stored:
        return [Shown(article.lead_picture, "", None)]
    return list(found.values())
