"""What the store holds, and what takes the room."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from tuireader.store.bodies import Bodies
from tuireader.store.listing import counts
from tuireader.store.records import Count, Counts


class Holding(NamedTuple):
    """What there is of one region or outlet."""

    name: str
    stories: Count
    texts: int
    """Bytes that its stories' texts take."""


class Stats(NamedTuple):
    """The store in numbers; sizes in bytes."""

    counts: Counts
    regions: list[Holding]
    """By desk, what takes most room first."""
    sources: list[Holding]
    """By outlet, what takes most room first; "" stands for those that name none."""
    oldest: int | None
    """Sort key of the oldest story, epoch seconds."""
    newest: int | None
    texts: int
    """Bodies' bytes, compressed."""
    originals: int
    pictures: int
    pictures_stored: int
    """How many."""
    pictures_owed: int
    """Still to be fetched."""
    deleted: int
    """Tombstones."""
    catalogue_file: int
    """The catalogue on disk, its journal too."""
    bodies_file: int


def stats(connection: sqlite3.Connection, bodies: Bodies, catalogue: Path) -> Stats:
    """Count and measure; a second or so at a million stories."""
    oldest, newest = connection.execute("SELECT (SELECT min(sort) FROM articles), (SELECT max(sort) FROM articles)").fetchone()
    pictures, owed = connection.execute("SELECT count(size), count(next_attempt) FROM pictures").fetchone()
    sizes = dict.fromkeys(("article", "original", "picture"), 0)
    if bodies.there():
        for key, size in bodies.connection().execute("SELECT key, length(value) FROM Cache WHERE raw = 1"):
            kind = str(key).partition("/")[0]
            if kind in sizes:
                sizes[kind] += size or 0
    return Stats(
        counts(connection),
        _holdings(connection, "desk", "regions", "desk"),
        _holdings(connection, "source", "labels", "name"),
        oldest,
        newest,
        sizes["article"],
        sizes["original"],
        sizes["picture"],
        pictures,
        owed,
        connection.execute("SELECT count(*) FROM tombstones").fetchone()[0],
        _on_disk(catalogue),
        _on_disk(bodies.path),
    )


def _holdings(connection: sqlite3.Connection, column: str, table: str, name: str) -> list[Holding]:
    """Return what stories there are by a column that numbers rows of a table."""
    found = connection.execute(
        f"SELECT coalesce(t.{name}, ''), g.total, g.unread, g.size FROM"
        f" (SELECT {column} AS one, count(*) AS total, sum(read = 0) AS unread, sum(size) AS size FROM articles GROUP BY 1) g"
        f" LEFT JOIN {table} t ON t.number = g.one ORDER BY g.size DESC, 1"
    )
    return [Holding(one, Count(total, unread), size) for one, total, unread, size in found]


def _on_disk(path: Path) -> int:
    return sum(file.stat().st_size for file in (path, path.with_name(path.name + "-wal")) if file.is_file())
