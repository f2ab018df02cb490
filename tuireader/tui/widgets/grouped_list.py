"""A list in groups: headings, blank lines between them, and the rows that the cursor goes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events

from tuireader.tui.widgets.row_list import RowList


class Heading(NamedTuple):
    """The head of a group."""

    words: str


class GroupedList(RowList):
    """Rows of any kind; None is a blank line, to which the cursor never goes."""

    KEEP_AROUND: ClassVar[int] = 2
    HEADINGS_REST: ClassVar[bool] = False
    """Whether the cursor goes to headings too."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: Sequence[object] = ()

    @property
    def row_count(self) -> int:
        """How many rows there are, with headings and blank lines."""
        return len(self.rows)

    @property
    def here(self) -> object:
        """The row under the cursor; None where there is none."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show_rows(self, rows: Sequence[object], cursor: int = 0) -> None:
        """Show other rows, the cursor on one of them, or on the nearest that it can go to."""
        self.rows = rows
        place = self._nearest(max(0, min(cursor, len(rows) - 1)), 1)
        self.set_reactive(RowList.cursor, place or 0)
        self.forget_drawn()
        self.rows_changed()
        self._show_top()
        self.show_cursor()
        self.cursor_moved()

    def restable(self, index: int) -> bool:
        """Whether the cursor goes to a row."""
        row = self.rows[index]
        return row is not None and (self.HEADINGS_REST or not isinstance(row, Heading))

    def move(self, rows: int) -> None:
        """Move the cursor down so many rows (up, if negative), past what it doesn't go to."""
        if rows and self.rows:
            place = self._nearest(max(0, min(len(self.rows) - 1, self.cursor + rows)), 1 if rows > 0 else -1)
            if place is not None:
                self.cursor = place
                self._show_top()

    def to_group(self, step: int) -> None:
        """Go to the first row of the next group (1), or of this one, or of the one before (-1)."""
        heads = [index for index, row in enumerate(self.rows) if isinstance(row, Heading)]
        firsts = [place for head in heads if (place := self._nearest(head, 1)) is not None]
        beyond = [place for place in firsts if (place > self.cursor if step > 0 else place < self.cursor)]
        if beyond:
            self.move((beyond[0] if step > 0 else beyond[-1]) - self.cursor)

    def _nearest(self, index: int, step: int) -> int | None:
        for places in (range(index, len(self.rows) if step > 0 else -1, step), range(index, -1 if step > 0 else len(self.rows), -step)):
            for place in places:
                if self.rows and self.restable(place):
                    return place
        return None

    def _show_top(self) -> None:
        """Keep the first group's heading in sight when the cursor is right below it."""
        if self.rows and self.cursor <= self.KEEP_AROUND:
            self.scroll_to(y=0, animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Keep a click from rows that the cursor doesn't go to; Textual calls the base class's handler after this one."""
        index = (self.scroll_offset.y + event.y) // self.row_height
        if not (0 <= index < len(self.rows) and self.restable(index)):
            event.prevent_default()
