"""Ranked search."""

from __future__ import annotations

import sqlite3

from tuireader.query import Query
from tuireader.store.compiling import Compiled, compiled
from tuireader.store.listing import order, rows
from tuireader.store.records import Hit

RANKED = 5_000
"""Stories that are weighed. Where more have the words, weighing would take as long as there are stories, and tell little: then those
that have them in the headline come first, the newest first, of as many that arrived last."""
_WEIGHTS = "10.0, 1.0, 0.5"
"""Of headline, text and quotations (whose words are in the text already)."""
_IN_HEADLINE, _IN_TEXT = 2.0, 1.0
_MATCHES = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"


def search(connection: sqlite3.Connection, query: Query, limit: int) -> list[Hit]:
    """Return the best ``limit`` stories, best first; newest first where the query has no words."""
    condition = compiled(query, connection)
    if condition.match is None:
        found = order(connection, query, None, limit, newest_first=True)
        return [Hit(row, 0.0) for row in rows(connection, found.numbers)]
    many = len(connection.execute(_MATCHES, (condition.match, RANKED + 1)).fetchall()) > RANKED
    scores = (_by_headline if many else _weighed)(connection, condition, condition.match, limit)
    return [Hit(row, scores[row.number]) for row in rows(connection, list(scores))]


def _weighed(connection: sqlite3.Connection, condition: Compiled, match: str, limit: int) -> dict[int, float]:
    """Return the best stories' numbers, and how good they are."""
    found = connection.execute(
        f"SELECT a.number, -w.score FROM (SELECT rowid AS text, bm25(words, {_WEIGHTS}) AS score FROM words WHERE words MATCH ?) w"
        f" CROSS JOIN articles a ON a.text = w.text WHERE {condition.where} ORDER BY w.score, a.sort DESC LIMIT ?",
        (match, *condition.values, limit),
    )
    return dict(found.fetchall())


def _by_headline(connection: sqlite3.Connection, condition: Compiled, match: str, limit: int) -> dict[int, float]:
    """Return the same of stories without weighing them."""
    scores: dict[int, float] = {}
    for expression, score in ((f"{{headline}} : ({match})", _IN_HEADLINE), (match, _IN_TEXT)):
        if len(scores) < limit:
            found = connection.execute(
                f"SELECT a.number FROM ({_MATCHES}) w CROSS JOIN articles a ON a.text = w.rowid"
                f" WHERE {condition.where} ORDER BY a.sort DESC LIMIT ?",
                (expression, RANKED, *condition.values, limit),
            )
            for (number,) in found:
                scores.setdefault(number, score)
    return dict(list(scores.items())[:limit])
