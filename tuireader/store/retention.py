"""Making room: what the reader's own setting lets go, announced first; and what nothing names."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tuireader.store import bodyrows, pictured
from tuireader.store.bodies import Bodies
from tuireader.store.connections import BUSY_SECONDS, writing
from tuireader.store.envelope import picture_name

UNDO_SECONDS = 7 * 86400
"""How long the text of a deleted story stays, so that the deletion can be undone."""
SWEPT = "swept"
"""The name under which the store keeps when it was swept."""
_SWEPT_KINDS = ("article", "original", "picture")
_SHOWN = "SELECT picture FROM pictured WHERE article IN (SELECT id FROM articles)"
_THEIRS = "SELECT number, size FROM pictured JOIN pictures ON number = picture WHERE article = ? AND size IS NOT NULL"
EMPTY_BYTES = 16 << 20
"""Bytes that may lie empty in a database; beyond that, no more than a quarter of it."""


_EXPENDABLE = "read = 1 AND starred = 0"


class Plan(NamedTuple):
    """What would go."""

    ids: list[str]
    """Oldest first; none of them unread or starred."""
    size: int
    """Bytes that their texts, originals and pictures take."""
    oldest: int | None
    """Sort keys of the oldest and the newest of them, epoch seconds."""
    newest: int | None


def plan(connection: sqlite3.Connection, bodies: Bodies, now: int, *, days: int | None, size: int | None) -> Plan:
    """Return what goes so that nothing read is older than ``days`` and all texts, originals and pictures take no more than ``size`` bytes.

    A subscription that says how long its stories are kept overrules ``days`` for them; a story that came by several goes when each of them
    lets it go. What is unread or starred never goes, even if there is more of it than fits.
    """
    originals = dict(bodyrows.names(bodies.connection(), "original")) if bodies.there() else {}
    shared = Counter(_name(original) for (original,) in connection.execute("SELECT original FROM articles WHERE original IS NOT NULL"))
    total = connection.execute("SELECT coalesce(sum(size), 0) FROM articles").fetchone()[0]
    total += sum(originals.get(name, 0) for name in shared)
    total += connection.execute(f"SELECT coalesce(sum(size), 0) FROM pictures WHERE number IN ({_SHOWN})").fetchone()[0]
    shown = Counter(number for (number,) in connection.execute(_SHOWN))
    own = _kept_days(connection)
    ids: list[str] = []
    sorts: list[int] = []
    freed = 0
    statement = f"SELECT id, sort, size, original, subscriptions FROM articles WHERE {_EXPENDABLE} ORDER BY sort, number"
    for article_id, sort, taken, original, subscriptions in connection.execute(statement):
        too_old = sort < _eldest(now, subscriptions, own, days)
        too_much = size is not None and total - freed > size
        if not (too_old or too_much):
            if own:
                continue
            break
        ids.append(article_id)
        sorts.append(sort)
        freed += taken
        if original is not None:
            name = _name(original)
            shared[name] -= 1
            freed += 0 if shared[name] else originals.get(name, 0)
        for number, bytes_ in connection.execute(_THEIRS, (article_id,)).fetchall():
            shown[number] -= 1
            freed += 0 if shown[number] else bytes_
    return Plan(ids, freed, sorts[0] if sorts else None, sorts[-1] if sorts else None)


def overdue(connection: sqlite3.Connection, now: int) -> int:
    """Return how many stories :func:`plan` would name for what their subscriptions say alone."""
    own = _kept_days(connection)
    if not own:
        return 0
    rows = connection.execute(f"SELECT sort, subscriptions FROM articles WHERE {_EXPENDABLE}")
    return sum(sort < _eldest(now, subscriptions, own, None) for sort, subscriptions in rows)


def _kept_days(connection: sqlite3.Connection) -> dict[str, int]:
    """Return, by origin, how many days the read stories of subscriptions are kept that say so."""
    return dict(connection.execute("SELECT origin, keep FROM subscriptions WHERE keep IS NOT NULL").fetchall())


def _eldest(now: int, subscriptions: str, own: Mapping[str, int], days: int | None) -> float:
    """Return the sort key below which a story may go for its age."""
    each = [own.get(origin, days) for origin in subscriptions.split("\n")]
    kept = [number for number in each if number is not None]
    return now - max(kept) * 86400 if len(kept) == len(each) else float("-inf")


def _name(original: bytes) -> str:
    return f"original/{original.hex()}"


def still_expendable(connection: sqlite3.Connection, ids: list[str]) -> list[str]:
    """Return those that are still read and not starred."""
    statement = f"SELECT 1 FROM articles WHERE id = ? AND {_EXPENDABLE}"
    return [article_id for article_id in ids if connection.execute(statement, (article_id,)).fetchone()]


def sweep(connection: sqlite3.Connection, bodies: Bodies, before: int, gone: Collection[str] = ()) -> int:
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
        named.update(_name(original) for (original,) in originals)
        named.update(picture_name(address) for (address,) in connection.execute("SELECT address FROM pictures WHERE size IS NOT NULL"))
        idle = [name for kind in _SWEPT_KINDS for name, _ in bodyrows.names(bodies.connection(), kind) if name not in named]
        bodies.remove(idle)
    return len(idle)


def shrink(path: Path) -> None:
    """Give the room that lies empty in a database back to the disk, where it is much; a disk too full for that keeps it for new stories."""
    address = f"file:{quote(path.as_posix())}?mode=rw"
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        pages, empty, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
        if empty * size > EMPTY_BYTES and 4 * empty > pages:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
