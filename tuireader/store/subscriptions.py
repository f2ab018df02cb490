"""Subscriptions: which feeds the reader wants, what came of asking for them, and the pages that are still to be fetched.

A feed may move: ``address`` is where it is asked for now, ``origin`` the address that it was added by. Its stories are filed under the
origin, so that a move makes no story twice.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tuireader.store.connections import Connections, writing
from tuireader.store.trouble import translated


class Subscription(NamedTuple):
    """A feed that the reader wants. Times are epoch seconds."""

    origin: str
    address: str
    title: str | None = None
    site: str | None = None
    region: tuple[str, ...] = ()
    """Where its stories belong when they don't say so themselves; empty where the reader didn't say."""
    section: str | None = None
    full_text: bool = True
    """Whether the pages of stories that the feed only sums up are fetched."""
    user_agent: str | None = None
    interval: int | None = None
    """Seconds between two attempts of ``sync --due``; None for the usual."""
    keep: int | None = None
    """Days that its read stories are kept; None for good."""
    added: int = 0
    last_try: int | None = None
    last_success: int | None = None
    last_error: str | None = None
    """In words; after a success what is odd about it."""
    failures: int = 0
    """In a row."""
    next_attempt: int | None = None
    held_until: int | None = None
    """The server asked not to be asked before."""
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    """Of the last right answer's bytes, in hex."""
    entries: int | None = None
    """How many the last right answer had."""
    gone: bool = False
    """The server said that it is gone for good."""
    seen: bytes = b""
    """Prints of the last right answer's entries, one behind the other: what is as it was needn't be understood again."""


class Validators(NamedTuple):
    """What a right answer says of itself, to be asked with the next time."""

    etag: str | None
    modified: str | None
    digest: str | None
    seen: bytes = b""


class Tried(NamedTuple):
    """What came of asking for a feed."""

    origin: str
    at: int
    next_attempt: int
    right: bool
    """Whether a feed came, or the word that nothing is new."""
    words: str | None = None
    """What is wrong, or odd."""
    counted: bool = True
    """Whether a failure is the feed's own; a lost network isn't."""
    held_until: int | None = None
    gone: bool = False
    validators: Validators | None = None
    """Those of a right answer; None leaves the stored ones."""
    entries: int | None = None
    title: str | None = None
    """What the feed calls itself; taken where there is no title yet."""
    site: str | None = None
    moved: str | None = None
    """Where the feed is for good."""


class Owed(NamedTuple):
    """A page that is still to be fetched for a story that is stored as a summary."""

    id: str
    url: str
    origin: str
    tries: int = 0
    next_attempt: int = 0


ENDED = "its subscription was ended before it came"
"""Why a picture isn't there."""
_COLUMNS = ", ".join(Subscription._fields)
_SETTINGS = ("address", "title", "site", "region", "section", "full_text", "user_agent", "interval", "keep")
SAVED = ("origin", *_SETTINGS, "added", "gone")
"""Columns that a backup keeps: never the validators, for they would keep lost stories from coming again."""


class Subscriptions:
    """The subscriptions of one store. Every method may raise :class:`~tuireader.errors.StoreError`."""

    def __init__(self, home: Path, connections: Connections, must_write: Callable[[], None]) -> None:
        self._home = home
        self._connections = connections
        self._must_write = must_write

    def all(self) -> list[Subscription]:
        """Return all of them, by title."""
        with translated(self._home):
            statement = f"SELECT {_COLUMNS} FROM subscriptions ORDER BY lower(coalesce(title, address)), address"
            return [_made(row) for row in self._connections.get().execute(statement)]

    def find(self, address: str) -> Subscription | None:
        """Return the one that is, or was added, by this address."""
        with translated(self._home):
            statement = f"SELECT {_COLUMNS} FROM subscriptions WHERE address = ? OR origin = ? ORDER BY address = ? DESC"
            row = self._connections.get().execute(statement, (address, address, address)).fetchone()
        return None if row is None else _made(row)

    def stories(self) -> dict[str, int]:
        """Return how many stories came by each, by origin; a story that came by two counts for both."""
        counts: Counter[str] = Counter()
        with translated(self._home):
            statement = "SELECT subscriptions, count(*) FROM articles WHERE subscriptions <> '' GROUP BY subscriptions"
            for origins, number in self._connections.get().execute(statement):
                counts.update(dict.fromkeys(origins.split("\n"), number))
        return dict(counts)

    def synced(self) -> int | None:
        """Return when a right answer last came, in epoch seconds; None where none did yet."""
        with translated(self._home):
            moment: int | None = self._connections.get().execute("SELECT max(last_success) FROM subscriptions").fetchone()[0]
        return moment

    def add(self, found: Iterable[Subscription]) -> list[str]:
        """Add those whose address isn't there yet; return the origins of the added."""
        self._must_write()
        added = []
        with translated(self._home), writing(connection := self._connections.get()):
            for one in found:
                known = "SELECT 1 FROM subscriptions WHERE origin IN (?, ?) OR address IN (?, ?)"
                if connection.execute(known, (one.origin, one.address) * 2).fetchone() is None:
                    insert(connection, _row(one._replace(added=one.added or int(time.time()))))
                    added.append(one.origin)
        return added

    def change(self, origin: str, **settings: Any) -> bool:
        """Change settings (``title``, ``region``, ``section``, ``full_text`` …) of a subscription; False where there is none."""
        self._must_write()
        names = [name for name in settings if name in _SETTINGS]
        values = [_stored(settings[name]) for name in names]
        with translated(self._home), writing(connection := self._connections.get()):
            assigned = ", ".join(f"{name} = ?" for name in names)
            return connection.execute(f"UPDATE subscriptions SET {assigned} WHERE origin = ?", (*values, origin)).rowcount > 0

    def remove(self, origins: Sequence[str]) -> int:
        """End subscriptions, and forget the pages and pictures that they still owe; their stories stay. Return how many there were."""
        self._must_write()
        with translated(self._home), writing(connection := self._connections.get()):
            connection.executemany("DELETE FROM owed WHERE origin = ?", [(origin,) for origin in origins])
            ended = "UPDATE pictures SET next_attempt = NULL, why = ? WHERE origin = ? AND next_attempt IS NOT NULL"
            connection.executemany(ended, [(ENDED, origin) for origin in origins])
            return connection.executemany("DELETE FROM subscriptions WHERE origin = ?", [(origin,) for origin in origins]).rowcount

    def record(self, tries: Iterable[Tried]) -> None:
        """Note what came of asking, all in one transaction."""
        self._must_write()
        with translated(self._home), writing(connection := self._connections.get()):
            for one in tries:
                _note(connection, one)

    # Pages

    def owe(self, pages: Iterable[Owed]) -> None:
        """Note pages that are to be fetched; what is owed already stays as it is."""
        self._must_write()
        with translated(self._home), writing(connection := self._connections.get()):
            connection.executemany("INSERT OR IGNORE INTO owed (id, url, origin, tries, next_attempt) VALUES (?, ?, ?, ?, ?)", pages)

    def revisit(self, page: Owed, most: int) -> bool:
        """Note that a whole story's page is to be fetched again; False where it is owed already, or was so ``most`` times."""
        self._must_write()
        with translated(self._home), writing(connection := self._connections.get()):
            counted = (
                "UPDATE articles SET revisits = revisits + 1 WHERE id = ? AND revisits < ?"
                " AND NOT EXISTS (SELECT 1 FROM owed WHERE owed.id = articles.id)"
            )
            if not connection.execute(counted, (page.id, most)).rowcount:
                return False
            connection.execute("INSERT INTO owed (id, url, origin, tries, next_attempt) VALUES (?, ?, ?, ?, ?)", page)
            return True

    def is_revisited(self, article_id: str) -> bool:
        """Whether a story's page was ever owed again."""
        with translated(self._home):
            found = self._connections.get().execute("SELECT 1 FROM articles WHERE id = ? AND revisits > 0", (article_id,))
            return found.fetchone() is not None

    def owed(self, now: int) -> list[Owed]:
        """Return the pages that may be fetched now."""
        with translated(self._home):
            statement = "SELECT id, url, origin, tries, next_attempt FROM owed WHERE next_attempt <= ? ORDER BY next_attempt, id"
            return [Owed(*row) for row in self._connections.get().execute(statement, (now,))]

    def settle(self, ids: Iterable[str], later: Iterable[Owed] = ()) -> None:
        """Forget pages that came, or never will; note those to be tried again."""
        self._must_write()
        with translated(self._home), writing(connection := self._connections.get()):
            connection.executemany("DELETE FROM owed WHERE id = ?", [(each,) for each in ids])
            connection.executemany(
                "UPDATE owed SET tries = ?, next_attempt = ? WHERE id = ?", [(o.tries, o.next_attempt, o.id) for o in later]
            )


def insert(connection: sqlite3.Connection, columns: dict[str, Any]) -> None:
    """Insert a row; one with the same address there already stays."""
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    connection.execute(f"INSERT OR IGNORE INTO subscriptions ({names}) VALUES ({marks})", tuple(columns.values()))


def saved(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """Return what a backup keeps of each, by origin; nothing from a catalogue of before there were any."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'subscriptions'").fetchone() is None:
        return {}
    rows = connection.execute(f"SELECT {', '.join(SAVED)} FROM subscriptions")
    # Of a broken catalogue they may be of any kind.
    return {row[0]: dict(zip(SAVED, row, strict=True)) for row in rows if all(isinstance(value, str | int | None) for value in row)}


def _made(row: tuple[Any, ...]) -> Subscription:
    one = Subscription(*row)
    region = row[Subscription._fields.index("region")]
    return one._replace(
        region=tuple(region.split("\n")) if region else (), full_text=bool(one.full_text), gone=bool(one.gone), seen=one.seen or b""
    )


def _row(one: Subscription) -> dict[str, Any]:
    return {name: _stored(value) for name, value in one._asdict().items()}


def _stored(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, tuple) else int(value) if isinstance(value, bool) else value


def _note(connection: sqlite3.Connection, one: Tried) -> None:
    columns: dict[str, Any] = {"last_try": one.at, "next_attempt": one.next_attempt, "held_until": one.held_until, "last_error": one.words}
    if one.right:
        columns |= {"last_success": one.at, "failures": 0}
    if one.gone:
        columns["gone"] = 1
    if one.validators is not None:
        columns |= one.validators._asdict()
    if one.entries is not None:
        columns["entries"] = one.entries
    assigned = ", ".join(f"{name} = ?" for name in columns)
    if not one.right and one.counted:
        assigned += ", failures = failures + 1"
    connection.execute(
        f"UPDATE subscriptions SET {assigned}, title = coalesce(title, ?), site = coalesce(site, ?) WHERE origin = ?",
        (*columns.values(), one.title, one.site, one.origin),
    )
    if one.moved is not None:  # unless it is subscribed to under its new address already
        connection.execute("UPDATE OR IGNORE subscriptions SET address = ? WHERE origin = ?", (one.moved, one.origin))
