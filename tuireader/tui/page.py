"""A page: an article set in lines of styled runs, and where in it the quotations and the pictures are."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Run(NamedTuple):
    """Text in one style."""

    text: str
    roles: tuple[str, ...]


class Drawn(NamedTuple):
    """How a line with right-to-left text stands on the screen."""

    runs: tuple[Run, ...]
    """From the left to the right."""
    order: tuple[int, ...]
    """For each code point of them, from the left, which one of the line's text it is; -1 for what only fills the line."""


class Room(NamedTuple):
    """The cells kept for a picture."""

    columns: int
    rows: int


class PictureRow(NamedTuple):
    """One row of cells of a picture."""

    address: str
    row: int
    room: Room
    indent: int = 0
    """Cells of the column before it."""


class Line(NamedTuple):
    """One line of the page."""

    runs: tuple[Run, ...]
    """In the order of reading."""
    block: int
    """The block that it shows; -1 for the headline and what belongs to it."""
    offset: int
    """The code point of the block's text with which the line begins; below 0 in the picture above a caption."""
    note: str = ""
    """What stands beside it in the margin."""
    draw: Callable[[], Drawn] | None = None
    """Brings it into the order of the screen; None where that is the order of reading. Only lines in sight are ever drawn."""
    leftward: bool = False
    """Whether it is to be read from right to left."""
    picture: PictureRow | None = None

    @property
    def drawn(self) -> Drawn | None:
        """How it stands on the screen, where that is not as it is read."""
        return self.draw() if self.draw else None

    @property
    def text(self) -> str:
        """The line's text without styles."""
        return "".join(run.text for run in self.runs)

    @property
    def shown(self) -> tuple[Run, ...]:
        """The runs as they stand on the screen."""
        return self.draw().runs if self.draw else self.runs


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
    """The line of each caption, or of the picture above it."""

    def line_of(self, block: int, offset: int) -> int:
        """Return the last line that begins at or before this place; a block's first where it has none before."""
        found = 0
        for number, line in enumerate(self.lines):
            if (line.block, line.offset) > (block, offset):
                if line.block == block and self.lines[found].block != block:
                    found = number
                break
            if line.block == block:
                found = number
        return found
