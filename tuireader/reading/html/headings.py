"""Lines that a page sets like headings without saying so: in bold as a whole, or in capitals."""

from __future__ import annotations

from itertools import pairwise

from tuireader.article import Block, Heading, ListItem, Paragraph

_LONGEST = 80
_LEAST = 4
"""Letters of a heading in capitals."""
_LEVEL = 3


def with_headings(blocks: list[Block]) -> list[Block]:
    """Return a story's blocks with the short lines that stand over a longer paragraph, and are set apart as a whole, as headings."""
    found = list(blocks)
    for at, (block, below) in enumerate(pairwise(blocks)):
        if (
            isinstance(block, Paragraph)
            and isinstance(below, Paragraph | ListItem)
            and at
            and len(below.text) > len(block.text)
            and not isinstance(found[at - 1], Heading)
            and _is_set_apart(block)
            and not (isinstance(below, Paragraph) and _is_set_apart(below))
        ):
            found[at] = Heading(text=block.text, level=_LEVEL, marks=tuple(mark for mark in block.marks if mark.kind == "link"))
    return found


def _is_set_apart(block: Paragraph) -> bool:
    text = block.text.strip()
    # What ends like a sentence is one, and a question in bold is an interviewer's.
    if not 1 < len(text) <= _LONGEST or "\n" in text or text[-1] in '.,;:?!…”"»)':
        return False
    strong = any(mark.kind == "strong" and mark.start <= 1 and mark.end >= len(block.text) - 1 for mark in block.marks)
    return strong or (text.isupper() and sum(map(str.isalpha, text)) >= _LEAST)
