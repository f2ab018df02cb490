"""A dialog that is one list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.widgets.choice_list import Choice, ChoiceList

Result = TypeVar("Result")


class Choosing(Dialog[Result | None]):
    """Gives the result of the choice that was taken, None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "Close", show=False),
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("enter", "take", "Take it", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], results: Sequence[Result], hint: str, *, row_height: int) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._results = results
        self._hint = hint
        self._row_height = row_height

    def compose(self) -> ComposeResult:
        """A title, the choices, and what Enter does."""
        with Vertical(id="box"):
            yield Static(self._title, classes="title", markup=False)
            yield ChoiceList(self._choices, row_height=self._row_height)
            yield Static(f"Enter {self._hint} · Esc closes", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Be ready to choose."""
        self.query_one(ChoiceList).focus()

    def action_move(self, rows: int) -> None:
        """Up or down."""
        self.query_one(ChoiceList).move(rows)

    def action_take(self) -> None:
        """Take the choice under the cursor."""
        self.query_one(ChoiceList).row_chosen()

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(self._results[event.index])
