"""The quotations of one story, by speaker."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.tui.page import Spot
from tuireader.tui.screens.choosing import Choosing
from tuireader.tui.widgets.choice_list import Choice
from tuireader.tui.wording import count_of

NOBODY = "nobody named"


class Quotations(Choosing[Spot]):
    """Gives the quotation to go to."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        speakers = list(dict.fromkeys(spot.speaker for spot in spots))
        spots = sorted(spots, key=lambda spot: (spot.speaker is None, speakers.index(spot.speaker)))
        title = count_of(len(spots), "quotation")
        if named := len({*speakers} - {None}):
            title += f" by {count_of(named, 'speaker')}"
        choices = [Choice(f"“{' '.join(spot.text.split())}”", who(spot)) for spot in spots]
        super().__init__(title, choices, spots, "goes there", row_height=4)


def who(spot: Spot) -> str:
    """Return who says it: "— Ida Holm, keeper"."""
    if not spot.speaker:
        return f"— {NOBODY}"
    return f"— {spot.speaker}, {spot.description}" if spot.description else f"— {spot.speaker}"
