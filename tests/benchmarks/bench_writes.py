"""Writing into the store, beside plain SQLite that writes the same.

Twice compared: the bodies alone, the same bytes under the same names; and all that a story leaves behind, so that it is listed, counted
and searched: the same rows in the same tables with the same indexes and triggers, their values given, no text compressed or decided about.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.shelf import batches
from tuireader.store import Incoming, Store, rows
from tuireader.store.bodies import Bodies

STORIES = 20_000
LIMIT = 0.4
_TABLES = {
    "regions": "number",
    "labels": "number",
    "speakers": "number",
    "articles": "number",
    "mentions": "article",
    "quotations": "article",
}
"""What a story leaves in the catalogue beside its words, and the column that tells what is new."""


def measure(home: Path, story: str, runs: int) -> Iterator[Figure]:
    """Yield how the store's rate compares."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "store") as store,
        closing(_plain(Path(folder) / "bodies.db")) as plain_bodies,
        closing(_plain(Path(folder) / "all.db", store)) as plain,
        closing(Bodies(Path(folder) / "bodies")) as bodies,
    ):
        spent = dict.fromkeys(("bodies", "plain bodies", "store", "plain"), 0.0)
        last = dict.fromkeys(_TABLES, 0)
        for batch in batches(STORIES):
            began = time.perf_counter()
            store.put_many(batch)
            spent["store"] += time.perf_counter() - began
            named, values = _written(store, batch, last)
            began = time.perf_counter()
            bodies.write(named, needed=False)
            spent["bodies"] += time.perf_counter() - began
            began = time.perf_counter()
            _write(plain_bodies, named, {})
            spent["plain bodies"] += time.perf_counter() - began
            began = time.perf_counter()
            _write(plain, named, values)
            spent["plain"] += time.perf_counter() - began
    for name, ours, theirs in (("bodies written", "bodies", "plain bodies"), ("stories written, all of them", "store", "plain")):
        ratio = spent[theirs] / spent[ours]
        against = f"SQLite {STORIES / spent[theirs]:,.0f}/s"
        yield Figure(name, f"{STORIES / spent[ours]:,.0f}/s", against, ratio, f">= {LIMIT} x", ratio >= LIMIT)


def _plain(path: Path, like: Store | None = None) -> sqlite3.Connection:
    """Return a new database for bodies, and with the tables of a store's catalogue."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bodies (name TEXT PRIMARY KEY, data BLOB)")
    if like is not None:
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB 'words_*' AND name NOT GLOB 'sqlite_*'"
        for (statement,) in like._connections.get().execute(made):
            connection.execute(statement)
    return connection


def _written(store: Store, batch: list[Incoming], last: dict[str, int]) -> tuple[list[tuple[str, bytes]], dict[str, list[Any]]]:
    """Return what a batch left behind: the bodies by name, and the rows by table."""
    connection = store._connections.get()
    values: dict[str, list[Any]] = {}
    for table, column in _TABLES.items():
        values[table] = connection.execute(f"SELECT * FROM {table} WHERE {column} > ?", (last[table],)).fetchall()
        last[table] = connection.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchone()[0]
    values["regions"] = [(*row[:5], 0, 0, 0, 0) for row in values["regions"]]  # triggers count
    newest = connection.execute("SELECT max(id) FROM words_docsize").fetchone()[0]
    values["words"] = [(newest - len(batch) + at, *rows.words(item.article)) for at, item in enumerate(batch, 1)]
    names = [f"article/{item.article.id}/1" for item in batch]
    return [(name, store._bodies.read(name) or b"") for name in names], values


def _write(connection: sqlite3.Connection, named: list[tuple[str, bytes]], values: dict[str, list[Any]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO bodies VALUES (?, ?)", named)
    for table, found in values.items():
        if table == "words":
            connection.executemany("INSERT INTO words (rowid, headline, text, quotes) VALUES (?, ?, ?, ?)", found)
        elif found:
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)
    connection.execute("COMMIT")
