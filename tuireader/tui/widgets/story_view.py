"""The reader pane: one story, set for the pane's width, drawn line by line."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tuireader.article import Article
from tuireader.tui.bidi import visual
from tuireader.tui.page import Line, Page, Spot
from tuireader.tui.selecting import columns_selected, words_selected
from tuireader.tui.typeset import NOTE_GAP, typeset
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
)
_OVERLAP = 2
"""Lines of the page before that stay in sight after a page down."""

Place = tuple[int, int]
"""A block's number, and a code point of its text."""


class StoryView(ScrollView, can_focus=True):
    """Shows an article, or a hint where there's none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"story--{role}" for role in _ROLES}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.article: Article | None = None
        self.hint = ""
        self.measure = 72
        self.speakers = True
        self._page: Page | None = None
        self._place: Place | None = None
        self._left = 1
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self._here: int | None = None

    # What is shown.

    def show(self, article: Article, place: Place | None = None) -> None:
        """Show a story from its top, or from the place where it was left."""
        self.article = article
        self.hint = ""
        self._here = None
        self._set_page(place)

    def show_hint(self, hint: str) -> None:
        """Show words in place of a story."""
        self.article = None
        self._page = None
        self.hint = hint
        self.virtual_size = Size(self.size.width, 0)
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

    @property
    def _reorder(self) -> bool:
        """Whether right-to-left text is brought into order here, and not by the terminal."""
        return bool(getattr(self.app, "reorders", True))

    def _set_page(self, place: Place | None) -> None:
        width = self.size.width
        self._strips.clear()
        if self.article is None or width < 2:
            self._place = place
            return
        page = typeset(
            self.article, width - 4 if width > 50 else width - 2, measure=self.measure, speakers=self.speakers, reorder=self._reorder
        )
        used = page.measure + (page.margin + NOTE_GAP if page.margin else 0)
        self._left = max(1, (width - used) // 2)
        self._page = page
        self.virtual_size = Size(width, len(page.lines))
        top = page.line_of(*place) if place else 0
        self._place = None
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Set the story for the new width, and stay at the same words."""
        self._set_page(self._place or self.place)

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

    # Drawing.

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
        if number == self._here and self._left >= 2:
            segments = [Segment(lead[:-2], base), Segment("›", self._style(("here",))), Segment(" ", base)]
        else:
            segments = [Segment(lead, base)]
        segments.extend(Segment(run.text, self._style(run.roles)) for run in line.shown)
        if line.note and self._page is not None:
            used = self._left + sum(cell_len(run.text) for run in line.shown)
            start = self._left + self._page.measure + NOTE_GAP
            segments.append(Segment(" " * (start - used), base))
            note = shorten(line.note, width - start)
            segments.append(Segment(visual(note) if self._reorder else note, self._style(("speaker",))))
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
