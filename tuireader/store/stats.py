"""What the store holds, and what takes the room."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from tuireader.store.bodies import Bodies
from tuireader.store.listing import counts
from tuireader.store.records import Count, Counts


class Stats(NamedTuple):
    """The store in numbers; sizes in bytes."""

    counts: Counts
    sources: list[tuple[str, Count]]
    """By outlet, most stories first; "" stands for those that name none."""
    oldest: int | None
    """Sort key of the oldest story, epoch seconds."""
    newest: int | None
    texts: int
    """Bodies' bytes, compressed."""
    originals: int
    pictures: int
    deleted: int
    """Tombstones."""
    catalogue_file: int
    """The catalogue on disk, its journal too."""
    bodies_file: int


def stats(connection: sqlite3.Connection, bodies: Bodies, catalogue: Path) -> Stats:
    """Count and measure; a second or so at a million stories."""
    sources = connection.execute(
        "SELECT coalesce(l.name, ''), g.total, g.unread"
        " FROM (SELECT source, count(*) AS total, sum(read = 0) AS unread FROM articles GROUP BY source) g"
        " LEFT JOIN labels l ON l.number = g.source ORDER BY g.total DESC, 1"
    ).fetchall()
    oldest, newest = connection.execute("SELECT (SELECT min(sort) FROM articles), (SELECT max(sort) FROM articles)").fetchone()
    sizes = dict.fromkeys(("article", "original", "picture"), 0)
    if bodies.there():
        for key, size in bodies.connection().execute("SELECT key, length(value) FROM Cache WHERE raw = 1"):
            kind = str(key).partition("/")[0]
            if kind in sizes:
                sizes[kind] += size or 0
    return Stats(
        counts(connection),
        [(name, Count(total, unread)) for name, total, unread in sources],
        oldest,
        newest,
        sizes["article"],
        sizes["original"],
        sizes["picture"],
        connection.execute("SELECT count(*) FROM tombstones").fetchone()[0],
        _on_disk(catalogue),
        _on_disk(bodies.path),
    )


def _on_disk(path: Path) -> int:
    return sum(file.stat().st_size for file in (path, path.with_name(path.name + "-wal")) if file.is_file())
