"""The index of words written anew.

Nothing is ever taken out of it: a story that changes or goes leaves its row behind, which nothing names and every search steps over.
When there are many of those, an index without them is smaller and quicker.
"""

from __future__ import annotations

import sqlite3

from tuireader.errors import StoreDamaged
from tuireader.store import rows
from tuireader.store.bodies import Bodies
from tuireader.store.connections import writing
from tuireader.store.envelope import article_name, unpack

FEW = 1_000
"""Rows left behind that are no matter."""
_TOGETHER = 500
_NEXT = "SELECT text, id, version FROM articles WHERE text > ? ORDER BY text LIMIT ?"


def is_due(connection: sqlite3.Connection) -> bool:
    """Whether more than a quarter of the index is left behind."""
    there, named = connection.execute("SELECT (SELECT count(*) FROM words_docsize), (SELECT count(*) FROM articles)").fetchone()
    return bool(there - named > FEW and 4 * (there - named) > there)


def rebuild(connection: sqlite3.Connection, bodies: Bodies) -> None:
    """Write the index anew from the stories' texts, all or nothing; others can read meanwhile, but not write: minutes at a million stories.

    Raises:
        StoreDamaged: a text is missing or broken; the index stays as it is.
    """
    with writing(connection):
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        last = 0
        while stories := connection.execute(_NEXT, (last, _TOGETHER)).fetchall():
            last = stories[-1][0]
            some = [(text, *_words(bodies, article_name(article_id, version))) for text, article_id, version in stories]
            connection.executemany("INSERT INTO words (rowid, headline, text, quotes) VALUES (?, ?, ?, ?)", some)


def _words(bodies: Bodies, name: str) -> rows.Words:
    data = bodies.read(name)
    if data is None:
        raise StoreDamaged(f"{name} is missing")
    return rows.words(unpack(name, data).article)
