"""Some options of which one is taken, in one line; told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tuireader.tui.wrapping import shorten


class OptionRow(Widget, can_focus=True):
    """Left and right take the next option, a click takes one. Where they don't all fit, the taken one alone is shown."""

    DEFAULT_CSS = """
    OptionRow { height: 1; width: 1fr; padding: 0 1; }
    OptionRow:focus { background: $cursor-background; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space", "step(1)", "Next", show=False),
        Binding("left,h", "step(-1)", "Before", show=False),
    ]

    index = reactive(0)

    @dataclass
    class Changed(Message):
        """Another option was taken."""

        row: OptionRow
        index: int

    def __init__(self, options: Sequence[str], index: int = 0, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.options = list(options)
        self.set_reactive(OptionRow.index, max(0, min(index, len(options) - 1)))

    @property
    def value(self) -> str:
        """The option that is taken."""
        return self.options[self.index]

    def render(self) -> Content:
        """Return all options, the taken one in brackets; or that one between arrows."""
        if not self._all_fit():
            room = max(1, self.content_size.width - 4)
            return Content.assemble(("‹ ", "$meta"), (shorten(self.value, room), "bold $kicker"), (" ›", "$meta"))
        parts = [
            (f"[{name}]", "bold $kicker") if at == self.index else (f" {name} ", "$foreground") for at, name in enumerate(self.options)
        ]
        return Content.assemble(*parts)

    def _all_fit(self) -> bool:
        return sum(cell_len(name) + 2 for name in self.options) <= self.content_size.width

    def action_step(self, step: int) -> None:
        """Take the next option, or the one before; round and round."""
        self.index = (self.index + step) % len(self.options)

    def watch_index(self, index: int) -> None:
        """Tell it."""
        self.post_message(self.Changed(self, index))

    def on_click(self, event: events.Click) -> None:
        """Take the option that was clicked; the next one where only one is shown."""
        if not self._all_fit():
            self.action_step(-1 if event.x <= 2 else 1)
            return
        end = 1
        for at, name in enumerate(self.options):
            end += cell_len(name) + 2
            if event.x < end:
                self.index = at
                return
