"""One picture as large as the terminal allows, its caption below; on through the story's others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from textual import work
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from tuireader.errors import TuireaderError
from tuireader.tui.bidi import visual
from tuireader.tui.keys import keyed, keymap
from tuireader.tui.pictures.album import Album, Drawn
from tuireader.tui.pictures.listing import Shown
from tuireader.tui.pictures.rows import CANT_BE_SHOWN
from tuireader.tui.pictures.sixel import placed
from tuireader.tui.pictures.sizing import fitting
from tuireader.tui.screens.outside import OpensOutside
from tuireader.tui.screens.trouble import TellsTrouble
from tuireader.tui.widgets.bars import KeyHints
from tuireader.tui.wording import credit_line
from tuireader.tui.wrapping import break_lines, shorten

if TYPE_CHECKING:
    from tuireader.store.pictures import Size
    from tuireader.tui.app import ReaderApp

_WORDS = 76
"""Cells of a line of the caption."""
_LINES = 3
"""Lines of the caption at most."""


class PictureSheet(Widget):
    """A picture in the middle, and words below it."""

    COMPONENT_CLASSES = {"story--caption", "story--credit", "story--hint"}  # noqa: RUF012 - Textual's own way

    def __init__(self) -> None:
        super().__init__()
        self.drawn: Drawn | None = None
        self._words: list[tuple[str, str]] = []
        self._hint = ""

    def show(self, drawn: Drawn | None, words: Sequence[tuple[str, str]], hint: str = "") -> None:
        """Show a picture, or a hint in its place, and lines of words with the class of their style."""
        self.drawn, self._words, self._hint = drawn, list(words), hint
        self.refresh()

    @property
    def corner(self) -> tuple[int, int]:
        """The column and the row of the picture's first cell."""
        columns, rows = self.drawn.room if self.drawn else (0, 0)
        return max(0, (self.size.width - columns) // 2), max(0, (self.size.height - len(self._words) - 1 - rows) // 2)

    def render_line(self, y: int) -> Strip:
        """Return line ``y``: of the picture, which stands in the middle of what the words leave, or of the words."""
        width, height = self.size
        below = y - (height - len(self._words))
        if below >= 0:
            text, role = self._words[below]
            return self._centred([Segment(text, self.rich_style + self.get_component_rich_style(role, partial=True))], width)
        if self.drawn is None:
            words = shorten(self._hint, width) if y == (height - len(self._words) - 1) // 2 else ""
            return self._centred([Segment(words, self.rich_style + self.get_component_rich_style("story--hint", partial=True))], width)
        row = y - self.corner[1]
        if 0 <= row < self.drawn.room.rows:
            return self._centred(list(self.drawn.strips[row]), width)
        return Strip.blank(width, self.rich_style)

    def _centred(self, segments: list[Segment], width: int) -> Strip:
        strip = Strip(segments)
        left = max(0, (width - strip.cell_length) // 2)
        return Strip([Segment(" " * left, self.rich_style), *segments]).adjust_cell_length(width, self.rich_style)


class LargePictures(OpensOutside, TellsTrouble, ModalScreen[str | None]):
    """Shows a story's pictures one at a time; gives the address of the one that was seen last."""

    def __init__(self, album: Album, pictures: Sequence[Shown], sizes: Mapping[str, Size], number: int, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._album = album
        self._pictures = pictures
        self._sizes = sizes
        self._number = number
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The picture and the keys."""
        yield PictureSheet()
        yield KeyHints(self._keys)

    def on_mount(self) -> None:
        """Name the keys."""
        self.query_one(KeyHints).show_pane("picture")

    def on_resize(self) -> None:
        """Draw the picture in the size there is."""
        self.call_after_refresh(self._draw)

    @property
    def seen(self) -> Shown:
        """The picture that is shown."""
        return self._pictures[self._number]

    @work(exclusive=True, group="pictures", exit_on_error=False)
    async def _draw(self) -> None:
        sheet, seen = self.query_one(PictureSheet), self.seen
        words = self._words(sheet.size.width)
        app = cast("ReaderApp", self.app)
        size = self._sizes[seen.address]
        room = fitting(size.width, size.height, sheet.size.width, sheet.size.height - len(words) - 1, app.cell, coarsest=2)
        sheet.show(None, words, "…" if room else "There is no room for it here.")
        if room:
            try:
                drawn = await self._album.large(seen.address, room)
            except TuireaderError as error:
                sheet.show(None, words, f"{CANT_BE_SHOWN} {error}")
                return
            sheet.show(drawn, words)
            if drawn.over:
                self.call_after_refresh(self._draw_over, drawn)

    def _draw_over(self, drawn: Drawn) -> None:
        """Draw what lies over the cells, once these are there."""
        sheet = self.query_one(PictureSheet)
        if sheet.drawn is drawn and self.is_current:
            column, row = sheet.corner
            cast("ReaderApp", self.app).send(placed(drawn.over, sheet.region.x + column, sheet.region.y + row))

    def _words(self, width: int) -> list[tuple[str, str]]:
        """Return caption, credit and number."""
        seen, room = self.seen, max(10, min(_WORDS, width - 4))
        lines = [seen.caption[start:end] for start, end in break_lines(seen.caption, room)] if seen.caption else []
        if len(lines) > _LINES:
            lines[_LINES - 1 :] = [shorten(" ".join(lines[_LINES - 1 :]), room)]
        count = f"{self._number + 1} of {len(self._pictures)}" if len(self._pictures) > 1 else ""
        credit = " · ".join(filter(None, (credit_line(seen.credit) if seen.credit else "", count)))
        turned = visual if getattr(self.app, "reorders", True) else str
        words = [(turned(line), "story--caption") for line in lines]
        return [*words, *([(turned(shorten(credit, room)), "story--credit")] if credit else [])]

    def action_turn(self, step: int) -> None:
        """Go to the story's next or previous picture."""
        number = self._number + step
        if 0 <= number < len(self._pictures):
            self._number = number
            self._draw()
        else:
            self.notify(f"No picture {'after' if step > 0 else 'before'} this one.", markup=False, timeout=2)

    def action_back(self) -> None:
        """Back to the story."""
        self.dismiss(self.seen.address)

    def action_picture_outside(self) -> None:
        """Open it in the system's viewer."""
        self.open_outside(self.seen.address)


def large_pictures(app: ReaderApp, album: Album, pictures: Sequence[Shown], sizes: Mapping[str, Size], number: int) -> LargePictures:
    """Make the screen with the person's keys."""
    keys = keymap(app.settings)
    return keyed(LargePictures, keys, "picture")(album, pictures, sizes, number, keys)
