"""The reader's state out of a broken catalogue and the newest whole backup."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tuireader.store import backup, salvage, subscriptions
from tuireader.store.backup import Grave, Mark, State
from tuireader.store.checking import NONSENSE
from tuireader.store.trouble import BROKEN

_PICTURE = ("size", "origin", "tries", "next_attempt", "why", "wanted")


class Recovered(NamedTuple):
    """The reader's state, and what else the old catalogue still told."""

    state: State
    numbers: dict[str, int]
    """Row numbers by id."""
    pictures: dict[str, dict[str, Any]]
    """Columns of each, by address."""
    titles: dict[str, str]
    """Of every story that the catalogue named, by id."""
    origin: str
    """Where the state is from, in words."""


def recover(home: Path) -> Recovered:
    """Return what the reader did; the catalogue's word counts where it can be trusted, the newest backup's for the rest."""
    saved = backup.newest(home)
    found = saved[1] if saved else State({}, {}, {}, {})
    origins = [f"the backup {saved[0].name}"] if saved else []
    numbers: dict[str, int] = {}
    titles: dict[str, str] = {}
    shown: dict[str, dict[str, Any]] = {}
    path = home / "catalogue.db"
    with salvage.opened(path) as connection:
        if connection is not None:
            with contextlib.suppress(*NONSENSE):
                if not salvage.complaints(connection):
                    found, origins = backup.state(connection), ["the catalogue"]
                else:
                    _patch(connection, path, found)
                    origins.append("what could be read of the catalogue")
            with contextlib.suppress(*NONSENSE):
                for _, number, article_id, title in salvage.rows(connection, "articles", "number, id, title", path):
                    if isinstance(article_id, str) and isinstance(number, int):
                        numbers[article_id], titles[article_id] = number, str(title)
            with contextlib.suppress(*NONSENSE):
                shown.update(_pictures(connection, path))
    return Recovered(found, numbers, shown, titles, " and ".join(origins) or "nothing: there was neither a catalogue nor a backup")


def _patch(connection: sqlite3.Connection, path: Path, found: State) -> None:
    """Take over what a broken catalogue still says of stories, where its table and its indexes agree; the rest is the backup's."""
    unread = _indexed(connection, "SELECT number FROM articles INDEXED BY unread_by_sort WHERE read = 0")
    starred = _indexed(connection, "SELECT number FROM articles INDEXED BY starred_by_sort WHERE starred = 1")
    regions = {number: (desk, country) for _, number, desk, country in salvage.rows(connection, "regions", "number, desk, country", path)}
    if unread is not None and starred is not None:
        columns = "number, id, read, starred, block, place, moved, region"
        for _, number, article_id, *values in salvage.rows(connection, "articles", columns, path):
            mark = _mark(article_id, values, regions)
            if mark is not None and mark.read == (number not in unread) and mark.starred == (number in starred):
                found.marks[mark.id] = mark
    with contextlib.suppress(*NONSENSE):
        for values in connection.execute(f"SELECT {', '.join(Grave._fields)} FROM tombstones"):
            if isinstance(values[0], str) and isinstance(values[3], int) and _is_json(values[-1]):
                found.graves[values[0]] = Grave(*values)
    with contextlib.suppress(*NONSENSE):
        found.meta.update((name, value) for name, value in connection.execute("SELECT name, value FROM meta") if isinstance(value, str))
    with contextlib.suppress(*NONSENSE):
        found.subscriptions.update(subscriptions.saved(connection))


def _pictures(connection: sqlite3.Connection, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what a catalogue still says of pictures."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'pictures'").fetchone():
        for _, address, *values in salvage.rows(connection, "pictures", ", ".join(("address", *_PICTURE)), path):
            if isinstance(address, str) and all(isinstance(value, str | int | None) for value in values) and values[-1] in (0, 1):
                yield address, {"address": address, **dict(zip(_PICTURE, values, strict=True))}


def _indexed(connection: sqlite3.Connection, statement: str) -> set[int] | None:
    try:
        return {number for (number,) in connection.execute(statement)}
    except BROKEN:
        return None


def _mark(article_id: Any, values: list[Any], regions: dict[int, tuple[str, str]]) -> Mark | None:
    """Return the mark that a row tells of; None where it tells nonsense."""
    read, starred, block, place, moved, region = values
    if not isinstance(article_id, str) or any(flag not in (0, 1) for flag in (read, starred, moved)):
        return None
    if any(not isinstance(number, int | None) for number in (block, place)) or (moved and region not in regions):
        return None
    return Mark(article_id, read, starred, block, place, regions[region] if moved else None)


def _is_json(text: Any) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (TypeError, ValueError):
        return False
