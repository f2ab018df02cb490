"""Ranked search."""

from __future__ import annotations

import sqlite3

from tuireader.query import Query
from tuireader.store.compiling import compiled
from tuireader.store.listing import order, rows
from tuireader.store.records import Hit

RANKED = 5_000
"""Of a word that more stories have than this, the latest arrivals are weighed, and as many that have it in the headline."""
_WEIGHTS = "10.0, 1.0, 0.5"
"""Of headline, text and quotations (whose words are in the text already)."""


def search(connection: sqlite3.Connection, query: Query, limit: int) -> list[Hit]:
    """Return the best ``limit`` stories, best first; newest first where the query has no words."""
    condition = compiled(query, connection)
    if condition.match is None:
        found = order(connection, query, None, limit, newest_first=True)
        return [Hit(row, 0.0) for row in rows(connection, found.numbers)]
    inner = f"SELECT rowid AS text, bm25(words, {_WEIGHTS}) AS score FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {RANKED}"
    best = connection.execute(
        f"SELECT a.number, w.score FROM (SELECT * FROM ({inner}) UNION SELECT * FROM ({inner})) w CROSS JOIN articles a ON a.text = w.text"
        f" WHERE {condition.where} ORDER BY w.score, a.sort DESC LIMIT ?",
        (condition.match, f"{{headline}} : ({condition.match})", *condition.values, limit * 2),
    ).fetchall()
    scores: dict[int, float] = {}
    for number, score in best:
        scores.setdefault(number, -score)
    return [Hit(row, scores[row.number]) for row in rows(connection, list(scores)[:limit])]
