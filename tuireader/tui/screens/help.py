"""All keys, by what they are for; typing narrows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tuireader.completeness import SIGNS
from tuireader.tui.commands import COMMANDS
from tuireader.tui.keys import key_names
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.wrapping import break_lines

_WIDTH, _FRAME, _NARROW = 92, 9, 80
"""Cells of the box, of its border, padding and scrollbar, and of a terminal that has none to spare."""
_SIGNS = (
    ("● ◆ ○", "unread, come in since the last visit, read"),
    ("★", "starred"),
    (" ".join(SIGNS.values()), "here complete, in part (text or pictures are missing), as a headline with a line or two"),
    ("3❝  2▣", "quotations and pictures in the story"),
    ("▣ ▶ ♪", "caption of a picture, video, sound"),
    ("┃", "block quotation"),
    ("— Name", "who says what is quoted"),
)


class Help(Dialog[None]):
    """The help screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "leave", "Close", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(12)", "Down", show=False),
        Binding("pageup", "scroll(-12)", "Up", show=False),
    ]

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """A field to search, and one column of keys and what they do."""
        with Vertical(id="box"):
            yield Input(placeholder="Keys: type to search, ↓ to scroll, Esc to close", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(self._content(""), id="keys")

    def on_mount(self) -> None:
        """Be ready to search."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one("#keys", Static).update(self._content(event.value))

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the help."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _content(self, wanted: str) -> Content:
        words = wanted.casefold().split()
        groups: dict[str, list[tuple[str, str]]] = {}
        for command in COMMANDS:
            groups.setdefault(command.group, []).append((key_names(self._keys[command.name]) or "–", command.label))
        groups["Signs"] = list(_SIGNS)
        lines: list[Content] = []
        for group, rows in groups.items():
            found = [row for row in rows if all(word in " ".join((group, *row)).casefold() for word in words)]
            if found:
                lines += [Content.styled(group, "bold $kicker"), *(line for row in found for line in self._row(*row)), Content("")]
        return Content("\n").join(lines) if lines else Content("No key does that; the command palette may.")

    def _row(self, keys: str, words: str) -> list[Content]:
        """Return a key and what it does, the words in a column of their own."""
        narrow = self.app.size.width < _NARROW
        first = 12 if narrow else 16
        room = max(10, min(_WIDTH, self.app.size.width * 94 // 100) - first - _FRAME)
        keys = _as_many_as_fit(keys, first)
        return [
            Content.assemble(((keys if start == 0 else "").ljust(first), "$footer-key-foreground"), (words[start:end], "$foreground"))
            for start, end in break_lines(words, room)
        ]


def _as_many_as_fit(keys: str, width: int) -> str:
    """Return as many of the keys as fit."""
    while len(keys) >= width and " " in keys:
        keys = keys.rpartition(" ")[0]
    return keys
