"""A list to choose from in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual.message import Message

from tuireader.tui.widgets.row_list import Part, RowList, clip
from tuireader.tui.wrapping import break_lines, shorten


class Choice(NamedTuple):
    """One thing to choose."""

    label: str
    detail: str = ""
    """What stands below it, quietly."""


class ChoiceList(RowList):
    """Choices of one or several lines; Enter or a second click takes one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--cursor", "row--cursor-blurred", "row--bar", "row--choice", "row--meta"}

    @dataclass
    class Chosen(Message):
        """A choice was taken."""

        index: int

    def __init__(self, choices: Sequence[Choice] = (), *, row_height: int = 1, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.row_height = row_height
        self.choices = list(choices)

    @property
    def row_count(self) -> int:
        """How many choices there are."""
        return len(self.choices)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show other choices, the cursor on the first."""
        self.choices = list(choices)
        self.set_reactive(RowList.cursor, 0)
        self.forget_drawn()
        self.rows_changed()

    def row_key(self, index: int) -> object:
        """Return the choice: it is a value."""
        return self.choices[index]

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return the label in as many lines as there are, and the detail below it."""
        choice = self.choices[index]
        bar: Part = ("▌" if index == self.cursor else " ", "row--bar")
        room, most = max(4, width - 3), max(1, self.row_height - 2)
        spans = break_lines(choice.label, room)
        lines = [choice.label[start:end] for start, end in spans[:most]]
        if len(spans) > most:
            lines[-1] = shorten(choice.label[spans[most - 1][0] :], room)
        parts: list[list[Part]] = [[bar, (" " + line, "row--choice")] for line in lines]
        if choice.detail:
            parts.append([bar, (" " + clip(choice.detail, room), "row--meta")])
        return [*parts, *([bar] for _ in range(self.row_height - len(parts) - (self.row_height > 1)))]

    def row_chosen(self) -> None:
        """Take the choice under the cursor."""
        if self.choices:
            self.post_message(self.Chosen(self.cursor))
