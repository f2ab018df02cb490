"""Set a table in lines: columns side by side where they fit, their cells broken if need be, else row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from tuireader.tui.page import Run
from tuireader.tui.wrapping import break_lines

_GAP, _CROSSING = " │ ", "─┼─"
_NARROWEST = 8
"""Cells of a column that still can be read, its cells broken."""
_TALLEST = 4
"""Lines of a cell above which the table is set row by row."""
_FIGURE = re.compile(r"[-+−±~<>≈]?\s?[€$£¥]?\s?\d[\d.,\s\u202f]*\s?(?:%|[^\W\d_]{1,3}|[€$£¥°])?")
_TEXT, _HEAD, _RULE = ("text",), ("table-head",), ("rule",)

Runs = tuple[Run, ...]


def table_lines(rows: Sequence[Sequence[str]], measure: int) -> Iterator[Runs]:
    """Yield the lines of a table, none wider than ``measure`` cells; its first row is its head."""
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return
    full = [[row[column] if column < len(row) else "" for column in range(columns)] for row in rows]
    natural = [max(1, *(_cells(row[column]) for row in full)) for column in range(columns)]
    room = measure - len(_GAP) * (columns - 1)
    least = sum(min(width, _NARROWEST) for width in natural)
    widths = _shares(natural, room) if least <= room else []
    broken = [[_broken(text, width) for text, width in zip(row, widths, strict=True)] for row in full] if widths else []
    if not widths or max(len(cell) for row in broken for cell in row) > _TALLEST:
        yield from _row_by_row(full, measure)
    else:
        yield from _side_by_side(full, broken, widths)


def _broken(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width)]


def _cells(text: str) -> int:
    return max(cell_len(line) for line in text.split("\n"))


def _shares(natural: Sequence[int], room: int) -> list[int]:
    """Give each column its natural width, or where that is too much take from the widest until all fit."""
    widths = list(natural)
    while (excess := sum(widths) - room) > 0:
        widest = max(widths)
        at = widths.index(widest)
        below = max((width for width in widths if width < widest), default=0)
        widths[at] = max(_NARROWEST, below, widest - excess) if widest > below + 1 else widest - 1
    return widths


def _side_by_side(rows: list[list[str]], broken_rows: list[list[list[str]]], widths: list[int]) -> Iterator[Runs]:
    figures = [len(rows) > 1 and all(_FIGURE.fullmatch(row[at]) or not row[at] for row in rows[1:]) for at in range(len(widths))]
    for number, broken in enumerate(broken_rows):
        roles = _HEAD if number == 0 and len(rows) > 1 else _TEXT
        for line in range(max(map(len, broken))):
            runs: list[Run] = []
            for at, (parts, width) in enumerate(zip(broken, widths, strict=True)):
                text = parts[line] if line < len(parts) else ""
                pad = " " * (width - cell_len(text))
                if at:
                    runs.append(Run(_GAP, _RULE))
                last = at == len(widths) - 1
                runs.append(Run(pad + text if figures[at] and text else text if last else text + pad, roles))
            yield tuple(run for run in runs if run.text)
        if number == 0 and len(rows) > 1:
            yield (Run(_CROSSING.join("─" * width for width in widths), _RULE),)


def _row_by_row(rows: list[list[str]], measure: int) -> Iterator[Runs]:
    """Yield each row as lines of "column: cell" below its first cell."""
    head = rows[0] if len(rows) > 1 else [""] * len(rows[0])
    for number, row in enumerate(rows[1:] or rows):
        if number:
            yield ()
        for at, text in enumerate(row):
            if not text:
                continue
            indent = "  " if at else ""
            name = f"{head[at]}: " if at and head[at] else ""
            lead = cell_len(indent)
            whole = name + text
            for start, end in break_lines(whole, measure - lead - (2 if at else 0)):
                label = whole[start : min(end, len(name))] if start < len(name) else ""
                hanging = indent if start == 0 else indent + ("  " if at else "")
                rest = whole[max(start, len(name)) : end]
                parts = (Run(hanging, ()), Run(label, _HEAD), Run(rest, _TEXT if at else _HEAD))
                yield tuple(run for run in parts if run.text)
