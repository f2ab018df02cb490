"""The text that a page's JSON-LD tells where its elements show little of it: pages drawn by scripts, live pages."""

from __future__ import annotations

from tuireader.article import Block, Caption, Heading, Paragraph
from tuireader.clean import clean_line
from tuireader.reading.html.linked_data import Fields, first_text
from tuireader.reading.html.metadata import Metadata

_SHOWN = 0.4
"""Share of the told words that the page must show to be believed instead."""
_MOST = 1000


def told(page: Metadata, blocks: list[Block]) -> list[Block]:
    """Return the blocks that were read from a page, or those that it tells, where it shows few of them."""
    shown = sum(len(block.text.split()) for block in blocks if not isinstance(block, Caption))
    stated = _updates(page.updates) or _paragraphs(page.told_text)
    words = sum(len(block.text.split()) for block in stated)
    if words < 40 or shown >= words * _SHOWN:
        return blocks
    return [*(block for block in blocks if isinstance(block, Caption)), *stated]


def _paragraphs(text: str) -> list[Block]:
    lines = (clean_line(line) for line in text.splitlines())
    return [Paragraph(text=line) for line in lines if line]


def _updates(updates: list[Fields]) -> list[Block]:
    """Return a live page's updates, each with its headline."""
    found: list[Block] = []
    for update in updates[:_MOST]:
        headline = clean_line(first_text(update.get("headline")))
        text = _paragraphs(first_text(update.get("articleBody")))
        if text:
            found += [Heading(text=headline, level=3)] if headline else []
            found += text
    return found
