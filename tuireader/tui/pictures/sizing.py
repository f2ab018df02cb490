"""How many cells a picture takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tuireader.tui.page import Room

if TYPE_CHECKING:
    from tuireader.store.pictures import Size

NARROWEST = 24
"""Cells of a column below which no pictures are shown."""
LOWEST = 4
"""Rows below which a picture tells nothing."""
_SMALLEST = 24
"""Pixels of a picture's sides below which it isn't shown: a sign, not a picture."""
_COARSEST = 6


def fitting(width: int, height: int, columns: int, rows: int, cell: tuple[int, int], coarsest: int = _COARSEST) -> Room | None:
    """Return the cells for a picture, as many as there is room for, in its own proportions; None where it isn't worth showing.

    Args:
        width: the picture's, in pixels.
        height: the same.
        columns: cells there are at most.
        rows: the same.
        cell: a cell's width and height, in any unit.
        coarsest: pixels of the picture that a cell shows at least: small pictures aren't blown up.
    """
    if min(width, height) < _SMALLEST or columns < NARROWEST or rows < LOWEST:
        return None
    across = min(columns, max(NARROWEST // 2, width // coarsest))
    down = max(1, round(across * height / width * cell[0] / cell[1]))
    if down > rows:
        down = rows
        across = max(1, min(across, round(down * width / height * cell[1] / cell[0])))
    return Room(across, down)


def rooms(known: Mapping[str, Size], columns: int, rows: int, cell: tuple[int, int]) -> dict[str, Room | None]:
    """Return by address the room of each picture; None for what isn't worth showing. See :func:`fitting`."""
    return {address: fitting(size.width, size.height, columns, rows, cell) for address, size in known.items()}
