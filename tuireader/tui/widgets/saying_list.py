"""The lists of who said what: everybody who is quoted, and what they said."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.message import Message

from tuireader.tui.widgets.row_list import Part, RowList, clip, fill
from tuireader.tui.wording import short_date
from tuireader.tui.wrapping import break_lines, shorten

if TYPE_CHECKING:
    from tuireader.store.sayings import Saying, Speaker

EVERYBODY = "Everybody"
_WIDE = 70
"""Cells from which two lines do for most quotations; three below."""
_BELOW = 3
"""Lines of a quotation's row below its words: who says them, the story, and a blank one."""
_AHEAD = 20
"""So many rows before the end more are asked for."""


class SpeakerList(RowList):
    """Everybody who is quoted, whoever spoke last first; above them a row for all of them together."""

    KEEP_AROUND: ClassVar[int] = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--cursor", "row--cursor-blurred", "row--bar", "row--person", "row--meta"}

    class Rested(Message):
        """The cursor is on another speaker."""

    class Chosen(Message):
        """The person wants to go to what the speaker said."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: list[Speaker | None] = []

    @property
    def row_count(self) -> int:
        """How many speakers there are, with the row for all of them."""
        return len(self.rows)

    @property
    def current(self) -> Speaker | None:
        """The speaker under the cursor; None for everybody."""
        return self.rows[self.cursor] if self.rows else None

    def show_speakers(self, speakers: Sequence[Speaker], *, with_everybody: bool) -> None:
        """Show other speakers, the cursor on the first row."""
        self.rows = [*([None] if with_everybody and speakers else []), *speakers]
        self.set_reactive(RowList.cursor, 0)
        self.forget_drawn()
        self.rows_changed()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.cursor_moved()

    def row_key(self, index: int) -> object:
        """Return the speaker: it is a value."""
        return self.rows[index]

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return the name, whom it may mean, and how often they are quoted."""
        bar: Part = ("▌" if index == self.cursor else " ", "row--bar")
        speaker = self.rows[index]
        if speaker is None:
            return [[bar, (EVERYBODY, "row--person")]]
        count = f"{speaker.said:,} "
        room = max(4, width - 2 - len(count))
        name = clip(speaker.person.name, room)
        left: list[Part] = [bar, (name, "row--person")]
        if speaker.person.perhaps and (rest := room - cell_len(name) - 2) > 8:
            left.append((clip(f"  {' or '.join(speaker.person.perhaps)}", rest), "row--meta"))
        used = sum(cell_len(text) for text, _ in left)
        return [fill(left, [(count, "row--meta")], width, (used, len(count)))]

    def cursor_moved(self) -> None:
        """Tell that the cursor is on another speaker."""
        self.post_message(self.Rested())

    def row_chosen(self) -> None:
        """Go to what they said."""
        if self.rows:
            self.post_message(self.Chosen())


class SayingList(RowList):
    """Quotations, the newest first: the words, who says them, and the story."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--cursor-blurred",
        "row--bar",
        "row--quotation",
        "row--speaker",
        "row--meta",
    }

    @dataclass
    class Chosen(Message):
        """A quotation was chosen."""

        saying: Saying

    class MoreWanted(Message):
        """The end is near."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.row_height = _BELOW + 2
        self.sayings: list[Saying] = []

    def on_resize(self) -> None:
        """Give the words a line more where lines are short."""
        height = _BELOW + (2 if self.size.width >= _WIDE else 3)
        if height != self.row_height:
            self.row_height = height
            self.forget_drawn()
            self.rows_changed()

    @property
    def row_count(self) -> int:
        """How many quotations were fetched so far."""
        return len(self.sayings)

    def show_sayings(self, sayings: Sequence[Saying]) -> None:
        """Show other quotations from the first."""
        self.sayings = list(sayings)
        self.set_reactive(RowList.cursor, 0)
        self.forget_drawn()
        self.rows_changed()
        self.scroll_to(y=0, animate=False, immediate=True)

    def extend(self, sayings: Sequence[Saying]) -> None:
        """Add quotations at the end."""
        self.sayings += sayings
        self.rows_changed()

    def row_key(self, index: int) -> object:
        """Return what tells a quotation from any other."""
        return self.sayings[index].cursor

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return the words, as far as they fit, one of who says them, one of the story."""
        saying = self.sayings[index]
        bar: Part = ("▌" if index == self.cursor else " ", "row--bar")
        room = max(4, width - 3)
        text = f"“{' '.join(saying.spoken.split())}”"
        spans = break_lines(text, room)
        most = self.row_height - _BELOW
        lines = [text[start:end] for start, end in spans[:most]]
        if len(spans) > most:
            lines[-1] = shorten(text[spans[most - 1][0] :], room)
        story = saying.story
        about = " · ".join(filter(None, (short_date(story.published, time.time()), story.source)))
        title = clip(story.title or "Untitled", max(room - cell_len(about) - 3, room // 2)) if about else clip(story.title, room)
        parts: list[list[Part]] = [[bar, (" " + line, "row--quotation")] for line in lines]
        parts.append([bar, (" " + clip(f"— {self._who(saying)}", room), "row--speaker")])
        parts.append([bar, (" " + clip(" · ".join(filter(None, (title, about))), room), "row--meta")])
        return [*parts, *([bar] for _ in range(self.row_height - len(parts)))]

    def _who(self, saying: Saying) -> str:
        return ", ".join(filter(None, (saying.person.name, saying.description)))

    def cursor_moved(self) -> None:
        """Ask for more before the end is reached."""
        if self.cursor >= len(self.sayings) - _AHEAD:
            self.post_message(self.MoreWanted())

    def row_chosen(self) -> None:
        """Open the quotation's story."""
        if self.sayings:
            self.post_message(self.Chosen(self.sayings[self.cursor]))
