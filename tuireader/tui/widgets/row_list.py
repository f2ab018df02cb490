"""A list of many rows of equal height, of which only those on the screen are ever drawn.

Textual's own lists mount or measure every row (100,000 rows take seconds); this one asks for a strip when a line is painted, keeps what it
drew, and on a move of the cursor repaints two rows. Its subclasses know what a row looks like.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuireader.tui.bidi import visual_parts
from tuireader.tui.wrapping import shorten

Part = tuple[str, str]
"""Text, and the component class that styles it."""


class RowList(ScrollView, can_focus=True):
    """A windowed list with a cursor."""

    ALLOW_SELECT = False
    KEEP_AROUND: ClassVar[int] = 0
    """Rows to keep in sight above and below the cursor."""
    cursor = reactive(0, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.row_height = 1
        self._drawn: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(600)

    # What a subclass says of its rows.

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_key(self, index: int) -> object:
        """Return what the look of a row depends on, besides the cursor and the width."""
        raise NotImplementedError

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return the row's lines, each a list of parts; at most ``row_height`` of them."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """Do what a subclass does when the cursor is on another row."""

    def row_chosen(self) -> None:
        """Do what a subclass does when the row under the cursor is chosen."""

    # Drawing.

    def rows_changed(self) -> None:
        """Take in that rows came, went or changed."""
        self.virtual_size = Size(self.size.width, self.row_count * self.row_height)
        if self.row_count and self.cursor >= self.row_count:
            self.cursor = self.row_count - 1
        self.refresh()

    def forget_drawn(self) -> None:
        """Draw everything anew."""
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget strips drawn in the styles of before."""
        super().notify_style_update()
        self._drawn.clear()

    def on_resize(self) -> None:
        """Fit the rows to the new width and keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, self.row_count * self.row_height)
        self.show_cursor()

    def on_focus(self) -> None:
        """Show that the cursor listens."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the cursor doesn't listen."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return line ``y`` of what is in sight."""
        width = self.size.width
        index, line = divmod(self.scroll_offset.y + y, self.row_height)
        if not 0 <= index < self.row_count:
            return Strip.blank(width, self.rich_style)
        selected = index == self.cursor
        key = (self.row_key(index), width, selected, selected and self.has_focus)
        strips = self._drawn.get(key)
        if strips is None:
            strips = self._draw(index, width, selected)
            self._drawn[key] = strips
        return strips[line]

    def _draw(self, index: int, width: int, selected: bool) -> list[Strip]:
        base = self.rich_style
        if selected:
            name = "row--cursor" if self.has_focus else "row--cursor-blurred"
            base += Style(bgcolor=self.get_component_rich_style(name).bgcolor)
        strips = []
        lines = self.row_lines(index, width)
        reorder = getattr(self.app, "reorders", True)
        for number in range(self.row_height):
            segments = []
            for text, role in lines[number] if number < len(lines) else []:
                style = base
                if role:
                    component = self.get_component_rich_style(role, partial=True)
                    style = base + component
                segments.append(Segment(visual_parts(text) if reorder else text, style))
            strips.append(Strip(segments).adjust_cell_length(width, base))
        return strips

    # Moving.

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the two rows that the move concerns, and scroll if need be."""
        if before == after:
            return
        for index in (before, after):
            self.refresh(Region(0, index * self.row_height - self.scroll_offset.y, self.size.width, self.row_height))
        self.show_cursor()
        self.cursor_moved()

    def show_cursor(self) -> None:
        """Scroll so that the cursor's row, and a few around it, are in sight."""
        height, top = self.size.height, self.scroll_offset.y
        if not height:
            return
        around = min(self.KEEP_AROUND, max(0, (height // self.row_height - 1) // 2))
        first = max(0, self.cursor - around) * self.row_height
        last = min(self.row_count, self.cursor + around + 1) * self.row_height
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif last > top + height:
            self.scroll_to(y=last - height, animate=False, immediate=True)

    def move(self, rows: int) -> None:
        """Move the cursor down so many rows (up, if negative), to the ends at most."""
        if self.row_count:
            self.cursor = max(0, min(self.row_count - 1, self.cursor + rows))

    def rows_in_sight(self) -> int:
        """Return how many rows fit on the screen."""
        return max(1, self.size.height // self.row_height)

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a second click chooses it."""
        index = (self.scroll_offset.y + event.y) // self.row_height
        if 0 <= index < self.row_count:
            again = index == self.cursor
            self.cursor = index
            self.row_clicked(event.x, again)

    def row_clicked(self, x: int, again: bool) -> None:  # noqa: ARG002
        """Do what a subclass does when the row under the cursor was clicked."""
        if again:
            self.row_chosen()


def fill(left: list[Part], right: list[Part], width: int, lengths: tuple[int, int]) -> list[Part]:
    """Return ``left``, a gap and ``right``, so that they reach from border to border.

    Args:
        lengths: cells of ``left`` and ``right``.
    """
    return [*left, (" " * max(1, width - sum(lengths)), ""), *right]


def clip(text: str, width: int) -> str:
    """Return text cut to the cells there are."""
    return shorten(text, max(0, width))
