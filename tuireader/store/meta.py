"""Small values that are kept by a name: when something was last done, which store this is."""

from __future__ import annotations

import sqlite3

from tuireader.store.connections import writing


def get(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the value that was kept under ``name``; None where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def keep(connection: sqlite3.Connection, name: str, value: str | None) -> None:
    """Keep a value under ``name``; None forgets it."""
    with writing(connection):
        if value is None:
            connection.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))
