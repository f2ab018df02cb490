"""Draws a page line by line: what the reader pane does with the lines that an article was set in."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tuireader.tui.bidi import visual
from tuireader.tui.page import Line, Page
from tuireader.tui.pictures.rows import PictureRows
from tuireader.tui.selecting import columns_selected, words_selected
from tuireader.tui.typeset import NOTE_GAP
from tuireader.tui.wrapping import break_lines, shorten

_ROLES = (
    "kicker",
    "headline",
    "standfirst",
    "meta",
    "notice",
    "rule",
    "text",
    "heading",
    "caption",
    "caption-glyph",
    "credit",
    "quotation",
    "speaker",
    "block-quote",
    "bar",
    "code",
    "table-head",
    "related-head",
    "related",
    "link",
    "emphasis",
    "strong",
    "here",
    "hint",
    "picture-room",
)


class PageView(ScrollView, can_focus=True):
    """Shows a page, or a hint where there's none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"story--{role}" for role in _ROLES}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.hint = ""
        self._page: Page | None = None
        self._left = 1
        self._here: int | None = None
        self._rows = PictureRows()
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[str, ...], Style] = {}

    @property
    def reorder(self) -> bool:
        """Whether right-to-left text is brought into order here, and not by the terminal."""
        return bool(getattr(self.app, "reorders", True))

    def notify_style_update(self) -> None:
        """Forget what was drawn in the styles of before."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Return line ``y`` of what is in sight."""
        width = self.size.width
        if self._page is None:
            return self._hint_line(y, width)
        number = self.scroll_offset.y + y
        if number >= len(self._page.lines):
            return Strip.blank(width, self.rich_style)
        selection = self.text_selection
        if selection is not None:
            return self._draw(self._page.lines[number], number, width, selection).apply_offsets(0, number)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._draw(self._page.lines[number], number, width, None).apply_offsets(0, number)
            self._strips[number] = strip
        return strip

    def _draw(self, line: Line, number: int, width: int, selection: Selection | None) -> Strip:
        base = self.rich_style
        lead = " " * self._left
        if number == self._here and self._left >= 2 and not line.leftward:
            segments = [Segment(lead[:-2], base), Segment("›", self._style(("here",))), Segment(" ", base)]
        else:
            segments = [Segment(lead, base)]
        if line.picture:
            segments.extend(self._rows.segments(line.picture, self._style))
        segments.extend(Segment(run.text, self._style(run.roles)) for run in line.shown)
        if line.note and self._page is not None:
            used = self._left + sum(cell_len(run.text) for run in line.shown)
            start = self._left + self._page.measure + NOTE_GAP
            segments.append(Segment(" " * (start - used), base))
            note = shorten(line.note, width - start)
            segments.append(Segment(visual(note) if self.reorder else note, self._style(("speaker",))))
        elif number == self._here and line.leftward:
            segments.append(Segment(" ‹", self._style(("here",))))
        strip = Strip(segments)
        if selection is not None and (span := columns_selected(selection, line, number, len(strip.text))) is not None:
            strip = self._highlight(strip, *span)
        return strip.adjust_cell_length(width, base)

    def _highlight(self, strip: Strip, start: int, end: int) -> Strip:
        text = strip.text
        cuts = [cell_len(text[:start]), cell_len(text[:end]), strip.cell_length]
        before, within, after = (*strip.divide(cuts), Strip([]), Strip([]))[:3]
        return Strip.join([before, within.apply_style(self.screen.get_component_rich_style("screen--selection")), after])

    def _style(self, roles: tuple[str, ...]) -> Style:
        style = self._styles.get(roles)
        if style is None:
            style = self.rich_style
            for role in roles:
                style += self.get_component_rich_style(f"story--{role}", partial=True)
            self._styles[roles] = style
        return style

    def _hint_line(self, y: int, width: int) -> Strip:
        lines = break_lines(self.hint, max(10, width - 8))
        row = y - max(0, (self.size.height - len(lines)) // 3)
        if not 0 <= row < len(lines):
            return Strip.blank(width, self.rich_style)
        text = self.hint[slice(*lines[row])]
        left = max(0, (width - cell_len(text)) // 2)
        strip = Strip([Segment(" " * left, self.rich_style), Segment(text, self._style(("hint",)))])
        return strip.adjust_cell_length(width, self.rich_style)

    # Selecting with the mouse.

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected words without the indentation of the column."""
        if self._page is None:
            return None
        return words_selected(self._page, selection, self._left), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """Show what is selected."""
        self._strips.clear()
        self.refresh()
