"""Sweeping: what nothing names goes, the index of words and the files are made smaller. Work for an idle moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from tuireader.errors import StoreDamaged
from tuireader.store import bodyrows, meta, pictured, reindexing
from tuireader.store.bodies import Bodies
from tuireader.store.connections import BUSY_SECONDS, writing
from tuireader.store.envelope import original_name, picture_name

UNDO_SECONDS = 7 * 86400
"""How long the text of a deleted story stays, so that the deletion can be undone."""
EMPTY_BYTES = 16 << 20
"""Bytes that may lie empty in a database; beyond that, no more than a quarter of it."""
_SWEPT = "swept"
"""The name under which the store keeps when it was swept."""
_KINDS = ("article", "original", "picture")


def is_due(connection: sqlite3.Connection, now: int) -> bool:
    """Whether the last time is a week ago; one from the future (a clock was wrong) doesn't count."""
    last = meta.get(connection, _SWEPT) or ""
    return not (last.isdecimal() and 0 <= now - int(last) < UNDO_SECONDS)


def note(connection: sqlite3.Connection, now: int) -> None:
    """Keep that the store is swept now."""
    meta.keep(connection, _SWEPT, str(now))


def sweep(connection: sqlite3.Connection, bodies: Bodies, catalogue: Path, now: int, gone: Collection[str] = ()) -> int:
    """Remove the bodies that nothing names; write the index of words anew and make the files smaller where that is worth while.

    Args:
        connection: to the catalogue.
        bodies: of the same store.
        catalogue: its file.
        now: epoch seconds; the texts of stories deleted a week before stay no longer.
        gone: ids of deleted stories whose texts go at once.

    Returns:
        How many bodies went.
    """
    swept = _remove_idle(connection, bodies, now - UNDO_SECONDS, gone)
    if reindexing.is_due(connection):
        with suppress(StoreDamaged):  # `check` names it; the index serves on as it is
            reindexing.rebuild(connection, bodies)
    for path in (catalogue, bodies.path):
        _shrink(path)
    return swept


def _remove_idle(connection: sqlite3.Connection, bodies: Bodies, before: int, gone: Collection[str]) -> int:
    """Remove the bodies that nothing names, those of stories deleted before ``before`` and of the ids ``gone``; return how many went."""
    if not bodies.there():
        return 0
    with writing(connection):
        pictured.forget(connection, before, gone)
    # Under the catalogue's lock nobody can be between writing a body and naming it.
    with writing(connection):
        named = {f"article/{article_id}/{version}" for article_id, version in connection.execute("SELECT id, version FROM articles")}
        for article_id, version, original in connection.execute(
            "SELECT id, version, original FROM tombstones WHERE deleted >= ?", (before,)
        ):
            if article_id not in gone:
                named |= {f"article/{article_id}/{version}", f"original/{original}"}
        originals = connection.execute("SELECT DISTINCT original FROM articles WHERE original IS NOT NULL")
        named.update(original_name(original) for (original,) in originals)
        named.update(picture_name(address) for (address,) in connection.execute("SELECT address FROM pictures WHERE size IS NOT NULL"))
        idle = [name for kind in _KINDS for name, _ in bodyrows.names(bodies.connection(), kind) if name not in named]
        bodies.remove(idle)
    return len(idle)


def _shrink(path: Path) -> None:
    """Give the room that lies empty in a database back to the disk, where it is much; a disk too full for that keeps it for new stories."""
    address = f"file:{quote(path.as_posix())}?mode=rw"
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        pages, empty, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
        if empty * size > EMPTY_BYTES and 4 * empty > pages:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
