"""The line at the top and the line at the bottom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tuireader.tui.keys import hints
from tuireader.tui.wrapping import shorten


class _Bar(Widget):
    """One line of parts in styles of its own."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--name", "bar--text", "bar--key"}

    def parts(self, width: int) -> list[tuple[str, str]]:
        """Return the line's parts, each with its component class."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Draw the line."""
        base = self.rich_style
        width = self.size.width
        segments = [
            Segment(text, base + self.get_component_rich_style(role, partial=True) if role else base) for text, role in self.parts(width)
        ]
        return Strip(segments).adjust_cell_length(width, base)


class TopBar(_Bar):
    """The program's name, and what is in the store."""

    def __init__(self, status: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._status = status

    @property
    def status(self) -> str:
        """The words at the right."""
        return self._status

    def show_status(self, status: str) -> None:
        """Show other words at the right."""
        if status != self._status:
            self._status = status
            self.refresh()

    def parts(self, width: int) -> list[tuple[str, str]]:
        """Return name and status, as far as they fit."""
        name = " tuireader "
        status = shorten(self._status, width - len(name) - 2)
        gap = max(1, width - len(name) - cell_len(status) - 1)
        return [(name, "bar--name"), (" " * gap, ""), (status, "bar--text")]


class KeyHints(_Bar):
    """The keys that matter, as many as fit; each can be clicked."""

    def __init__(self, keys: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keys = keys
        self._pane = ""
        self._spots: list[tuple[int, int, str]] = []

    def show_pane(self, pane: str) -> None:
        """Show what matters in this pane."""
        if pane != self._pane:
            self._pane = pane
            self.refresh()

    def parts(self, width: int) -> list[tuple[str, str]]:
        """Return keys and words; help stays whatever else must go."""
        wanted = list(hints(self._keys, self._pane))
        while wanted and sum(cell_len(keys) + cell_len(word) + 4 for keys, word, _ in wanted) > width and len(wanted) > 1:
            wanted.pop(-2)
        parts: list[tuple[str, str]] = [(" ", "")]
        self._spots = []
        x = 1
        for number, (keys, word, action) in enumerate(wanted):
            if number:
                parts.append((" · ", "bar--text"))
                x += 3
            parts += [(keys, "bar--key"), (" " + word, "bar--text")]
            end = x + cell_len(keys) + 1 + cell_len(word)
            self._spots.append((x, end, action))
            x = end
        return parts

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does on this screen."""
        for start, end, action in self._spots:
            if start <= event.x < end:
                await self.screen.run_action(action)
