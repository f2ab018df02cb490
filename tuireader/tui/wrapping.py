"""Break text into lines of so many terminal cells.

Most news text is narrow (one cell a character) and takes a fast path; text with wide characters, emoji or combining marks is measured
grapheme by grapheme, so that nothing is torn apart and no line is too long for its pane.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

# Scripts and punctuation of which each character takes exactly one cell: Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic without
# vowel points, dashes and quotation marks, currency signs. The soft hyphen (U+00AD) is left out: terminals don't agree on it.
_NARROW = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05be\u05d0-\u05ea\u05f3\u05f4\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d5"
    "\u06ee-\u06ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
# Where a line may end without a space: after a dash within a word and beside CJK characters (UAX #14, classes BA and ID, simplified).
_WIDE_START = 0x1100
_NOT_AT_LINE_START = frozenset("、。，．・：；？！」』）】〉》’”…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}%")
_NOT_AT_LINE_END = frozenset("「『（【〈《‘“([{")

Span = tuple[int, int]


def break_lines(text: str, width: int) -> list[Span]:
    """Return the (start, end) of each line of ``text``, offsets in code points; white space at a break belongs to no line.

    Args:
        text: clean text; ``\\n`` ends a line.
        width: cells, at least 1; a grapheme wider than that stands alone.
    """
    lines: list[Span] = []
    start = 0
    for part in text.split("\n"):
        _break_part(text, start, start + len(part), max(1, width), lines)
        start += len(part) + 1
    return lines


def _break_part(text: str, start: int, end: int, width: int, lines: list[Span]) -> None:
    if _NARROW.fullmatch(text, start, end):
        _break_narrow(text, start, end, width, lines)
    else:
        _break_graphemes(text, start, end, width, lines)


def _break_narrow(text: str, start: int, end: int, width: int, lines: list[Span]) -> None:
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        dash = max(text.rfind("—", start + 1, start + width - 1), text.rfind("–", start + 1, start + width - 1))
        if dash > cut and cut <= start + width // 2:
            stop = following = dash + 1
        elif cut > start:
            stop = following = cut
        else:
            stop = following = start + width
        while following < end and text[following] == " ":
            following += 1
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop > start:
            lines.append((start, stop))
        start = following
    lines.append((start, end))


def _break_graphemes(text: str, start: int, end: int, width: int, lines: list[Span]) -> None:
    graphemes, _ = split_graphemes(text[start:end])
    line_start, used, opportunity, used_since = start, 0, -1, 0
    for first, last, cells in graphemes:
        first, last = first + start, last + start  # noqa: PLW2901
        if text[first:last] == " ":  # one with an accent of its own is shown, and so is no place to break
            if used < width:
                used += cells
            opportunity, used_since = last, 0
            continue
        if first > line_start and _may_break(text, first):
            opportunity, used_since = first, 0
        if used + cells > width and first > line_start:
            if opportunity <= line_start:
                opportunity, used_since = first, 0
            lines.append((line_start, _without_space(text, line_start, opportunity)))
            line_start, used, opportunity = opportunity, used_since, -1
        used += cells
        used_since += cells
    lines.append((line_start, _without_space(text, line_start, end)))


def _without_space(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return stop


def _may_break(text: str, offset: int) -> bool:
    before, after = text[offset - 1], text[offset]
    if after in _NOT_AT_LINE_START or before in _NOT_AT_LINE_END:
        return False
    wide = (ord(after) >= _WIDE_START and cell_len(after) == 2) or (ord(before) >= _WIDE_START and cell_len(before) == 2)
    return wide or (before in "—–" and after != " ")


def balanced_lines(text: str, width: int) -> list[Span]:
    """Break a headline so that its lines are about equally long and, where that can be, no last line holds a single word."""
    best = break_lines(text, width)
    if len(best) < 2:
        return best
    longest = max(map(cell_len, text.split()), default=0)
    narrow, wide = min(width, max(width // 2, longest)), width
    while narrow < wide:  # the narrowest measure that needs no more lines
        middle = (narrow + wide) // 2
        if len(break_lines(text, middle)) <= len(best):
            wide = middle
        else:
            narrow = middle + 1
    lines = break_lines(text, wide)
    (start, stop), (last, end) = lines[-2:]
    cut = text.rfind(" ", start, stop)
    if " " not in text[last:end] and " " in text[start : max(start, cut)] and "\n" not in text and cell_len(text[cut + 1 : end]) <= width:
        lines[-2:] = [(start, _without_space(text, start, cut)), (cut + 1, end)]  # a word alone gets company from the line above
    return lines


def shorten(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` cells, with an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    graphemes, _ = split_graphemes(text)
    used = stop = 0
    for _, last, cells in graphemes:
        if used + cells > width - 1:
            break
        used, stop = used + cells, last
    return text[:stop].rstrip() + "…"
