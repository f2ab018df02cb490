"""Articles into the store: decided, written as bodies, then named by the catalogue, in one transaction a batch."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from tuireader.article import Article, content_digest, identify, text_digest
from tuireader.errors import StoreDamaged, StoreError
from tuireader.store import pictured, rows
from tuireader.store.bodies import Bodies
from tuireader.store.connections import writing
from tuireader.store.deciding import Arriving, Decision, Known, decide, only_lost_pictures
from tuireader.store.envelope import STORE_NAME, Body, article_name, original_digest, original_name, pack, pack_original, seal, unpack
from tuireader.store.listing import WHOLE
from tuireader.store.names import forget_names, placed
from tuireader.store.records import Incoming, Original, Stored


class _Row(NamedTuple):
    """What the catalogue has of an article."""

    number: int
    key: str
    digest: bytes
    whole: int
    rules: int | None
    subscriptions: str
    version: int
    first_seen: int
    starter: int
    moved: int
    places: str
    original: bytes | None

    def known(self, article_id: str) -> Known:
        return Known(
            article_id, self.digest, WHOLE[self.whole], self.rules, tuple(self.subscriptions.split("\n")) if self.subscriptions else ()
        )


class _Plan(NamedTuple):
    """A write that was decided on."""

    incoming: Incoming
    decision: Decision
    digest: bytes
    text_key: int
    row: _Row | None
    version: int


def put_many(connection: sqlite3.Connection, bodies: Bodies, batch: Sequence[Incoming], now: int) -> list[Stored]:
    """Store a batch; all of it is there afterwards, or (on an error) nothing.

    Args:
        now: epoch seconds, what "first seen" will say.
    """
    writer = _Writer(connection, bodies, now)
    with writing(connection):
        stored = [writer.take(incoming) for incoming in batch]
        writer.flush()
    with contextlib.suppress(StoreError, sqlite3.Error, OSError):  # what stays behind is named by nothing, and swept later
        bodies.remove(writer.outdated)
    return stored


class _Writer:
    """Takes the articles of one batch within its transaction."""

    def __init__(self, connection: sqlite3.Connection, bodies: Bodies, now: int) -> None:
        self.connection = connection
        self.bodies = bodies
        self.now = now
        self.outdated: list[str] = []
        self._plans: list[_Plan] = []
        self._ids: set[str] = set()
        self._text_keys: set[int] = set()
        self._originals: dict[Original, bytes] = {}

    def take(self, incoming: Incoming) -> Stored:
        """Decide about an article, and plan its writing."""
        text_key = int.from_bytes((incoming.text_digest or text_digest(incoming.article))[:8], signed=True)
        article_id = identify(incoming.key)
        digest = incoming.digest or content_digest(msgspec.structs.replace(incoming.article, id=article_id))
        if article_id in self._ids or text_key in self._text_keys:
            self.flush()  # twice in one batch: the second is decided about when the first is there
        row = self._row(article_id)
        while row is not None and row.key != incoming.key:
            article_id = identify(f"{article_id} {incoming.key}")
            row = self._row(article_id)
        if incoming.replaces is not None and (row is None or row.version != incoming.replaces):
            return Stored(article_id, "same" if row else "deleted")
        if row is not None and digest != row.digest and (before := self._with_pictures(incoming, article_id, row)) is not None:
            incoming, digest = incoming._replace(article=before), row.digest
        arriving = Arriving(
            article_id,
            digest,
            incoming.article.whole,
            incoming.read_by,
            incoming.article.subscriptions,
            incoming.explicit,
            incoming.key.startswith(("origin:", "guid:")),
            incoming.replaces is not None,
        )
        grave = self.connection.execute("SELECT version FROM tombstones WHERE id = ?", (article_id,)).fetchone()
        same_text = self._by_text(text_key) if row is None and arriving.nameless else None
        decision = decide(arriving, row.known(article_id) if row else None, same_text, deleted=grave is not None)
        if decision.write:
            version = (row.version if row else grave[0] if grave else 0) + 1
            self._plans.append(_Plan(incoming, decision, digest, text_key, row, version))
            self._ids.add(article_id)
            self._text_keys.add(text_key)
        elif decision.note_rules:
            self.connection.execute("UPDATE articles SET rules = ? WHERE id = ?", (arriving.rules, decision.id))
        return Stored(decision.id, decision.outcome)

    def _with_pictures(self, incoming: Incoming, article_id: str, row: _Row) -> Article | None:
        """Return a stored article whose original has come again, without pictures that lay beside it before; None for any other."""
        if incoming.original is None or incoming.read_by != row.rules or original_digest(incoming.original) != row.original:
            return None
        try:
            before = self._stored_article(article_id, row)
        except StoreDamaged:
            return None
        return before if only_lost_pictures(incoming.article, before) else None

    def _row(self, article_id: str) -> _Row | None:
        found = self.connection.execute(f"SELECT {', '.join(_Row._fields)} FROM articles WHERE id = ?", (article_id,)).fetchone()
        return None if found is None else _Row(*found)

    def _by_text(self, text_key: int) -> Known | None:
        found = self.connection.execute("SELECT id FROM articles WHERE text_key = ? ORDER BY number LIMIT 1", (text_key,)).fetchone()
        row = self._row(found[0]) if found else None
        return None if row is None else row.known(found[0])

    def flush(self) -> None:
        """Write what is planned: the bodies, then their rows."""
        packed: list[tuple[str, bytes]] = []
        written = []
        for plan in self._plans:
            body = self._body(plan, packed)
            data = pack(body)
            packed.append((article_name(body.article.id, body.version), data))
            written.append((plan, body, len(data)))
        if packed:
            needed = self.connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None
            if self.bodies.read(STORE_NAME) is None:
                own = self.connection.execute("SELECT value FROM meta WHERE name = 'store'").fetchone()[0]
                packed.append((STORE_NAME, seal(STORE_NAME, own.encode())))
            self.bodies.write(packed, needed=needed)
        index = WordIndex(self.connection)
        for plan, body, size in written:
            self._name(plan, body, size, index)
        index.write()
        self._plans.clear()
        self._ids.clear()
        self._text_keys.clear()

    def _body(self, plan: _Plan, packed: list[tuple[str, bytes]]) -> Body:
        incoming, row = plan.incoming, plan.row
        article = incoming.article
        original, rules = self._original(incoming.original, packed), incoming.read_by
        if row is not None and plan.decision.keep_text:
            article = self._stored_article(plan.decision.id, row) if plan.digest != row.digest else article
            original, rules = row.original, row.rules
        first_seen = row.first_seen if row else self.now
        article = msgspec.structs.replace(
            article, id=plan.decision.id, subscriptions=plan.decision.subscriptions, first_seen=datetime.fromtimestamp(first_seen, UTC)
        )
        starter = bool(row.starter) if row else incoming.starter
        return Body(article, incoming.key, plan.version, first_seen, starter, rules, original.hex() if original else None)

    def _stored_article(self, article_id: str, row: _Row) -> Article:
        name = article_name(article_id, row.version)
        return unpack(name, self.bodies.read(name) or b"").article

    def _original(self, original: Original | None, packed: list[tuple[str, bytes]]) -> bytes | None:
        if original is None:
            return None
        if original not in self._originals:
            digest, data = pack_original(original)
            self._originals[original] = digest
            packed.append((original_name(digest), data))
        return self._originals[original]

    def _name(self, plan: _Plan, body: Body, size: int, index: WordIndex) -> None:
        """Write the row of a body that is written."""
        row = plan.row
        columns: dict[str, object] = {"version": body.version, "size": size, "subscriptions": "\n".join(body.article.subscriptions)}
        if row is not None and plan.decision.keep_text:
            self._update(row.number, columns)
        else:
            columns |= content_columns(self.connection, index, body, plan.digest, plan.text_key)
            columns["missing"] = pictured.tie(self.connection, body.article.id, body.article, plan.incoming.pictures)
            if row is None:
                self.connection.execute("DELETE FROM tombstones WHERE id = ?", (body.article.id,))
                number = insert(self.connection, body.article.id, columns | placing(self.connection, body.article))
            else:
                number = row.number
                forget_names(self.connection, number, row.places)
                self._update(number, columns if row.moved else columns | placing(self.connection, body.article))
            rows.name_places(self.connection, number, body.article)
            rows.name_speakers(self.connection, number, body.article)
        if row is not None:
            self.outdated.append(article_name(body.article.id, row.version))

    def _update(self, number: int, columns: dict[str, object]) -> None:
        assigned = ", ".join(f"{name} = ?" for name in columns)
        self.connection.execute(f"UPDATE articles SET {assigned} WHERE number = ?", (*columns.values(), number))


class WordIndex:
    """Rows for the index of words, written together: before each statement on another table the index writes out what it has."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last = connection.execute("SELECT coalesce(max(id), 0) FROM words_docsize").fetchone()[0]
        self._rows: list[tuple[int, str, str, str]] = []

    def add(self, article: Article) -> int:
        """Take an article's words; return their row's number, one that was never used."""
        self._last += 1
        self._rows.append((self._last, *rows.words(article)))
        return int(self._last)

    def write(self) -> None:
        """Write what was added."""
        self._connection.executemany("INSERT INTO words (rowid, headline, text, quotes) VALUES (?, ?, ?, ?)", self._rows)


def content_columns(connection: sqlite3.Connection, index: WordIndex, body: Body, digest: bytes, text_key: int) -> dict[str, Any]:
    """Return the columns that follow from a body, its words added to the index."""
    return {
        **rows.derived(connection, body.article, body.key, body.first_seen),
        "text": index.add(body.article),
        "text_key": text_key,
        "digest": digest,
        "rules": body.rules,
        "original": bytes.fromhex(body.original) if body.original else None,
        "starter": int(body.starter),
    }


def placing(connection: sqlite3.Connection, article: Article) -> dict[str, object]:
    """Return the columns that say where an article stands."""
    desk, region = placed(connection, article.region_path)
    return {"desk": desk, "region": region}


def insert(connection: sqlite3.Connection, article_id: str, columns: dict[str, object]) -> int:
    """Insert a row; return its number."""
    names = ("id", *columns)
    statement = f"INSERT INTO articles ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    return connection.execute(statement, (article_id, *columns.values())).lastrowid or 0
