"""The pictures of the story in the pane, as far as they are drawn, row by row."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuireader.tui.page import Page, PictureRow, Room
from tuireader.tui.typeset import GLYPHS
from tuireader.tui.wrapping import shorten

CANT_BE_SHOWN = "This picture can't be shown."
Wanted = tuple[str, Room]


class PictureRows:
    """What stands in the room that the page keeps for pictures."""

    def __init__(self) -> None:
        self._drawn: dict[str, tuple[Room, list[Strip] | None]] = {}

    def clear(self) -> None:
        """Forget the pictures of the story before."""
        self._drawn.clear()

    def put(self, address: str, room: Room, strips: list[Strip] | None) -> None:
        """Take in a picture that was drawn; None for one that couldn't be."""
        self._drawn[address] = room, strips

    def wanted(self, page: Page, first: int, last: int) -> list[Wanted]:
        """Return the pictures that are not drawn yet, or in another size, on some lines of the page."""
        found = dict.fromkeys((line.picture.address, line.picture.room) for line in page.lines[max(0, first) : last] if line.picture)
        return [(address, room) for address, room in found if self._drawn.get(address, (None,))[0] != room]

    def segments(self, row: PictureRow, style: Callable[[tuple[str, ...]], Style]) -> list[Segment]:
        """Return a row of a picture; of one that isn't drawn yet the quiet room for it."""
        room, strips = self._drawn.get(row.address, (None, None))
        before = Segment(" " * row.indent, style(()))
        if room == row.room and strips is not None:
            return [before, *strips[row.row]]
        words = ""
        if row.row == (row.room.rows - 1) // 2:
            words = CANT_BE_SHOWN if room == row.room else GLYPHS["image"]
        return [before, Segment(shorten(words, row.room.columns).center(row.room.columns), style(("picture-room",)))]
