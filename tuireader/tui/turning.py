"""Bring a line of styled runs into the order in which it stands on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from rich.cells import cell_len

from tuireader.tui.bidi import glyphs, visual_order
from tuireader.tui.page import Drawn, Run


def turned(runs: Sequence[Run], given: Callable[[], Sequence[int]], base: int, width: int) -> Drawn:
    """Return a line as drawn: its characters placed by their levels (see :mod:`bidi`), flush right where it runs from right to left.

    Args:
        runs: the line in logical order.
        given: gives the levels of each code point of the runs together.
        base: 1 where the paragraph runs from right to left.
        width: cells of the column.
    """
    text = "".join(run.text for run in runs)
    roles = [run.roles for run in runs for _ in run.text]
    pad = max(0, width - cell_len(text)) if base else 0
    levels = given()
    order = visual_order(text, levels, base)
    shown = glyphs(text, levels)
    drawn = [Run(" " * pad, ())] if pad else []
    for over, group in groupby(order, key=roles.__getitem__):
        drawn.append(Run("".join(shown[index] for index in group), over))
    return Drawn(tuple(drawn), (*([-1] * pad), *order))


def flush_right(runs: Sequence[Run], width: int) -> Drawn:
    """Return a line for a terminal that orders the characters itself: moved to the right, and otherwise as it is."""
    text = "".join(run.text for run in runs)
    pad = max(0, width - cell_len(text))
    return Drawn((Run(" " * pad, ()), *runs), (*([-1] * pad), *range(len(text))))
