"""Reading what can still be read of broken databases."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tuireader.store import bodyrows
from tuireader.store.connections import connect_reading
from tuireader.store.trouble import BROKEN

_SMALLEST_ROW = 100
"""Bytes; no store has more rows than its file has bytes divided by this."""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Open a database for reading; None where there is none or it is none."""
    connection = None
    if path.is_file() and path.stat().st_size:
        with contextlib.suppress(*BROKEN):
            connection = connect_reading(path)
            connection.text_factory = _text
    try:
        yield connection
    finally:
        if connection is not None:
            connection.close()


def _text(raw: bytes) -> str | bytes:
    """Return a text; broken UTF-8 stays bytes, so that it is seen to be broken."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def complaints(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with a database's structure."""
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    except BROKEN as error:
        return [str(error)]
    return [] if found == ["ok"] else found


def rows(connection: sqlite3.Connection, table: str, columns: str, path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield the rows that can be read, stepping over those that can't; ``rowid`` first."""
    last = 0
    try:
        for row in connection.execute(f"SELECT rowid, {columns} FROM {table} ORDER BY rowid"):
            last = row[0]
            yield row
    except BROKEN:
        for rowid in range(last + 1, _highest(connection, table, path) + 1):
            with contextlib.suppress(*BROKEN):
                yield from connection.execute(f"SELECT rowid, {columns} FROM {table} WHERE rowid = ?", (rowid,)).fetchall()


def _highest(connection: sqlite3.Connection, table: str, path: Path) -> int:
    most = path.stat().st_size // _SMALLEST_ROW
    with contextlib.suppress(*BROKEN):
        highest = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
        if isinstance(highest, int):
            return min(highest, 10 * most)
    return most


def bodies(connection: sqlite3.Connection, path: Path) -> Iterator[bodyrows.Row]:
    """Yield the bodies' rows that can be read."""
    for row in rows(connection, "Cache", "key, raw, mode, filename, value", path):
        yield bodyrows.Row(*row)
