"""Finding and naming every damage, without changing anything."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from tuireader.article import content_digest
from tuireader.errors import StoreDamaged
from tuireader.store import backup, pictured, salvage, schema
from tuireader.store.bodyrows import FILE
from tuireader.store.envelope import (
    STORE_NAME,
    Body,
    Tombstone,
    article_name,
    original_name,
    picture_name,
    unpack,
    unpack_picture,
    unseal,
    unseal_tombstone,
)
from tuireader.store.pictures import Size
from tuireader.store.rows import epoch, sort_key
from tuireader.store.trouble import BROKEN

Kind = Literal["catalogue", "bodies", "missing", "damaged", "disagrees", "orphan", "backup"]
"""The catalogue's or bodies' database as a whole; a body missing or damaged; a row that isn't what its body says; a body named by nothing;
a backup that isn't whole."""
_OTHER_TABLES = "its tables are not as tuireader makes them"
HARMLESS = ("orphan",)
NONSENSE = (sqlite3.Error, TypeError, ValueError, AttributeError, OverflowError)
"""What the values of broken rows lead to: they may be of any kind."""


class Damage(NamedTuple):
    """Something wrong, in words."""

    kind: Kind
    subject: str
    detail: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.detail}"


class Checked(NamedTuple):
    """What a check found."""

    damages: list[Damage]
    articles: int
    """Stories whose text was verified."""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong that matters."""
        return all(damage.kind in HARMLESS for damage in self.damages)


class Bodies(NamedTuple):
    """What the bodies hold that is whole."""

    articles: dict[str, Body]
    """The latest version of each, tombstones not counted. Texts are left out: ``blocks`` is empty."""
    digests: dict[str, bytes]
    """Content digest of each."""
    versions: set[str]
    """Names of all bodies of articles."""
    originals: set[str]
    pictures: dict[str, tuple[str, Size]]
    """Address and size of each, by name."""
    tombstones: dict[str, Tombstone]
    store: list[str]
    """What catalogue they belong to; empty where they don't say."""


class _Row(NamedTuple):
    id: str
    version: int
    title: str
    key: str
    sort: int
    published: int | None
    first_seen: int
    words: int
    digest: bytes
    original: bytes | None
    moved: int
    desk: str
    country: str


def check(home: Path) -> Checked:
    """Check a store's folder; nothing is changed. Minutes at a million stories."""
    damages: list[Damage] = []
    with salvage.opened(home / "bodies" / FILE) as connection:
        bodies = read_bodies(connection, home / "bodies" / FILE, damages)
        if connection is not None:
            damages += [Damage("bodies", "the bodies' database", words) for words in salvage.complaints(connection)]
            if _tables(connection) != _tables_of_bodies():
                damages.append(Damage("bodies", "the bodies' database", _OTHER_TABLES))
    with salvage.opened(home / "catalogue.db") as connection:
        damages += _catalogue(connection, home, bodies)
    for file in sorted((home / backup.FOLDER).glob("*.state")):
        try:
            backup.read(file)
        except (StoreDamaged, OSError) as error:
            damages.append(Damage("backup", f"the backup {file.name}", str(error)))
    return Checked(damages, len(bodies.articles))


def read_bodies(connection: sqlite3.Connection | None, path: Path, damages: list[Damage]) -> Bodies:
    """Read and verify every body; what is wrong is added to ``damages``."""
    found = Bodies({}, {}, set(), set(), {}, {}, [])
    if connection is None:
        if path.exists() and path.stat().st_size:
            damages.append(Damage("bodies", "the bodies' database", "it is no database"))
        return found
    for row in salvage.bodies(connection, path):
        try:
            name = row.name()
        except StoreDamaged as error:
            damages.append(Damage("damaged", f"row {row.rowid} of the bodies", str(error)))
            continue
        try:
            _take(found, name, row.content())
        except StoreDamaged as error:
            damages.append(Damage("damaged", name, str(error)))
    return found


def _take(found: Bodies, name: str, data: bytes) -> None:
    kind = name.partition("/")[0]
    if kind == "article":
        body = unpack(name, data)
        found.versions.add(name)
        article = body.article
        if article.id not in found.articles or found.articles[article.id].version < body.version:
            found.articles[article.id] = body._replace(article=msgspec.structs.replace(article, blocks=()))
            found.digests[article.id] = content_digest(article)
    elif kind == "tomb":
        tombstone = unseal_tombstone(name, data)
        found.tombstones[tombstone.id] = tombstone
    elif kind == "picture":
        picture = unpack_picture(name, data)
        found.pictures[name] = picture.address, Size(picture.width, picture.height, len(picture.data))
    else:
        payload = unseal(name, data)
        if kind == "original":
            found.originals.add(name)
        elif name == STORE_NAME:
            found.store.append(payload.decode())


def _catalogue(connection: sqlite3.Connection | None, home: Path, bodies: Bodies) -> Iterator[Damage]:
    if connection is None:
        if bodies.versions or backup.there(home):
            yield Damage("catalogue", "the catalogue", "it is gone or no database, though there are stories or backups")
        return
    complaints = salvage.complaints(connection)
    yield from (Damage("catalogue", "the catalogue", words) for words in complaints)
    try:
        version = schema.version(connection)
        if version != schema.VERSION:
            yield Damage("catalogue", "the catalogue", f"its version is {version}, this program's is {schema.VERSION}")
            return
        if _tables(connection) != _tables_of_catalogue():
            yield Damage("catalogue", "the catalogue", _OTHER_TABLES)
        if bodies.store and bodies.store != [value for (value,) in connection.execute("SELECT value FROM meta WHERE name = 'store'")]:
            yield Damage("catalogue", "the catalogue", "it is another store's")
        yield from _rows(connection, bodies)
        yield from _pictures(connection, bodies)
        yield from _counters(connection)
    except NONSENSE as error:
        if not complaints:
            yield Damage("catalogue", "the catalogue", f"it can't be read: {error}")


def _tables(connection: sqlite3.Connection) -> set[tuple[Any, ...]]:
    """Return how a database's tables, indexes and triggers are made; nothing where it doesn't even tell."""
    try:
        return set(connection.execute("SELECT type, name, sql FROM sqlite_master"))
    except BROKEN:
        return set()


def _tables_of_catalogue() -> set[tuple[Any, ...]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.migrate(connection)
        return _tables(connection)
    finally:
        connection.close()


def _tables_of_bodies() -> set[tuple[Any, ...]]:
    from tuireader.store.disk import open_cache

    with tempfile.TemporaryDirectory(prefix="tuireader-") as folder:
        open_cache(Path(folder)).close()
        with salvage.opened(Path(folder) / FILE) as connection:
            return set() if connection is None else _tables(connection)


def _rows(connection: sqlite3.Connection, bodies: Bodies) -> Iterator[Damage]:
    columns = ", ".join(f"r.{name}" if name in ("desk", "country") else f"a.{name}" for name in _Row._fields)
    named: set[str] = set()
    stories = 0
    for values in connection.execute(f"SELECT {columns} FROM articles a LEFT JOIN regions r ON r.number = a.region"):
        row = _Row(*values)
        stories += 1
        named.add(article_name(row.id, row.version))
        if row.original is not None:
            name = original_name(row.original)
            named.add(name)
            if name not in bodies.originals:
                yield Damage("missing", f"“{row.title}” ({row.id})", "the original that it was read from is missing or damaged")
        yield from _row(row, bodies)
    graves = dict(connection.execute("SELECT id, version FROM tombstones"))
    named.update(f"original/{digest}" for (digest,) in connection.execute("SELECT original FROM tombstones"))
    for name in sorted((bodies.versions | bodies.originals) - named):
        _, article_id, *version = name.split("/")
        if not (version and article_id in graves and int(version[0]) <= graves[article_id]):
            yield Damage("orphan", name, "nothing in the catalogue names it")
    if stories and not bodies.versions:
        yield Damage("bodies", "the bodies' database", f"it holds no text, though the catalogue names {stories}")
    if connection.execute("SELECT 1 FROM articles WHERE text NOT IN (SELECT id FROM words_docsize) LIMIT 1").fetchone():
        yield Damage("catalogue", "the index of words", "it lacks stories")


def _row(row: _Row, bodies: Bodies) -> Iterator[Damage]:
    subject = f"“{row.title}” ({row.id})"
    body = bodies.articles.get(row.id)
    if body is None or article_name(row.id, row.version) not in bodies.versions:
        yield Damage("missing", subject, "its text is missing or damaged")
    elif body.version == row.version:
        wrong = [name for name, (have, want) in _expected(row, body, bodies.digests[row.id]).items() if have != want]
        if wrong:
            yield Damage("disagrees", subject, f"the catalogue and the text differ in: {', '.join(wrong)}")


def _expected(row: _Row, body: Body, digest: bytes) -> dict[str, tuple[Any, Any]]:
    """Return what the row has and what its body says, by name."""
    published, _ = epoch(body.article)
    path = ((*body.article.region_path, "", "")) if body.article.region_path else ("World", "")
    return {
        "headline": (row.title, body.article.title),
        "key": (row.key, body.key),
        "date": ((row.published, row.first_seen, row.sort), (published, body.first_seen, sort_key(published, body.first_seen))),
        "length": (row.words, body.article.words),
        "digest": (row.digest, digest),
        "region": ((row.desk, row.country), path[:2] if not row.moved else (row.desk, row.country)),
    }


def _pictures(connection: sqlite3.Connection, bodies: Bodies) -> Iterator[Damage]:
    named = set()
    for address, *size in connection.execute("SELECT address, width, height, size FROM pictures WHERE size IS NOT NULL"):
        name = picture_name(address)
        named.add(name)
        if name not in bodies.pictures:
            yield Damage("missing", f"the picture {address}", "it is missing or damaged")
        elif bodies.pictures[name] != (address, tuple(size)):
            yield Damage("disagrees", f"the picture {address}", "the catalogue and the picture differ in its size")
    yield from (Damage("orphan", name, "nothing in the catalogue names it") for name in sorted(bodies.pictures.keys() - named))


def _counters(connection: sqlite3.Connection) -> Iterator[Damage]:
    wrong = connection.execute(
        "SELECT 1 FROM regions r LEFT JOIN"
        " (SELECT region, count(*) AS total, sum(read = 0) AS unread, sum(starred) AS starred FROM articles GROUP BY region) g"
        " ON g.region = r.number WHERE r.total <> coalesce(g.total, 0) OR r.unread <> coalesce(g.unread, 0)"
        " OR r.starred <> coalesce(g.starred, 0) LIMIT 1"
    ).fetchone()
    if wrong:
        yield Damage("catalogue", "the counts beside the regions", "they are not what the stories add up to")
    if pictured.wrong_counts(connection):
        yield Damage("catalogue", "the counts of missing pictures", "they are not what the stories lack")
