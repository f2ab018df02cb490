"""A page: an article set in lines of styled runs, and where in it the quotations and the pictures are."""

from __future__ import annotations

from typing import NamedTuple


class Run(NamedTuple):
    """Text in one style."""

    text: str
    roles: tuple[str, ...]


class Line(NamedTuple):
    """One line of the page."""

    runs: tuple[Run, ...]
    block: int
    """The block that it shows; -1 for the headline and what belongs to it."""
    offset: int
    """The code point of the block's text with which the line begins."""
    note: str = ""
    """What stands beside it in the margin."""

    @property
    def text(self) -> str:
        """The line's text without styles."""
        return "".join(run.text for run in self.runs)


class Spot(NamedTuple):
    """A quotation on the page."""

    line: int
    block: int
    text: str
    """What is said; paragraphs parted by a blank line."""
    speaker: str | None
    description: str | None


class Page(NamedTuple):
    """An article set for one width."""

    lines: list[Line]
    measure: int
    """Cells of the text column."""
    margin: int
    """Cells kept free at its right for speakers' names; 0 where there is no room."""
    quotations: list[Spot]
    """In reading order; one for each group, and one for each block quotation."""
    pictures: list[int]
    """The line of each caption."""

    def line_of(self, block: int, offset: int) -> int:
        """Return the last line that begins at or before this place."""
        found = 0
        for number, line in enumerate(self.lines):
            if (line.block, line.offset) > (block, offset):
                break
            if line.block == block:
                found = number
        return found
