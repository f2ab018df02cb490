"""What there is to read of the stories that a query finds, by region: stories, words, pictures, and the room that they take."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from tuireader.query import Query
from tuireader.store.listing import selection


class Tally(NamedTuple):
    """What a region has to read."""

    region: str
    """The desk."""
    stories: int
    words: int
    pictures: int
    """Stored ones."""
    bytes: int
    """That texts and pictures take in the store."""


def tally(connection: sqlite3.Connection, query: Query) -> list[Tally]:
    """Return what a query's stories come to, by the regions' names; regions without any are left out."""
    source, values = selection(connection, query)
    texts = connection.execute(f"SELECT a.desk, count(*), sum(a.words), sum(a.size) FROM {source} GROUP BY a.desk", values).fetchall()
    names = dict(connection.execute("SELECT number, desk FROM regions").fetchall())
    found = []
    for desk, stories, words, size in texts:
        shown = f"SELECT d.picture FROM pictured d WHERE d.article IN (SELECT a.id FROM {source} AND a.desk = ?)"
        statement = f"SELECT count(size), coalesce(sum(size), 0) FROM pictures WHERE number IN ({shown})"
        pictures, room = connection.execute(statement, (*values, desk)).fetchone()
        found.append(Tally(names[desk], stories, words, pictures, size + room))
    return sorted(found)
