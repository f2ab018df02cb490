"""A dialog that asks for one line."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tuireader.tui.screens.dialog import Dialog


class Asking(Dialog["str | None"]):
    """Gives what was typed, None when it was left or nothing was."""

    def __init__(self, title: str, value: str, placeholder: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._placeholder = placeholder
        self._hint = hint

    def compose(self) -> ComposeResult:
        """A title, the field, and what Enter does."""
        with Vertical(id="box"):
            yield Static(self._title, classes="title", markup=False)
            yield Input(self._value, placeholder=self._placeholder)
            yield Static(f"Enter {self._hint} · Esc closes", classes="words", markup=False)

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip() or None)
