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

from tuireader.tui.commands import COMMANDS
from tuireader.tui.keys import key_names
from tuireader.tui.screens.dialog import Dialog

_KEYS_WIDTH = 16
_SIGNS = (
    ("●  ○", "unread, read"),
    ("★", "starred"),
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
                lines += [Content.styled(group, "bold $kicker"), *(_line(*row) for row in found), Content("")]
        return Content("\n").join(lines) if lines else Content("No key does that; the command palette may.")


def _line(keys: str, words: str) -> Content:
    return Content.assemble((keys.ljust(_KEYS_WIDTH), "$footer-key-foreground"), (" " + words, "$foreground"))
