"""Words that a page pulls out of its text to set them large: they are in the text already."""

from __future__ import annotations

import re
from collections.abc import Collection

from tuireader.article import Block, BlockQuote, Paragraph

_MOST = 50
"""Quotations pulled out of one text; with more of them the page means something else."""
_WORD = re.compile(r"\w+")


def without_pulled(blocks: list[Block], pulled: Collection[int]) -> list[Block]:
    """Return a story's blocks without the quotations pulled out of its text.

    Args:
        blocks: those of the story.
        pulled: the places of those that the page names so. One whose words the text doesn't have stays: there it stands alone.
    """
    if not pulled or len(pulled) > _MOST:
        return blocks
    said = [_words(block.text) for at, block in enumerate(blocks) if isinstance(block, Paragraph | BlockQuote) and at not in pulled]
    return [block for at, block in enumerate(blocks) if at not in pulled or not any(_words(block.text) in text for text in said)]


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
