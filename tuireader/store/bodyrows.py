"""The rows of diskcache's table, read with SQLite alone.

diskcache writes settings each time it is opened, so it can't be opened on a full disk, in a read-only folder or while another program
writes; reading goes on all the same, through these few lines, and starts sooner.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from tuireader.errors import StoreDamaged
from tuireader.store.trouble import REPAIR

FILE = "cache.db"
"""diskcache's database in the bodies' folder."""
RAW = 1
"""diskcache's mode of a value that stands in the row as it is."""


class RefusedRow(StoreDamaged):
    """A row that this program didn't write."""


class Row(NamedTuple):
    """One row as it stands, whatever it says."""

    rowid: int
    key: object
    raw: object
    mode: object
    filename: object
    value: object

    def name(self) -> str:
        """Return its name.

        Raises:
            RefusedRow: this program didn't write it.
        """
        if self.raw != 1 or type(self.key) is not str:
            raise RefusedRow(f"row {self.rowid} of the bodies has a key that tuireader didn't write, and was not loaded; {REPAIR}")
        return self.key

    def content(self) -> bytes:
        """Return its bytes.

        Raises:
            RefusedRow: this program didn't write it.
        """
        return plain(self.mode, self.filename, self.value)


def plain(mode: object, filename: object, value: object) -> bytes:
    """Return a row's value when it is bytes that stand in the row.

    Raises:
        RefusedRow: it is pickled, or names a file.
    """
    if mode != RAW or filename is not None or type(value) is not bytes:
        raise RefusedRow(f"a body is of a kind that tuireader never writes (pickled, or in a file), and was not loaded; {REPAIR}")
    return value


def read(connection: sqlite3.Connection, name: str) -> bytes | None:
    """Return the bytes of that name; None where there are none.

    Raises:
        RefusedRow: this program didn't write them.
    """
    row = connection.execute("SELECT mode, filename, value FROM Cache WHERE key = ? AND raw = 1", (name,)).fetchone()
    return None if row is None else plain(*row)


def names(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[str, int]]:
    """Yield the names that begin with ``kind`` and the sizes of what they stand for."""
    rows = connection.execute("SELECT key, length(value) FROM Cache WHERE key >= ? AND key < ? AND raw = 1", (f"{kind}/", f"{kind}0"))
    for name, size in rows:
        yield name, size or 0
