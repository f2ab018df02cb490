"""The reader's own marks and subscriptions in dated files of their own, should the catalogue break."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tuireader.errors import StoreDamaged
from tuireader.store import subscriptions

FOLDER = "backups"
KEPT = 7
"""Files that are kept; the oldest go."""
INTERVAL = 86400
"""Seconds after which another one is due."""
_SUFFIX = ".state"


class Mark(NamedTuple):
    """What the reader did with a story."""

    id: str
    read: int
    starred: int
    block: int | None
    place: int | None
    moved: tuple[str, str] | None
    """Desk and country that the reader moved it to."""


class Grave(NamedTuple):
    """A deleted story."""

    id: str
    deleted: int
    key: str
    version: int
    number: int | None
    original: str | None
    state: str


class State(NamedTuple):
    """All that the reader did."""

    marks: dict[str, Mark]
    graves: dict[str, Grave]
    meta: dict[str, str]
    subscriptions: dict[str, dict[str, Any]]
    """Columns of each, by origin."""


def marks(connection: sqlite3.Connection) -> Iterator[Mark]:
    """Yield the marks of every story that bears one."""
    found = connection.execute(
        "SELECT a.id, a.read, a.starred, a.block, a.place, a.moved, r.desk, r.country"
        " FROM articles a LEFT JOIN regions r ON r.number = a.region"
        " WHERE a.read = 1 OR a.starred = 1 OR a.block IS NOT NULL OR a.moved = 1"
    )
    for article_id, read, starred, block, place, moved, desk, country in found:
        yield Mark(article_id, read, starred, block, place, (desk, country) if moved and desk else None)


def state(connection: sqlite3.Connection) -> State:
    """Return what the reader did, from a whole catalogue."""
    graves = (Grave(*row) for row in connection.execute(f"SELECT {', '.join(Grave._fields)} FROM tombstones"))
    return State(
        {one.id: one for one in marks(connection)},
        {one.id: one for one in graves},
        dict(connection.execute("SELECT name, value FROM meta")),
        subscriptions.saved(connection),
    )


def is_due(home: Path, now: float) -> bool:
    """Whether the newest backup is a day old; one from the future (a clock was wrong) doesn't count."""
    return not any(0 <= now - file.stat().st_mtime < INTERVAL for file in _files(home))


def write(connection: sqlite3.Connection, home: Path, now: float) -> Path:
    """Write a backup, whole or not at all; return its path. The oldest ones go."""
    from tuireader.store.envelope import seal

    folder = home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / (time.strftime("%Y-%m-%d-%H%M%S", time.gmtime(now)) + _SUFFIX)
    found = state(connection)
    lines = [json.dumps([kind, *one]) for kind, all_of in (("mark", found.marks), ("grave", found.graves)) for one in all_of.values()]
    lines += [json.dumps(["meta", name, value]) for name, value in found.meta.items()]
    lines += [json.dumps(["subscription", columns]) for columns in found.subscriptions.values()]
    unfinished = file.with_suffix(".part")
    with unfinished.open("wb") as out:
        out.write(seal(file.name, "\n".join(lines).encode()))
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(file)
    os.utime(file, (now, now))
    for old in _files(home)[KEPT:]:
        old.unlink(missing_ok=True)
    return file


def newest(home: Path) -> tuple[Path, State] | None:
    """Return the newest backup that is whole, and its path."""
    for file in _files(home):
        with contextlib.suppress(StoreDamaged, OSError):
            return file, read(file)
    return None


def read(file: Path) -> State:
    """Return a backup.

    Raises:
        StoreDamaged: it isn't as it was written.
    """
    from tuireader.store.envelope import unseal

    found = State({}, {}, {}, {})
    for line in unseal(file.name, file.read_bytes()).decode().splitlines():
        kind, *values = json.loads(line)
        _take(found, kind, values)
    return found


def _take(found: State, kind: str, values: list[Any]) -> None:
    if kind == "mark":
        article_id, read_, starred, block, place, moved = values
        found.marks[article_id] = Mark(article_id, read_, starred, block, place, (moved[0], moved[1]) if moved else None)
    elif kind == "grave":
        found.graves[values[0]] = Grave(*values)
    elif kind == "subscription":
        found.subscriptions[values[0]["origin"]] = values[0]
    else:
        found.meta[values[0]] = values[1]


def there(home: Path) -> bool:
    """Whether there is any backup, whole or not."""
    return bool(_files(home))


def _files(home: Path) -> list[Path]:
    """Return the backups, newest first by name."""
    return sorted((home / FOLDER).glob(f"*{_SUFFIX}"), reverse=True)
