"""What the mouse selects on a page: the columns to mark on each line, and the words in the order of reading."""

from __future__ import annotations

from textual.selection import Selection

from tuireader.tui.bidi import NON_JOINER
from tuireader.tui.page import Line, Page


def columns_selected(selection: Selection, line: Line, number: int, length: int) -> tuple[int, int] | None:
    """Return from which character to which a line as drawn is selected; None where it isn't.

    Args:
        selection: in characters and lines of the page.
        line: the line.
        number: its number.
        length: characters that are drawn on it.
    """
    span = selection.get_span(number)
    if span is None:
        return None
    start, end = span[0], length if span[1] == -1 else span[1]
    if line.leftward and selection.start is not None and selection.end is not None:
        # A line from right to left begins at the right: what comes after its start is at its left.
        first, last = selection.start.y == number, selection.end.y == number
        if first and not last:
            return 0, start
        if last and not first:
            return end, length
    return start, end


def words_selected(page: Page, selection: Selection, left: int) -> str:
    """Return what is selected of a page, without the ``left`` cells before its column."""
    taken = []
    for number, line in enumerate(page.lines):
        if selection.get_span(number) is None:
            continue
        drawn = "".join(run.text for run in line.shown)
        span = columns_selected(selection, line, number, left + len(drawn))
        if span is None:
            continue
        start, end = (max(0, column - left) for column in span)
        if turned := line.drawn:
            text = line.text
            chosen = set(turned.order[start:end])
            taken.append("".join(char for at, char in enumerate(text) if at in chosen or (char == NON_JOINER and at - 1 in chosen)))
        else:
            taken.append(drawn[start:end])
    return "\n".join(taken)
