"""The list of stories: headline in up to two lines, how much of it is here, source, date, reading time, quotations and pictures."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from tuireader.completeness import COMPLETE, HEADLINE, PARTIAL, SIGNS, completeness
from tuireader.tui.bidi import direction, has_right_to_left
from tuireader.tui.messages import RowsWanted, StoryOpened, StoryRested
from tuireader.tui.widgets.row_list import Part, RowList, clip
from tuireader.tui.wording import reading_time, short_date
from tuireader.tui.wrapping import balanced_lines, break_lines, shorten

if TYPE_CHECKING:
    from tuireader.store import Summary

_AHEAD = 60
"""Rows asked for above and below what is in sight, so that moving on finds them there."""
_KEPT = 4_000
"""Rows kept in memory; those farthest from the cursor go first."""
_HIGH_ROW, _LOW_ROW = 4, 3
"""Lines of a row with a blank one after it, and without where the screen is low."""
_LOW_SCREEN = 30
_BADGES = {COMPLETE: "row--complete", PARTIAL: "row--partial", HEADLINE: "row--headline-only"}


class StoryList(RowList):
    """A snapshot of a view's order, and the rows of it that were fetched so far.

    The snapshot stays as it is while stories are read, marked or come in: nothing moves under the reader's eyes until the view is
    shown anew.
    """

    KEEP_AROUND: ClassVar[int] = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--cursor-blurred",
        "row--bar",
        "row--unread",
        "row--headline",
        "row--headline-read",
        "row--meta",
        "row--star",
        *_BADGES.values(),
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.row_height = _HIGH_ROW
        self.order: array[int] = array("q")
        self.rows: dict[int, Summary] = {}
        self._wanted: set[int] = set()
        self._asking = False
        self.show_region = True
        self.new_since: int | None = None
        """Epoch seconds of the last visit: stories first seen after it are marked."""

    def on_resize(self) -> None:
        """Leave the blank lines out where the screen is low."""
        height = _HIGH_ROW if self.size.height >= _LOW_SCREEN else _LOW_ROW
        if height != self.row_height:
            self.row_height = height
            self.forget_drawn()
            self.rows_changed()
            self.show_cursor()

    @property
    def row_count(self) -> int:
        """How many stories the view has."""
        return len(self.order)

    def show_order(self, order: array[int], rows: Iterable[Summary], cursor: int = 0) -> None:
        """Show another view from its top, or with the cursor on a row."""
        self.order = order
        self.rows = {row.number: row for row in rows}
        self._wanted.clear()
        self.forget_drawn()
        self.set_reactive(RowList.cursor, max(0, min(cursor, len(order) - 1)))
        self.rows_changed()
        if cursor == 0:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.show_cursor()
        self.cursor_moved()

    def extend_order(self, more: array[int]) -> None:
        """Add numbers at the end of the order."""
        self.order.extend(more)
        self.rows_changed()

    def put_rows(self, rows: Iterable[Summary]) -> None:
        """Take in rows that were fetched, or that changed."""
        for row in rows:
            self.rows[row.number] = row
            self._wanted.discard(row.number)
        if len(self.rows) > _KEPT:
            near = set(self.order[max(0, self.cursor - _KEPT // 4) : self.cursor + _KEPT // 4])
            self.rows = {number: row for number, row in self.rows.items() if number in near}
        self.refresh()

    @property
    def current(self) -> Summary | None:
        """The row under the cursor, if it was fetched."""
        return self.rows.get(self.order[self.cursor]) if self.order else None

    def row_key(self, index: int) -> object:
        """Return the row itself: it is a value."""
        return self.rows.get(self.order[index]) or self.order[index]

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return up to two lines of headline, and one of badge, source, date and counts."""
        row = self.rows.get(self.order[index])
        selected = index == self.cursor
        bar: Part = ("▌" if selected else " ", "row--bar")
        if row is None:
            self._ask_around(index)
            return [[bar], [bar, ("  …", "row--meta")], *([bar] for _ in range(self.row_height - 2))]
        role = "row--headline-read" if row.read else "row--headline"
        room = max(4, width - 4)
        spans = break_lines(row.title or "Untitled", room)
        if len(spans) == 2:
            spans = balanced_lines(row.title, room)
        texts = [row.title[start:end] or "Untitled" for start, end in spans[:2]]
        if len(spans) > 2:
            texts[1] = shorten(row.title[spans[1][0] :], room)
        leftward = has_right_to_left(row.title) and direction(row.title) == 1
        lines = []
        for number, text in enumerate(texts):
            dot = (self._dot(row) if number == 0 else " ") + " "
            shift: list[Part] = [(" " * (room - cell_len(text)), "")] if leftward else []
            lines.append([bar, (dot, "row--meta" if row.read else "row--unread"), *shift, (text, role)])
        here = completeness(row.whole, row.words, row.missing)
        meta = clip(self._meta(row, room - 2), room - 2)
        lines.append([bar, ("★ ", "row--star") if row.starred else ("  ", ""), (f"{SIGNS[here]} ", _BADGES[here]), (meta, "row--meta")])
        return [*lines, *([bar] for _ in range(self.row_height - len(lines)))]

    def _dot(self, row: Summary) -> str:
        if row.read:
            return "○"
        return "◆" if self.new_since is not None and row.first_seen > self.new_since else "●"

    def _meta(self, row: Summary, room: int) -> str:
        counts = " ".join(f"{number}{sign}" for number, sign in ((row.quotations, "❝"), (row.pictures, "▣")) if number)
        place = (row.country or row.region) if self.show_region else None
        parts = [row.source, place, short_date(row.published, time.time()), reading_time(row.words), counts]
        for dropped in (1, 3, 0):  # the place is in the kicker, the time is the least of what remains
            if cell_len(" · ".join(filter(None, parts))) > room:
                parts[dropped] = None
        return " · ".join(filter(None, parts))

    def _ask_around(self, index: int) -> None:
        first, last = max(0, index - _AHEAD), min(len(self.order), index + _AHEAD)
        self._wanted.update(number for number in self.order[first:last] if number not in self.rows)
        if not self._asking:
            self._asking = True
            self.call_later(self._ask)

    def _ask(self) -> None:
        self._asking = False
        if self._wanted:
            self.post_message(RowsWanted(sorted(self._wanted)))

    def cursor_moved(self) -> None:
        """Tell which story the cursor is on, and ask for rows ahead before they are needed."""
        if not self.order:
            return
        self.post_message(StoryRested(self.order[self.cursor]))
        for ahead in (self.cursor - _AHEAD // 2, self.cursor + _AHEAD // 2):
            if 0 <= ahead < len(self.order) and self.order[ahead] not in self.rows:
                self._ask_around(ahead)

    def row_chosen(self) -> None:
        """Open the story."""
        if self.order:
            self.post_message(StoryOpened(self.order[self.cursor]))
