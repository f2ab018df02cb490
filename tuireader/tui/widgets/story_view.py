"""The reader pane: one story, set for the pane's width; moving in it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size as Extent
from textual.strip import Strip
from textual.timer import Timer

from tuireader.article import Article
from tuireader.tui.messages import PictureChosen, PicturesWanted
from tuireader.tui.page import Room, Spot
from tuireader.tui.pictures.sizing import rooms
from tuireader.tui.typeset import NOTE_GAP, typeset
from tuireader.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from tuireader.store.pictures import Lacking, Size

_OVERLAP = 2
"""Lines of the page before that stay in sight after a page down."""
_AFTER_TEXT = 0.12
"""Seconds from the text to the first of its pictures: who goes on from story to story never waits for one."""

Place = tuple[int, int]
"""A block's number, and a code point of its text."""


class StoryView(PageView):
    """Shows an article, or a hint where there's none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.article: Article | None = None
        self.measure = 72
        self.speakers = True
        self.pictures = True
        """Whether pictures are shown."""
        self.sizes: Mapping[str, Size] = {}
        """The story's stored pictures."""
        self._lacking: Mapping[str, Lacking] = {}
        self._missing = 0
        self._place: Place | None = None
        self._soon: Timer | None = None

    # What is shown.

    def show(
        self,
        article: Article,
        place: Place | None = None,
        sizes: Mapping[str, Size] | None = None,
        lacking: Mapping[str, Lacking] | None = None,
        *,
        missing: int = 0,
    ) -> None:
        """Show a story from its top, or from the place where it was left.

        Args:
            article: the story.
            place: where it was left.
            sizes: those of its stored pictures.
            lacking: what is known of those that aren't stored.
            missing: how many of those that are wanted aren't stored.
        """
        self.article = article
        self.sizes = sizes or {}
        self._lacking = lacking or {}
        self._missing = missing
        self._rows.clear()
        self.post_message(PicturesWanted([]))
        self.hint = ""
        self._here = None
        self._set_page(place)

    def show_hint(self, hint: str) -> None:
        """Show words in place of a story."""
        self.article = None
        self._page = None
        self.hint = hint
        self.virtual_size = Extent(self.size.width, 0)
        self._strips.clear()
        self.refresh()

    @property
    def place(self) -> Place | None:
        """Where the story is being read: the first line in sight; None at its top."""
        top = self.scroll_offset.y
        if self._page is None or top <= 0 or top >= len(self._page.lines):
            return None
        line = self._page.lines[top]
        return line.block, line.offset

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self._page is None or self.scroll_offset.y + self.size.height >= len(self._page.lines)

    def _set_page(self, place: Place | None) -> None:
        width = self.size.width
        self._strips.clear()
        if self.article is None or width < 2:
            self._place = place
            return
        room = width - 4 if width > 50 else width - 2
        shown = self._rooms(room)
        page = typeset(
            self.article,
            room,
            measure=self.measure,
            speakers=self.speakers,
            pictures=shown,
            lacking=self._lacking,
            missing=self._missing,
            reorder=self.reorder,
        )
        used = page.measure + (page.margin + NOTE_GAP if page.margin else 0)
        self._left = max(1, (width - used) // 2)
        self._page = page
        self.virtual_size = Extent(width, len(page.lines))
        top = page.line_of(*place) if place else 0
        self._place = None
        if self._soon:
            self._soon.stop()
            self._soon = None
        self._ask_for_pictures()
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    def _rooms(self, columns: int) -> dict[str, Room | None] | None:
        """Return the room of each stored picture; None where no pictures are shown."""
        if not self.pictures:
            return None
        return rooms(self.sizes, min(columns, self.measure), self.size.height // 2, getattr(self.app, "cell", (1, 2)))

    def on_resize(self) -> None:
        """Set the story for the new width, and stay at the same words."""
        self._set_page(self._place or self.place)

    # Pictures.

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the pictures that came into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_pictures()

    def _ask_for_pictures(self) -> None:
        """Ask for the pictures in sight and on the next screen, once the text has been there for a moment."""
        if self._soon is None and self._page and self._page.pictures and self.sizes:
            self._soon = self.set_timer(_AFTER_TEXT, self._tell_wanted)

    def _tell_wanted(self) -> None:
        self._soon = None
        top, height = self.scroll_offset.y, self.size.height
        if self._page is not None and (wanted := self._rows.wanted(self._page, top, top + 2 * height)):
            self.post_message(PicturesWanted(wanted))

    def put_picture(self, address: str, room: Room, strips: list[Strip] | None) -> None:
        """Take in a picture that was drawn; None for one that couldn't be."""
        self._rows.put(address, room, strips)
        self._strips.clear()
        self.refresh()

    @property
    def picture_here(self) -> str | None:
        """The address of the picture that was gone to, else of the first in sight, else of the story's first."""
        if self._page is None:
            return None
        lines, top = self._page.lines, self.scroll_offset.y
        here = lines[self._here : self._here + 1] if self._here is not None else []
        in_order = chain(here, lines[top : top + self.size.height], lines)
        return next((line.picture.address for line in in_order if line.picture), None)

    def on_click(self, event: events.Click) -> None:
        """Tell of a click on a picture."""
        number = self.scroll_offset.y + event.y
        picture = self._page.lines[number].picture if self._page and number < len(self._page.lines) else None
        if picture and 0 <= event.x - self._left - picture.indent < picture.room.columns:
            self.post_message(PictureChosen(picture.address))

    # Moving.

    def page_down(self) -> bool:
        """Go on by a screen; return False when the end was in sight already."""
        if self.at_end:
            return False
        self.scroll_to(y=self.scroll_offset.y + max(1, self.size.height - _OVERLAP), animate=False, immediate=True)
        return True

    def scroll_lines(self, lines: int) -> None:
        """Go down so many lines (up, if negative)."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def go_to(self, kind: str, step: int) -> bool:
        """Go to the next or previous "quotation" or "picture"; return whether there is one."""
        if self._page is None:
            return False
        lines = sorted({spot.line for spot in self._page.quotations}) if kind == "quotation" else self._page.pictures
        from_line = self._here if self._here is not None and self._in_sight(self._here) else None
        if from_line is None:
            from_line = self.scroll_offset.y - 1 if step > 0 else self.scroll_offset.y + self.size.height
        ahead = [line for line in lines if line > from_line] if step > 0 else [line for line in reversed(lines) if line < from_line]
        if not ahead:
            return False
        self._mark(ahead[0])
        return True

    @property
    def quotations(self) -> list[Spot]:
        """The story's quotations, in reading order."""
        return self._page.quotations if self._page else []

    @property
    def quotation_here(self) -> Spot | None:
        """The quotation that was gone to, else the first in sight."""
        here = [spot for spot in self.quotations if spot.line == self._here]
        return next(iter(here or [spot for spot in self.quotations if self._in_sight(spot.line)]), None)

    def go_to_picture(self, address: str) -> None:
        """Bring a picture into sight, if it isn't."""
        lines = self._page.lines if self._page else []
        number = next((at for at, line in enumerate(lines) if line.picture and line.picture.address == address), None)
        if number is not None and not self._in_sight(number):
            self._mark(number)

    def go_to_line(self, line: int) -> None:
        """Go to a line of the page, and mark it."""
        self._mark(line)

    def set_again(self) -> None:
        """Set the story anew, after a change of measure or of what is shown; stay at the same words."""
        self._set_page(self.place)

    def _in_sight(self, line: int) -> bool:
        return self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height

    def _mark(self, line: int) -> None:
        for changed in (self._here, line):
            if changed is not None:
                self._strips.pop(changed, None)
        self._here = line
        if not self._in_sight(line):
            self.scroll_to(y=line - self.size.height // 4, animate=False, immediate=True)
        self.refresh()
