"""A box to tick, and what it stands for; told apart without colour."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class TickBox(Widget, can_focus=True):
    """Space or a click ticks it; Enter is left to the dialog."""

    DEFAULT_CSS = """
    TickBox { height: auto; width: 1fr; }
    TickBox:focus { background: $cursor-background; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", "Tick", show=False)]

    value = reactive(False)

    def __init__(self, label: str, value: bool, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._label = label
        self.set_reactive(TickBox.value, value)

    def render(self) -> Content:
        """Return the box and its words."""
        box = ("[✓]", "bold $kicker") if self.value else ("[ ]", "$meta")
        return Content.assemble(box, (f" {self._label}", "$foreground"))

    def action_tick(self) -> None:
        """Tick it, or take the tick away."""
        self.value = not self.value

    def on_click(self) -> None:
        """Tick it, or take the tick away."""
        self.action_tick()
