"""Tables: those that hold figures or names, told from those that lay out a page."""

from __future__ import annotations

from tuireader.clean import clean_line
from tuireader.reading.html.dom import Node

_CELL = 120
"""Characters that a cell of figures or names holds at most; a table of longer ones lays out a page."""
_IN_LAYOUT = ("p", "h1", "h2", "h3", "blockquote", "figure", "pre", "div")


def data_rows(node: Node) -> list[list[str]]:
    """Return the rows of a table of data, [] for one that lays out a page."""
    rows = [[clean_line(cell.text()) for cell in row.elements() if cell.tag in ("td", "th")] for row in node.find("tr")]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or max(map(len, rows)) < 2 or any(inner is not node for inner in node.find("table")):
        return []
    short = len(rows) > 2 and all(len(cell) <= _CELL for row in rows for cell in row)
    return rows if short or any(node.find("th")) or not any(node.find(*_IN_LAYOUT)) else []
