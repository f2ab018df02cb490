"""A row made again from its body."""

from __future__ import annotations

import json
import sqlite3

from tuireader.article import content_digest, text_digest
from tuireader.errors import StoreDamaged
from tuireader.store import pictured, rows
from tuireader.store.bodies import Bodies
from tuireader.store.envelope import Body, article_name, unpack
from tuireader.store.putting import WordIndex, content_columns, insert, placing


def raise_article(connection: sqlite3.Connection, bodies: Bodies, article_id: str) -> bool:
    """Bring a deleted article back, with its marks; False where it wasn't deleted or its text was swept meanwhile."""
    grave = connection.execute("SELECT version, number, state FROM tombstones WHERE id = ?", (article_id,)).fetchone()
    if grave is None:
        return False
    version, number, state = grave
    name = article_name(article_id, version)
    try:
        data = bodies.read(name)
        if data is None:
            return False
        body = unpack(name, data)
    except StoreDamaged:
        return False
    columns = {**json.loads(state), **({} if number is None else {"number": number})}
    connection.execute("DELETE FROM tombstones WHERE id = ?", (article_id,))
    index = WordIndex(connection)
    insert_body(connection, index, body, len(data), columns)
    index.write()
    return True


def insert_body(connection: sqlite3.Connection, index: WordIndex, body: Body, size: int, state: dict[str, object]) -> int:
    """Insert the row that a body tells of, ``state`` over it; return its number."""
    article = body.article
    columns = content_columns(connection, index, body, content_digest(article), int.from_bytes(text_digest(article)[:8], signed=True))
    columns |= {"version": body.version, "size": size, "missing": pictured.tie(connection, article.id, article)}
    columns |= placing(connection, article) | state
    number = insert(connection, article.id, columns)
    rows.name_places(connection, number, article)
    rows.name_speakers(connection, number, article)
    return number
