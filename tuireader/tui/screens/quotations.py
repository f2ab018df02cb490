"""The quotations of one story, by speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tuireader.tui.page import Spot
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.widgets.choice_list import Choice, ChoiceList
from tuireader.tui.wording import count_of

NOBODY = "nobody named"


class Quotations(Dialog[Spot | None]):
    """Gives the quotation to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,v", "leave", "Close", show=False),
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("enter", "take", "Go there", show=False),
    ]

    def __init__(self, spots: Sequence[Spot]) -> None:
        super().__init__()
        speakers = list(dict.fromkeys(spot.speaker for spot in spots))
        self._spots = sorted(spots, key=lambda spot: (spot.speaker is None, speakers.index(spot.speaker)))

    def compose(self) -> ComposeResult:
        """How many there are, and each with who said it."""
        speakers = {spot.speaker for spot in self._spots} - {None}
        title = count_of(len(self._spots), "quotation")
        if speakers:
            title += f" by {count_of(len(speakers), 'speaker')}"
        with Vertical(id="box"):
            yield Static(title, classes="title", markup=False)
            yield ChoiceList([Choice(f"“{' '.join(spot.text.split())}”", who(spot)) for spot in self._spots], row_height=4)
            yield Static("Enter goes there · Esc closes", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Be ready to choose."""
        self.query_one(ChoiceList).focus()

    def action_move(self, rows: int) -> None:
        """Up or down."""
        self.query_one(ChoiceList).move(rows)

    def action_take(self) -> None:
        """Go to the quotation under the cursor."""
        self.query_one(ChoiceList).row_chosen()

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(self._spots[event.index])


def who(spot: Spot) -> str:
    """Return who says it: "— Ida Holm, keeper"."""
    if not spot.speaker:
        return f"— {NOBODY}"
    return f"— {spot.speaker}, {spot.description}" if spot.description else f"— {spot.speaker}"
