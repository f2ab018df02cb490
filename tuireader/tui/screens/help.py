"""All keys, by what they are for."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tuireader.tui.commands import COMMANDS, key_names
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
    """The help screen; any of its own keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q,f1", "leave", "Close", show=False),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "scroll(12)", "Down", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One column of keys and what they do."""
        with VerticalScroll(id="box", can_focus=False):
            groups = list(dict.fromkeys(command.group for command in COMMANDS))
            for group in groups:
                lines = [Content.styled(group, "bold $kicker")]
                lines += [_line(key_names(command.keys), command.label) for command in COMMANDS if command.group == group]
                yield Static(Content("\n").join([*lines, Content("")]))
            yield Static(Content("\n").join([Content.styled("Signs", "bold $kicker"), *(_line(sign, meaning) for sign, meaning in _SIGNS)]))

    def action_scroll(self, lines: int) -> None:
        """Scroll the help."""
        self.query_one("#box").scroll_relative(y=lines, animate=False)


def _line(keys: str, words: str) -> Content:
    return Content.assemble((keys.ljust(_KEYS_WIDTH), "$footer-key-foreground"), (" " + words, "$foreground"))
