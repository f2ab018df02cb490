"""Making room: what the reader's own setting lets go, announced first."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from tuireader.store import bodyrows
from tuireader.store.bodies import Bodies
from tuireader.store.envelope import original_name

_SHOWN = "SELECT picture FROM pictured WHERE article IN (SELECT id FROM articles)"
_THEIRS = "SELECT number, size FROM pictured JOIN pictures ON number = picture WHERE article = ? AND size IS NOT NULL"
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
    kept = connection.execute("SELECT original FROM articles WHERE original IS NOT NULL")
    shared = Counter(original_name(digest) for (digest,) in kept)
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
            name = original_name(original)
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


def still_expendable(connection: sqlite3.Connection, ids: list[str]) -> list[str]:
    """Return those that are still read and not starred."""
    statement = f"SELECT 1 FROM articles WHERE id = ? AND {_EXPENDABLE}"
    return [article_id for article_id in ids if connection.execute(statement, (article_id,)).fetchone()]
