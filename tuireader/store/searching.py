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


def search(connection: sqlite3.Connection, query: Query, limit: int) -> list[Hit]:
    """Return the best ``limit`` stories, best first; newest first where the query has no words."""
    condition = compiled(query, connection)
    if condition.match is None:
        found = order(connection, query, None, limit, newest_first=True)
        return [Hit(row, 0.0) for row in rows(connection, found.numbers)]
    in_headline = _newest(connection, f"{{headline}} : ({condition.match})")
    many = len(in_headline) > RANKED or len(_newest(connection, condition.match)) > RANKED
    scores = _by_headline(connection, condition, in_headline, limit) if many else _weighed(connection, condition, limit)
    return [Hit(row, scores[row.number]) for row in rows(connection, list(scores))]


def _newest(connection: sqlite3.Connection, expression: str | None) -> list[int]:
    """Return the rows of the index that fit, the latest first; of many, one more than are weighed."""
    found = connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (expression, RANKED + 1))
    return [text for (text,) in found]


def _weighed(connection: sqlite3.Connection, condition: Compiled, limit: int) -> dict[int, float]:
    """Return the best stories' numbers, and how good they are."""
    found = connection.execute(
        f"SELECT a.number, -w.score FROM (SELECT rowid AS text, bm25(words, {_WEIGHTS}) AS score FROM words WHERE words MATCH ?) w"
        f" CROSS JOIN articles a ON a.text = w.text WHERE {condition.where} ORDER BY w.score, a.sort DESC LIMIT ?",
        (condition.match, *condition.values, limit),
    )
    return dict(found.fetchall())


def _by_headline(connection: sqlite3.Connection, condition: Compiled, in_headline: list[int], limit: int) -> dict[int, float]:
    """Return the same of stories without weighing them."""
    scores = dict.fromkeys(_named(connection, condition, in_headline, limit), _IN_HEADLINE)
    if len(scores) < limit:
        for number in _named(connection, condition, _newest(connection, condition.match), limit):
            scores.setdefault(number, _IN_TEXT)
    return dict(list(scores.items())[:limit])


def _named(connection: sqlite3.Connection, condition: Compiled, texts: list[int], limit: int) -> list[int]:
    """Return the numbers of the newest stories that some rows of the index are of."""
    found = connection.execute(
        "SELECT a.number FROM json_each(?) w CROSS JOIN articles a ON a.text = w.value"
        f" WHERE {condition.where} ORDER BY a.sort DESC LIMIT ?",
        (str(texts[:RANKED]), *condition.values, limit),
    )
    return [number for (number,) in found]
