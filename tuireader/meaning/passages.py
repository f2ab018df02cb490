"""What the rooms of quotation hand to each other: passages of running text and the quotations found in them."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

Kind = Literal["title", "heading", "caption", "text"]


class Quoted:
    """A quotation found in a passage; who says it is filled in later."""

    __slots__ = ("after", "before", "cue", "description", "end", "group", "mention", "speaker", "start")

    def __init__(self, start: int, end: int, before: int, after: int, group: int | None) -> None:
        """Take the bounds of what is quoted, and those of the quotation with its marks, as offsets in the passage."""
        self.start = start
        self.end = end
        self.before = before
        self.after = after
        self.group = group
        self.speaker: str | None = None
        self.description: str | None = None
        self.mention: str | None = None
        self.cue: str | None = None


class Passage:
    """One line of running text: the headline, a paragraph, a line of a block quotation, a caption."""

    __slots__ = ("block", "kind", "offset", "quoted", "text")

    def __init__(self, block: int, offset: int, text: str, kind: Kind) -> None:
        """Take the block's number (-1: headline), where in its text the passage begins, the passage, and what it is."""
        self.block = block
        self.offset = offset
        self.text = text
        self.kind = kind
        self.quoted: list[Quoted] = []

    def is_quoted(self, offset: int) -> bool:
        """Whether what stands at ``offset`` is within a quotation."""
        if not self.quoted:
            return False
        at = bisect_right(self.quoted, offset, key=lambda quoted: quoted.start)
        return at > 0 and offset < self.quoted[at - 1].end
