"""Whole articles out of the store, each verified."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

import msgspec

from tuireader.article import Article
from tuireader.errors import NotFound, StoreDamaged
from tuireader.store.bodies import Bodies
from tuireader.store.envelope import Body, article_name, original_name, unpack, unpack_original
from tuireader.store.records import Original
from tuireader.store.trouble import REPAIR

Found = TypeVar("Found")
MOVED_BY_READER = "moved here by you"


class _Row(NamedTuple):
    version: int
    title: str
    desk: str
    country: str
    moved: int


def get(connection: sqlite3.Connection, bodies: Bodies, article_id: str) -> Article:
    """Return a whole article, with the reader's own region and when it was first seen."""
    found, body = _body(connection, bodies, article_id)
    article = msgspec.structs.replace(body.article, first_seen=datetime.fromtimestamp(body.first_seen, UTC))
    if found.moved:
        path = (found.desk, found.country) if found.country else (found.desk,)
        article = msgspec.structs.replace(article, region_path=path, region_evidence=MOVED_BY_READER)
    return article


def body(connection: sqlite3.Connection, bodies: Bodies, article_id: str) -> Body:
    """Return an article as it was stored, wherever the reader moved it."""
    return _body(connection, bodies, article_id)[1]


def _body(connection: sqlite3.Connection, bodies: Bodies, article_id: str) -> tuple[_Row, Body]:
    def row() -> _Row:
        found = connection.execute(
            "SELECT a.version, a.title, r.desk, r.country, a.moved FROM articles a JOIN regions r ON r.number = a.region WHERE a.id = ?",
            (article_id,),
        ).fetchone()
        if found is None:
            raise _not_found(article_id)
        return _Row(*found)

    found, data = _twice(row, lambda found: bodies.read(article_name(article_id, found.version)))
    if data is None:
        raise StoreDamaged(f"the text of “{found.title}” ({article_id}) is missing; {REPAIR}")
    try:
        return found, unpack(article_name(article_id, found.version), data)
    except StoreDamaged as error:
        raise StoreDamaged(f"the text of “{found.title}” can't be shown: {error}; {REPAIR}") from error


def original(connection: sqlite3.Connection, bodies: Bodies, article_id: str) -> Original:
    """Return the bytes that an article was read from."""

    def row() -> tuple[bytes, int]:
        found: tuple[bytes | None, int] | None = connection.execute(
            "SELECT original, rules FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        if found is None:
            raise _not_found(article_id)
        if found[0] is None:
            raise NotFound(f"the original of the story “{article_id}” was not kept")
        return found[0], found[1]

    (digest, rules), data = _twice(row, lambda found: bodies.read(original_name(found[0])))
    if data is None:
        raise StoreDamaged(f"the original of the story “{article_id}” is missing; {REPAIR}")
    return unpack_original(digest, rules, data)


def _twice(row: Callable[[], Found], read: Callable[[Found], bytes | None]) -> tuple[Found, bytes | None]:
    """Look up a row and read what it names; once more where another program replaced it in between."""
    found = row()
    data = read(found)
    if data is None:
        found = row()
        data = read(found)
    return found, data


def _not_found(article_id: str) -> NotFound:
    return NotFound(f"there is no story “{article_id}” in the store")
