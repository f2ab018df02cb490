"""What reading again needs: which stories older rules read, and each with all that is stored of it."""

from __future__ import annotations

import sqlite3

from tuireader.errors import NotFound
from tuireader.query import Query
from tuireader.store import listing, reading
from tuireader.store.bodies import Bodies
from tuireader.store.records import Kept


def outdated(connection: sqlite3.Connection, rules: int, query: Query, after: int, limit: int) -> list[tuple[int, str]]:
    """Return number and id of stories that rules older than ``rules`` read, by number, behind ``after``."""
    source, values = listing.selection(connection, query)
    return connection.execute(
        f"SELECT a.number, a.id FROM {source} AND a.number > ? AND coalesce(a.rules, 0) < ? ORDER BY a.number LIMIT ?",
        (*values, after, rules, limit),
    ).fetchall()


def count_outdated(connection: sqlite3.Connection, rules: int, query: Query) -> int:
    """Return how many they are."""
    source, values = listing.selection(connection, query)
    statement = f"SELECT count(*) FROM {source} AND coalesce(a.rules, 0) < ?"
    return int(connection.execute(statement, (*values, rules)).fetchone()[0])


def kept(connection: sqlite3.Connection, bodies: Bodies, article_id: str) -> Kept:
    """Return a story as it was stored, where the reader moved it left aside, with its original where that was kept."""
    body = reading.body(connection, bodies, article_id)
    try:
        original = reading.original(connection, bodies, article_id)
    except NotFound:  # not kept, or lost in a repair
        original = None
    return Kept(body.article, body.key, body.version, body.starter, original)
