"""How many cells of a terminal a text takes, and where its lines break. Standard library only: ``show`` must start fast."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Every one of these takes one cell: Latin, Greek, Cyrillic, dashes and quotation marks, currency signs.
_NARROW = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_NOT_FIRST = frozenset("、。，．・：；？！」』）】〉》’”…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}%")
_NOT_LAST = frozenset("「『（【〈《‘“([{")


@lru_cache(maxsize=4096)
def _char_cells(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _advance(text: str, at: int) -> int:
    """Return the cells that the character at ``at`` adds to those before it."""
    char = text[at]
    if at and text[at - 1] == _JOINER:
        return 0  # a part of the emoji before it
    if char == _EMOJI_STYLE:
        return 1 if at and _char_cells(text[at - 1]) == 1 else 0
    return _char_cells(char)


def cells(text: str) -> int:
    """Return the number of terminal cells that a line of text takes."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(_advance(text, at) for at in range(len(text)))


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Return (start, end) of each line of ``text`` at a width in cells; white space at a break belongs to no line.

    Lines break at spaces, between the characters of a script without spaces, and within a word only when it is wider than the line.
    """
    width = max(2, width)
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        end = start + len(part)
        narrow = _NARROW.fullmatch(part) is not None
        while start < end:
            stop, after = _next_narrow(text, start, end, width) if narrow else _next_wide(text, start, end, width)
            lines.append((start, stop))
            start = after
        if not part:
            lines.append((start, start))
        start = end + 1
    return lines


def _next_narrow(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return where the line that begins at ``start`` ends, and where the next one begins."""
    if end - start <= width:
        return end, end
    space = text.rfind(" ", start, start + width + 1)
    if space <= start:
        return start + width, start + width
    return space, space + 1


def _next_wide(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    used, good = 0, (0, 0)
    for at in range(start, end):
        cost = _advance(text, at)
        if text[at] == " ":
            good = (at, at + 1)
        elif at > start and cost == 2 and text[at] not in _NOT_FIRST and text[at - 1] not in _NOT_LAST and text[at - 1] != " ":
            good = (at, at)
        if used + cost > width and at > start:
            # Nothing of a cluster is left to the next line: a break before a mark that takes no cell is never tried, for it costs nothing.
            return good if good[1] > start else (at, at)
        used += cost
    return end, end
