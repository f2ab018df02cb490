"""Choose the region that a story belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.widgets.choice_list import Choice, ChoiceList

Path = tuple[str, ...]
AUTOMATIC: Path = ()
"""Stands for: where the story's own text says."""


class Moving(Dialog[Path | None]):
    """Gives a region's path, empty for the story's own; None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]

    def __init__(self, paths: Sequence[Path], evidence: str) -> None:
        super().__init__()
        self._paths = [AUTOMATIC, *paths]
        self._found = self._paths
        self._evidence = evidence

    def compose(self) -> ComposeResult:
        """A field to narrow the list, and the list."""
        with Vertical(id="box"):
            yield Static("Move the story to", classes="title", markup=False)
            yield Input(placeholder="a region or a country", compact=True)
            yield ChoiceList([self._choice(path) for path in self._found])
            yield Static(self._evidence, classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one(Input).focus()

    def _choice(self, path: Path) -> Choice:
        return Choice(" › ".join(path) or "where its text says")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        self._found = [path for path in self._paths if all(word in " › ".join(path).casefold() for word in words)]
        # A name that begins with what was typed comes first: "ira" means Iran and Iraq, not Sierra Leone … Miranda.
        if words:
            self._found.sort(key=lambda path: not (path and path[-1].casefold().startswith(words[0])))
        self.query_one(ChoiceList).show_choices([self._choice(path) for path in self._found])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(ChoiceList).row_chosen()

    def action_move(self, rows: int) -> None:
        """Up or down."""
        self.query_one(ChoiceList).move(rows)

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(self._found[event.index])
