"""What SQLite, diskcache and the system say, in the program's own errors: what happened, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuireader.errors import StoreBusy, StoreDamaged, StoreError, StoreUnavailable

REPAIR = "run “tuireader check --repair”"
BROKEN = (sqlite3.Error, UnicodeDecodeError)
"""What Python's sqlite3 raises on a broken file; the second where SQLite's own message quotes broken text."""
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_CONSTRAINT,
            sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_SCHEMA}  # fmt: skip
_UNAVAILABLE = {
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again",
    sqlite3.SQLITE_READONLY: "its folder can't be written; reading goes on, changes can't be kept",
    sqlite3.SQLITE_PERM: "its files may not be opened; look at their permissions",
    sqlite3.SQLITE_CANTOPEN: "its files can't be opened; is the folder still there, and yours?",
}


@contextmanager
def translated(home: Path) -> Iterator[None]:
    """Turn the storage's errors within the block into :class:`StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise from_sqlite(error, home) from error
    except UnicodeDecodeError as error:
        raise StoreDamaged(f"the store in {home} is damaged ({error.reason}); {REPAIR}") from error
    except OSError as error:
        raise from_os(error, home) from error


def from_sqlite(error: sqlite3.Error, home: Path) -> StoreError:
    """Return the error that tells what SQLite's means."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in _BUSY or "database is locked" in str(error):
        return StoreBusy(f"the store in {home} is held by another program; try again when that has finished")
    if primary in _UNAVAILABLE:
        return StoreUnavailable(f"the store in {home} is not at hand: {_UNAVAILABLE[primary]}")
    if primary in _DAMAGED or (primary is None and not isinstance(error, sqlite3.ProgrammingError)):
        return StoreDamaged(f"the store in {home} is damaged ({error}); {REPAIR}")
    return StoreUnavailable(f"the store in {home} is not at hand: {error}")


def from_os(error: OSError, home: Path) -> StoreError:
    """Return the error that tells what the system's means."""
    return StoreUnavailable(f"the store in {home} is not at hand: {error.strerror or error}")
