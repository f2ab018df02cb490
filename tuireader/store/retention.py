"""Making room: what the reader's own setting lets go, announced first; and what nothing names."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from tuireader.store import bodyrows
from tuireader.store.bodies import Bodies
from tuireader.store.connections import writing

UNDO_SECONDS = 7 * 86400
"""How long the text of a deleted story stays, so that the deletion can be undone."""


class Plan(NamedTuple):
    """What would go."""

    ids: list[str]
    """Oldest first; none of them unread or starred."""
    size: int
    """Bytes of text that they take."""
    oldest: int | None
    """Sort keys of the oldest and the newest of them, epoch seconds."""
    newest: int | None


def plan(connection: sqlite3.Connection, now: int, *, days: int | None, size: int | None) -> Plan:
    """Return what goes so that nothing read is older than ``days`` and all texts together take no more than ``size`` bytes.

    What is unread or starred never goes, even if there is more of it than fits.
    """
    total = connection.execute("SELECT coalesce(sum(size), 0) FROM articles").fetchone()[0]
    eldest = None if days is None else now - days * 86400
    chosen: list[tuple[str, int, int]] = []
    freed = 0
    for row in connection.execute("SELECT id, sort, size FROM articles WHERE read = 1 AND starred = 0 ORDER BY sort, number"):
        too_old = eldest is not None and row[1] < eldest
        too_much = size is not None and total - freed > size
        if not (too_old or too_much):
            break
        chosen.append(row)
        freed += row[2]
    sorts = [sort for _, sort, _ in chosen]
    return Plan([article_id for article_id, _, _ in chosen], freed, sorts[0] if sorts else None, sorts[-1] if sorts else None)


def still_expendable(connection: sqlite3.Connection, ids: list[str]) -> list[str]:
    """Return those that are still read and not starred."""
    statement = "SELECT 1 FROM articles WHERE id = ? AND read = 1 AND starred = 0"
    return [article_id for article_id in ids if connection.execute(statement, (article_id,)).fetchone()]


def sweep(connection: sqlite3.Connection, bodies: Bodies, before: int) -> int:
    """Remove the bodies that nothing names, and those of stories deleted before ``before``; return how many went."""
    if not bodies.there():
        return 0
    # Under the catalogue's lock nobody can be between writing a body and naming it.
    with writing(connection):
        named = {f"article/{article_id}/{version}" for article_id, version in connection.execute("SELECT id, version FROM articles")}
        for article_id, version, original in connection.execute(
            "SELECT id, version, original FROM tombstones WHERE deleted >= ?", (before,)
        ):
            named |= {f"article/{article_id}/{version}", f"original/{original}"}
        originals = connection.execute("SELECT DISTINCT original FROM articles WHERE original IS NOT NULL")
        named.update(f"original/{digest.hex()}" for (digest,) in originals)
        idle = [name for kind in ("article", "original") for name, _ in bodyrows.names(bodies.connection(), kind) if name not in named]
        bodies.remove(idle)
    return len(idle)
