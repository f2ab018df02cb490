"""Pictures as sixels, for terminals that have nothing better: six rows of pixels at a time, colour by colour (DEC STD 070).

A sixel picture belongs to no cell: it lies on the screen until something is written over it. So it is used where nothing scrolls, for
one picture large; stories have half blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_COLOURS = 128
_BAND = 6
"""Rows of pixels in one row of sixels."""
_PRINTABLE = bytes(value + 63 if value < 64 else 63 for value in range(256))
_REPEATED = re.compile(rb"(.)\1{3,}")


def encoded(image: Image.Image) -> str:
    """Return what draws a picture at the cursor, in as many pixels as it has."""
    flat = image.quantize(_COLOURS)
    width, height = flat.size
    palette = flat.getpalette() or []
    data = flat.tobytes()
    colours = [
        f"#{number};2;" + ";".join(str(round(value / 2.55)) for value in palette[3 * number : 3 * number + 3])
        for number in sorted(set(data))
    ]
    bands = "-".join("$".join(_band(data[start : start + _BAND * width], width)) for start in range(0, width * height, _BAND * width))
    return f'\x1bP0;1q"1;1;{width};{height}{"".join(colours)}{bands}\x1b\\'


def _band(data: bytes, width: int) -> Iterator[str]:
    """Yield for each colour of a band of pixels where it is, a bit for each row."""
    rows = [data[start : start + width] for start in range(0, len(data), width)]
    for colour in sorted(set(data)):
        bits = 0
        for number, row in enumerate(rows):
            only = bytearray(256)
            only[colour] = 1 << number
            bits |= int.from_bytes(row.translate(bytes(only)), "big")
        cells = bits.to_bytes(width, "big").translate(_PRINTABLE).rstrip(b"?")
        yield f"#{colour}" + _REPEATED.sub(lambda run: b"!%d%s" % (len(run[0]), run[1]), cells).decode("ascii")


def placed(sixels: str, column: int, row: int) -> str:
    """Return what draws sixels at a cell (both from 0) and leaves the cursor where it was."""
    return f"\x1b7\x1b[{row + 1};{column + 1}H{sixels}\x1b8"
