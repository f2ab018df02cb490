"""Pictures as half blocks, two pixels a cell, for any terminal with colours."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuireader.tui.page import Room

if TYPE_CHECKING:
    from PIL import Image

_UPPER = "▀"
_LIKE = 3
"""Difference in a colour channel up to which cells are drawn in one run: smooth areas take few bytes at each scroll, on slow lines too."""


def size_in_pixels(room: Room) -> tuple[int, int]:
    """Return how many pixels are drawn in so many cells."""
    return room.columns, room.rows * 2


def strips(image: Image.Image) -> list[Strip]:
    """Return a picture of an even height as rows of cells, each with the upper pixel's colour on the lower one's."""
    width, height = image.size
    data = image.tobytes()
    rows = [data[start : start + 3 * width] for start in range(0, 3 * width * height, 3 * width)]
    styles: dict[bytes, Style] = {}
    return [_strip(upper, lower, width, styles) for upper, lower in zip(rows[::2], rows[1::2], strict=True)]


def _strip(upper: bytes, lower: bytes, width: int, styles: dict[bytes, Style]) -> Strip:
    cells = [upper[at : at + 3] + lower[at : at + 3] for at in range(0, 3 * width, 3)]
    borders = [0]
    begun = cells[0]
    for at, cell in enumerate(cells):
        if cell != begun and any(abs(a - b) > _LIKE for a, b in zip(cell, begun, strict=True)):
            borders.append(at)
            begun = cell
    borders.append(width)
    return Strip([Segment(_UPPER * (end - start), _style(cells[start], styles)) for start, end in pairwise(borders)], width)


def _style(cell: bytes, styles: dict[bytes, Style]) -> Style:
    style = styles.get(cell)
    if style is None:
        style = Style(color=Color.from_rgb(*cell[:3]), bgcolor=Color.from_rgb(*cell[3:]))
        styles[cell] = style
    return style
