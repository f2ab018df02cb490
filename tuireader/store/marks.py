"""The reader's own marks: read, starred, where reading stopped, moved stories."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tuireader.errors import NotFound
from tuireader.query import Flag, Query
from tuireader.store.connections import writing
from tuireader.store.listing import ids as ids_of
from tuireader.store.names import placed

if TYPE_CHECKING:
    from tuireader.store.bodies import Bodies


def mark(connection: sqlite3.Connection, ids: Iterable[str], *, read: bool | None, starred: bool | None) -> list[str]:
    """Set marks; return the ids of the stories that this changed. Ids that aren't there don't matter."""
    changed: dict[str, None] = {}
    wanted = [(name, int(value)) for name, value in (("read", read), ("starred", starred)) if value is not None]
    with writing(connection):
        for article_id in ids:
            for name, value in wanted:
                if connection.execute(f"UPDATE articles SET {name} = ? WHERE id = ? AND {name} <> ?", (value, article_id, value)).rowcount:
                    changed[article_id] = None
    return list(changed)


def mark_all(connection: sqlite3.Connection, query: Query, *, read: bool) -> list[str]:
    """Mark everything that a query finds; return the ids of the stories that this changed."""
    with writing(connection):
        changed = ids_of(connection, query.also(Flag("unread" if read else "read")))
        connection.executemany("UPDATE articles SET read = ? WHERE id = ?", [(int(read), article_id) for article_id in changed])
    return changed


def set_position(connection: sqlite3.Connection, article_id: str, block: int | None, offset: int) -> None:
    """Note where reading stopped; None forgets it."""
    with writing(connection):
        connection.execute("UPDATE articles SET block = ?, place = ? WHERE id = ?", (block, None if block is None else offset, article_id))


def position(connection: sqlite3.Connection, article_id: str) -> tuple[int, int] | None:
    """Return block and offset where reading stopped."""
    row = connection.execute("SELECT block, place FROM articles WHERE id = ?", (article_id,)).fetchone()
    return None if row is None or row[0] is None else (row[0], row[1] or 0)


def move(connection: sqlite3.Connection, article_id: str, path: Sequence[str]) -> None:
    """Put a story under a region because the reader wants it there, whatever later syncs say."""
    _place(connection, article_id, path, moved=True)


def move_back(connection: sqlite3.Connection, bodies: Bodies, article_id: str) -> None:
    """Put a story under the region that its own text says."""
    from tuireader.store import reading  # what unpacks texts, which no other mark needs

    _place(connection, article_id, reading.body(connection, bodies, article_id).article.region_path, moved=False)


def _place(connection: sqlite3.Connection, article_id: str, path: Sequence[str], *, moved: bool) -> None:
    with writing(connection):
        desk, region = placed(connection, tuple(path))
        done = connection.execute(
            "UPDATE articles SET desk = ?, region = ?, moved = ? WHERE id = ?", (desk, region, int(moved), article_id)
        ).rowcount
        if not done:
            raise NotFound(f"there is no story “{article_id}” in the store")
