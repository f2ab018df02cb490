"""Which stories name which pictures, and how many that can be had each of them still lacks.

One rule: a story is tied to every picture that its text names and the catalogue knows. What makes the catalogue know one is that somebody
wants it for a story; so what is stored serves every story that shows it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuireader.article import Article

LACKING = "size IS NULL AND wanted = 1"
"""What a picture is like without which a story isn't complete."""
_ALL_AT_ONCE = 400
_MISSING = f"SELECT count(*) FROM pictured d JOIN pictures p ON p.number = d.picture WHERE d.article = articles.id AND {LACKING}"


def tie(connection: sqlite3.Connection, article_id: str, article: Article, wanted: Sequence[str] = ()) -> int:
    """Tie a story to its pictures, and no longer to those that it names no more; return how many of them it lacks.

    Args:
        connection: to the catalogue, in a transaction.
        article_id: the story's id.
        article: the story.
        wanted: addresses of those to be fetched, where they aren't known yet.
    """
    from tuireader.article import picture_addresses  # a sync without stories needs nothing of them

    connection.execute("DELETE FROM pictured WHERE article = ?", (article_id,))
    owe(connection, wanted, article)
    lacking = 0
    for address in dict.fromkeys((*wanted, *picture_addresses(article))):
        row = connection.execute(f"SELECT number, {LACKING} FROM pictures WHERE address = ?", (address,)).fetchone()
        if row is not None:
            connection.execute("INSERT INTO pictured (article, picture) VALUES (?, ?)", (article_id, row[0]))
            lacking += row[1]
    return lacking


def owe(connection: sqlite3.Connection, addresses: Iterable[str], article: Article) -> None:
    """Note pictures as to be fetched on behalf of the article's subscription; what is known already stays as it is."""
    origin = article.subscriptions[-1] if article.subscriptions else None
    values = [(address, origin) for address in addresses]
    connection.executemany("INSERT OR IGNORE INTO pictures (address, origin, next_attempt) VALUES (?, ?, 0)", values)


def count_missing(connection: sqlite3.Connection, addresses: Iterable[str]) -> None:
    """Count anew what the stories lack that name any of these pictures."""
    addresses = list(addresses)
    for start in range(0, len(addresses), _ALL_AT_ONCE):
        chunk = addresses[start : start + _ALL_AT_ONCE]
        marks = ", ".join("?" * len(chunk))
        stories = f"SELECT d.article FROM pictured d JOIN pictures p ON p.number = d.picture WHERE p.address IN ({marks})"
        connection.execute(f"UPDATE articles SET missing = ({_MISSING}) WHERE id IN ({stories})", chunk)


def forget(connection: sqlite3.Connection, before: int, gone: Iterable[str]) -> None:
    """Forget the pictures that no story names, nor one that was deleted at ``before`` or later; ``gone`` are deleted for good."""
    connection.executemany("DELETE FROM pictured WHERE article = ?", [(article_id,) for article_id in gone])
    connection.execute(
        "DELETE FROM pictured WHERE article NOT IN (SELECT id FROM articles)"
        " AND article NOT IN (SELECT id FROM tombstones WHERE deleted >= ?)",
        (before,),
    )
    connection.execute("DELETE FROM pictures WHERE number NOT IN (SELECT picture FROM pictured)")


def wrong_counts(connection: sqlite3.Connection) -> bool:
    """Whether a story is said to lack more or fewer pictures than it does."""
    return connection.execute(f"SELECT 1 FROM articles WHERE missing <> ({_MISSING}) LIMIT 1").fetchone() is not None
