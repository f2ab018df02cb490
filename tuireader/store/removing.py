"""Deleting, and taking it back.

The row goes first and leaves a tombstone, in the catalogue and among the bodies (a catalogue built anew finds it there); the text stays
until the store is swept, so that the deletion can be undone.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Sequence

from tuireader.errors import StoreError
from tuireader.store.bodies import Bodies
from tuireader.store.connections import writing
from tuireader.store.names import forget_names

_STATE = ("read", "starred", "block", "place", "moved", "desk", "region", "first_seen", "starter")


def delete(connection: sqlite3.Connection, bodies: Bodies, ids: Iterable[str], now: int) -> list[str]:
    """Delete stories; return the ids of those that were there."""
    from tuireader.store.envelope import seal_tombstone, tombstone_name

    markers: list[tuple[str, bytes]] = []
    deleted: list[str] = []
    with writing(connection):
        for article_id in ids:
            row = connection.execute(
                f"SELECT number, key, version, places, original, {', '.join(_STATE)} FROM articles WHERE id = ?", (article_id,)
            ).fetchone()
            if row is None:
                continue
            number, key, version, places, original, *state = row
            connection.execute(
                "INSERT OR REPLACE INTO tombstones (id, deleted, key, version, number, original, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    article_id,
                    now,
                    key,
                    version,
                    number,
                    original.hex() if original else None,
                    json.dumps(dict(zip(_STATE, state, strict=True))),
                ),
            )
            forget_names(connection, number, places)
            connection.execute("DELETE FROM articles WHERE number = ?", (number,))
            markers.append((tombstone_name(article_id), seal_tombstone(article_id, key, version, now)))
            deleted.append(article_id)
    if markers:
        with contextlib.suppress(
            StoreError, sqlite3.Error, OSError
        ):  # the catalogue's tombstone counts; `check` sets a missing marker anew
            bodies.write(markers, needed=True)
    return deleted


def restore(connection: sqlite3.Connection, bodies: Bodies, ids: Sequence[str]) -> list[str]:
    """Take deletions back, the reader's marks too; return the ids of the stories that are there again."""
    from tuireader.store.envelope import tombstone_name
    from tuireader.store.restoring import raise_article

    with writing(connection):
        restored = [article_id for article_id in ids if raise_article(connection, bodies, article_id)]
        bodies.remove(tombstone_name(article_id) for article_id in restored)
    return restored


def last_deleted(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of the stories that were deleted last, all at once."""
    found = connection.execute("SELECT id FROM tombstones WHERE deleted = (SELECT max(deleted) FROM tombstones)")
    return [article_id for (article_id,) in found]
