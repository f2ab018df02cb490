"""Pictures by kitty's graphics protocol, placed by characters (its "Unicode placeholders").

https://sw.kovidgoyal.net/kitty/graphics-protocol/

The picture is sent once and kept by the terminal under a number; the cells that show it hold a placeholder in that number's colour, with
a mark that says which row it is of. So it scrolls, is covered and goes away like any text.
"""

from __future__ import annotations

from base64 import standard_b64encode
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuireader.tui.page import Room

if TYPE_CHECKING:
    from PIL import Image

_PLACEHOLDER = "\U0010eeee"
# The marks for rows 0 to 93, as the protocol lists them: combining marks of class 230 without a decomposition.
_MARKS = "".join(
    map(
        chr,
        (
            *(0x305, 0x30D, 0x30E, 0x310, 0x312, *range(0x33D, 0x340), 0x346, *range(0x34A, 0x34D), *range(0x350, 0x353), 0x357, 0x35B),
            *(*range(0x363, 0x370), *range(0x483, 0x488), *range(0x592, 0x596), *range(0x597, 0x59A), *range(0x59C, 0x5A2), 0x5A8, 0x5A9),
            *(0x5AB, 0x5AC, 0x5AF, 0x5C4, *range(0x610, 0x618), *range(0x657, 0x65C), 0x65D, 0x65E, *range(0x6D6, 0x6DD)),
            *(*range(0x6DF, 0x6E3), 0x6E4, 0x6E7, 0x6E8, 0x6EB, 0x6EC, 0x730, 0x732, 0x733, 0x735, 0x736, 0x73A, 0x73D, 0x73F, 0x740),
        ),
    )
)
MOST_ROWS = len(_MARKS)
_CHUNK = 4096
"""Characters of a picture's data in one sequence."""


def size_in_pixels(room: Room, cell: tuple[int, int]) -> tuple[int, int]:
    """Return how many pixels are shown in so many cells of so many pixels."""
    return room.columns * cell[0], room.rows * cell[1]


def sent(image: Image.Image, number: int, room: Room) -> str:
    """Return what tells the terminal a picture, to be kept under ``number`` and placed in so many cells; it answers nothing."""
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    data = standard_b64encode(file.getvalue()).decode("ascii")
    chunks = [data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK)]
    return "".join(_sequences(chunks, f"a=T,U=1,f=100,q=2,i={number},c={room.columns},r={room.rows}"))


def _sequences(chunks: list[str], keys: str) -> Iterator[str]:
    for at, chunk in enumerate(chunks):
        more = "m=1" if at < len(chunks) - 1 else "m=0"
        yield f"\x1b_G{keys},{more};{chunk}\x1b\\" if at == 0 else f"\x1b_Gq=2,{more};{chunk}\x1b\\"


def forgotten(number: int) -> str:
    """Return what tells the terminal to free a picture."""
    return f"\x1b_Ga=d,d=I,q=2,i={number}\x1b\\"


def strips(number: int, room: Room) -> list[Strip]:
    """Return the cells that show the picture kept under ``number`` (of 24 bits), at most MOST_ROWS rows."""
    style = Style(color=Color.from_rgb(number >> 16 & 255, number >> 8 & 255, number & 255))
    # The column follows from the cell at the left; only the first needs a mark of its own.
    return [
        Strip([Segment(_PLACEHOLDER + _MARKS[row] + _MARKS[0] + (_PLACEHOLDER + _MARKS[row]) * (room.columns - 1), style)], room.columns)
        for row in range(room.rows)
    ]
