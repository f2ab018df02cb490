"""Names that many rows share, kept once: regions, sources, sections; and the names that a row lets go of."""

from __future__ import annotations

import sqlite3

from tuireader.store.folding import fold

NOWHERE = ("World",)
"""Where an article stands that was never placed."""


def region_number(connection: sqlite3.Connection, desk: str, country: str) -> int:
    """Return the number of a region, which is made where there is none."""
    row = connection.execute("SELECT number FROM regions WHERE desk = ? AND country = ?", (desk, country)).fetchone()
    if row is None:
        values = (desk, country, fold(desk), fold(country))
        return (
            connection.execute("INSERT INTO regions (desk, country, desk_folded, country_folded) VALUES (?, ?, ?, ?)", values).lastrowid
            or 0
        )
    return int(row[0])


def placed(connection: sqlite3.Connection, path: tuple[str, ...]) -> tuple[int, int]:
    """Return the numbers of the desk and of the innermost region of a path."""
    desk, country = ((*(path or NOWHERE), ""))[:2]
    number = region_number(connection, desk, "")
    return number, region_number(connection, desk, country) if country else number


def label(connection: sqlite3.Connection, kind: str, name: str | None) -> int | None:
    """Return the number of a source's or section's name."""
    if not name:
        return None
    row = connection.execute("SELECT number FROM labels WHERE kind = ? AND name = ?", (kind, name)).fetchone()
    if row is None:
        return connection.execute("INSERT INTO labels (kind, name, folded) VALUES (?, ?, ?)", (kind, name, fold(name))).lastrowid
    return int(row[0])


def forget_names(connection: sqlite3.Connection, number: int, places: str) -> None:
    """Take away the countries and quotations noted for a row; ``places`` is the row's column."""
    codes = [(part.partition(":")[0], number) for part in places.split()]
    connection.executemany("DELETE FROM mentions WHERE code = ? AND article = ?", codes)
    connection.execute("DELETE FROM quotations WHERE article = ?", (number,))
