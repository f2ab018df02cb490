"""The stories' pictures: what is stored, what is still to be fetched, and why the rest isn't there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuireader.errors import StoreDamaged
from tuireader.store import pictured
from tuireader.store.connections import Connections, writing
from tuireader.store.records import Picture
from tuireader.store.trouble import REPAIR, translated

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.store.bodies import Bodies

_ALL_AT_ONCE = 400
_WANTED_BY_A_STORY = "EXISTS (SELECT 1 FROM pictured d JOIN articles a ON a.id = d.article WHERE d.picture = pictures.number)"


class Size(NamedTuple):
    """What the catalogue knows of a stored picture."""

    width: int
    """Pixels."""
    height: int
    bytes: int


class Owed(NamedTuple):
    """A picture that is still to be fetched."""

    address: str
    origin: str | None = None
    """The subscription on whose behalf."""
    tries: int = 0
    next_attempt: int = 0
    why: str | None = None
    """Why it didn't come so far."""


class Refused(NamedTuple):
    """A picture that is not fetched any more."""

    address: str
    why: str
    wanted: bool = True
    """Whether a story isn't complete without it. Without one that can't be had, or an icon, it is."""


class Lacking(NamedTuple):
    """A picture that a story names and the store doesn't have."""

    address: str
    owed: bool
    """Whether it is still to be fetched."""
    why: str | None
    """Why it isn't there; None where it was never tried."""
    wanted: bool = True
    """Whether the story isn't complete without it."""


class Pictures:
    """The pictures of one store. Every method may raise :class:`~tuireader.errors.StoreError`."""

    def __init__(self, home: Path, connections: Connections, bodies: Bodies, must_write: Callable[[], None]) -> None:
        self._home = home
        self._connections = connections
        self._bodies = bodies
        self._must_write = must_write

    def get(self, address: str) -> Picture | None:
        """Return the picture of that address, its checksum verified; None where it isn't stored.

        Raises:
            StoreDamaged: it isn't as it was written.
        """
        from tuireader.store.envelope import picture_name, unpack_picture

        with translated(self._home):
            if address not in self.known([address]):
                return None
            data = self._bodies.read(picture_name(address))
            if data is None and address not in self.known([address]):  # another program swept in between
                return None
        if data is None:
            raise StoreDamaged(f"the picture {address} is missing; {REPAIR}")
        try:
            return unpack_picture(picture_name(address), data)
        except StoreDamaged as error:
            raise StoreDamaged(f"the picture {address} can't be shown: {error}; {REPAIR}") from error

    def known(self, addresses: Iterable[str]) -> dict[str, Size]:
        """Return the sizes of those pictures that are stored, by address; from the catalogue alone, in well under a millisecond."""
        found: dict[str, Size] = {}
        wanted = list(dict.fromkeys(addresses))
        with translated(self._home):
            for start in range(0, len(wanted), _ALL_AT_ONCE):
                chunk = wanted[start : start + _ALL_AT_ONCE]
                statement = f"SELECT address, width, height, size FROM pictures WHERE size IS NOT NULL AND address IN ({_marks(chunk)})"
                found.update((address, Size(*size)) for address, *size in self._connections.get().execute(statement, chunk))
        return found

    def lacking(self, article_id: str) -> list[Lacking]:
        """Return the pictures that a story names, that were wanted once, and that aren't stored."""
        statement = (
            "SELECT p.address, p.next_attempt IS NOT NULL, p.why, p.wanted FROM pictured d JOIN pictures p ON p.number = d.picture"
            " WHERE d.article = ? AND p.size IS NULL ORDER BY p.number"
        )
        with translated(self._home):
            found = self._connections.get().execute(statement, (article_id,)).fetchall()
        return [Lacking(address, bool(owed), why, bool(wanted)) for address, owed, why, wanted in found]

    def put_many(self, batch: Iterable[Picture]) -> int:
        """Store pictures, all or none; those that are stored already stay as they are. Return how many were stored."""
        self._must_write()
        with translated(self._home), writing(connection := self._connections.get()):
            return self._put(connection, batch)

    def put_with(self, story: Article, batch: Iterable[Picture], refused: Iterable[Refused] = ()) -> int:
        """Store pictures that came along with a stored story, all or none, and note those that can't be; return how many were stored.

        What is known of a picture already stays.
        """
        self._must_write()
        with translated(self._home), writing(connection := self._connections.get()):
            stored = self._put(connection, batch)
            connection.executemany(
                "INSERT OR IGNORE INTO pictures (address, why, wanted) VALUES (?, ?, ?)",
                [(one.address, one.why, one.wanted) for one in refused],
            )
            missing = pictured.tie(connection, story.id, story)
            connection.execute("UPDATE articles SET missing = ? WHERE id = ?", (missing, story.id))
        return stored

    def _put(self, connection: sqlite3.Connection, batch: Iterable[Picture]) -> int:
        """Store pictures in a transaction."""
        from tuireader.store.envelope import pack_picture, picture_name

        by_address = {picture.address: picture for picture in batch}
        new = [picture for picture in by_address.values() if picture.address not in self.known([picture.address])]
        if new:
            needed = connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None
            self._bodies.write([(picture_name(picture.address), pack_picture(picture)) for picture in new], needed=needed)
        for picture in new:
            size = Size(picture.width, picture.height, len(picture.data))
            insert(connection, {"address": picture.address, **stored_columns(size)})
        pictured.count_missing(connection, by_address)
        return len(new)

    # Those to be fetched

    def owe(self, stories: Iterable[tuple[Article, Sequence[str]]]) -> None:
        """Note pictures of stored stories as to be fetched: (story, addresses). What is known already is only tied to the story.

        A new story brings its own (:attr:`Incoming.pictures`).
        """
        self._must_write()
        with translated(self._home), writing(connection := self._connections.get()):
            for article, wanted in stories:
                missing = pictured.tie(connection, article.id, article, wanted)
                connection.execute("UPDATE articles SET missing = ? WHERE id = ?", (missing, article.id))

    def owed(self, now: int, article_id: str | None = None) -> list[Owed]:
        """Return the pictures of stored stories, or of one of them, that may be fetched now; those wanted latest first."""
        whose = "1" if article_id is None else "number IN (SELECT picture FROM pictured WHERE article = ?)"
        values = (now,) if article_id is None else (now, article_id)
        statement = (
            "SELECT address, origin, tries, next_attempt, why FROM pictures WHERE next_attempt <= ?"
            f" AND {whose} AND {_WANTED_BY_A_STORY} ORDER BY number DESC"
        )
        with translated(self._home):
            return [Owed(*row) for row in self._connections.get().execute(statement, values)]

    def settle(self, refused: Iterable[Refused], later: Iterable[Owed] = ()) -> None:
        """Note pictures that never will come, and those to be tried again."""
        self._must_write()
        refused = list(refused)
        with translated(self._home), writing(connection := self._connections.get()):
            connection.executemany(
                "UPDATE pictures SET next_attempt = NULL, why = ?, wanted = ? WHERE address = ? AND size IS NULL",
                [(one.why, one.wanted, one.address) for one in refused],
            )
            connection.executemany(
                "UPDATE pictures SET tries = ?, next_attempt = ?, why = ? WHERE address = ? AND size IS NULL",
                [(one.tries, one.next_attempt, one.why, one.address) for one in later],
            )
            pictured.count_missing(connection, [one.address for one in refused])

    def room(self) -> int:
        """Return how many bytes the stored pictures take."""
        with translated(self._home):
            return int(self._connections.get().execute("SELECT coalesce(sum(size), 0) FROM pictures").fetchone()[0])


def stored_columns(size: Size) -> dict[str, object]:
    """Return the columns that say that a picture is stored."""
    return {"size": size.bytes, "width": size.width, "height": size.height, "next_attempt": None, "why": None, "wanted": 1}


def insert(connection: sqlite3.Connection, columns: Mapping[str, object]) -> None:
    """Insert the row of a picture, or change the one that is there."""
    names = ", ".join(columns)
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "address")
    statement = f"INSERT INTO pictures ({names}) VALUES ({_marks(list(columns))}) ON CONFLICT (address) DO UPDATE SET {changed}"
    connection.execute(statement, tuple(columns.values()))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
