"""Mending a store: what is broken is put aside, what is whole goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tuireader.article import picture_addresses
from tuireader.errors import StoreBusy, StoreDamaged
from tuireader.store import backup, checking, locking, pictured, pictures, recovering, salvage, schema, subscriptions
from tuireader.store.backup import Grave, Mark
from tuireader.store.bodyrows import FILE
from tuireader.store.connections import connect, writing
from tuireader.store.envelope import STORE_NAME, article_name, picture_name, seal, seal_tombstone, tombstone_name, unpack, unseal
from tuireader.store.names import placed
from tuireader.store.putting import WordIndex
from tuireader.store.recovering import Recovered
from tuireader.store.restoring import insert_body
from tuireader.store.trouble import translated

ASIDE = "aside"
_BATCH = 200
_BYTES = 16 << 20
_OWN = frozenset({"article", "original", "picture", "tomb", "about"})
"""Kinds of bodies that are picked or written anew; any other is some version's own, and goes over as it is."""


class _Survey(NamedTuple):
    """What is whole, and goes over."""

    latest: dict[str, int]
    """Each story's latest version."""
    tombstones: dict[str, Grave]
    originals: set[str]
    """Names of those in use."""
    pictures: dict[str, tuple[str, pictures.Size]]
    """Address and size by name."""
    broken: set[str]
    """Names of pictures that are to be fetched again."""


class Repaired(NamedTuple):
    """What a repair did."""

    damages: list[checking.Damage]
    """What was wrong."""
    aside: Path | None
    """Where the broken files lie now; None where none had to go."""
    articles: int
    """Stories in the store afterwards."""
    lost: list[str]
    """Headlines of stories whose text was broken or gone."""
    orphans: int
    """Bodies that nothing named, and that went."""
    state_from: str
    """Where the reader's marks were taken from, in words."""


def repair(home: Path, now: float | None = None) -> Repaired:
    """Mend the store in ``home``.

    A store without damage only loses its orphans. Else bodies and catalogue are written anew from what is whole, and the old files are
    put aside; no other program can open the store meanwhile.

    Raises:
        StoreBusy: it is damaged, and another program has it open.
    """
    now = time.time() if now is None else now
    with locking.alone(home) as alone, translated(home):
        damages = checking.check(home).damages
        if all(damage.kind in checking.HARMLESS for damage in damages):
            orphans = [damage.subject for damage in damages]
            if orphans:
                _remove(home, orphans)
            return Repaired(damages, None, _count(home), [], len(orphans), "the catalogue")
        if not alone:
            raise StoreBusy(f"the store in {home} is damaged, and open in another tuireader; close that first, then it can be mended")
        return _mend(home, damages, now)


def _mend(home: Path, damages: list[checking.Damage], now: float) -> Repaired:
    known = recovering.recover(home)
    fresh = home / f"mending-{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    try:
        _rebuild(home, fresh, known, now)
        aside = home / ASIDE / time.strftime("%Y-%m-%d-%H%M%S", time.gmtime(now))
        _exchange(home, fresh, aside, damages)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    ids = _ids(home)
    lost = [title for article_id, title in known.titles.items() if article_id not in ids and article_id not in known.state.graves]
    return Repaired(damages, aside, len(ids), lost, 0, known.origin)


def _rebuild(home: Path, fresh: Path, known: Recovered, now: float) -> None:
    """Write bodies and catalogue anew into ``fresh``."""
    from tuireader.store.disk import open_cache

    survey = _survey(home, known)
    cache = open_cache(fresh / "bodies")
    catalogue = connect(fresh / "catalogue.db")
    try:
        schema.migrate(catalogue)
        with writing(catalogue):
            catalogue.executemany("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", known.state.meta.items())
            columns = Grave._fields
            statement = f"INSERT INTO tombstones ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
            catalogue.executemany(statement, survey.tombstones.values())
            for feed in known.state.subscriptions.values():
                subscriptions.insert(catalogue, feed)
            _name_pictures(catalogue, survey, known)
        own = catalogue.execute("SELECT value FROM meta WHERE name = 'store'").fetchone()[0]
        with cache.transact():
            cache.set(STORE_NAME, seal(STORE_NAME, own.encode()))
            for one in survey.tombstones.values():
                cache.set(tombstone_name(one.id), seal_tombstone(one.id, one.key, one.version, one.deleted))
        wanted = {article_name(article_id, version) for article_id, version in survey.latest.items()}
        wanted |= {article_name(one.id, one.version) for one in survey.tombstones.values()} | survey.originals | survey.pictures.keys()
        batch: list[tuple[str, bytes]] = []
        size = 0
        for name, data in _whole(home):
            if name in wanted or name.partition("/")[0] not in _OWN:
                batch.append((name, data))
                size += len(data)
            if len(batch) >= _BATCH or size >= _BYTES:
                _write(cache, catalogue, batch, survey, known)
                batch, size = [], 0
        _write(cache, catalogue, batch, survey, known)
        backup.write(catalogue, home, now)  # should the next steps be cut off, the marks are safe
    finally:
        cache.close()
        catalogue.close()


def _whole(home: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every body whose checksum holds."""
    path = home / "bodies" / FILE
    with salvage.opened(path) as connection:
        if connection is None:
            return
        for row in salvage.bodies(connection, path):
            try:
                name, data = row.name(), row.content()
                unseal(name, data)
            except StoreDamaged:
                continue
            yield name, data


def _survey(home: Path, known: Recovered) -> _Survey:
    """Look at every body."""
    damages: list[checking.Damage] = []
    path = home / "bodies" / FILE
    with salvage.opened(path) as connection:
        bodies = checking.read_bodies(connection, path, damages)
    graves = dict(known.state.graves)
    for one in bodies.tombstones.values():
        body = bodies.articles.get(one.id)
        graves.setdefault(one.id, Grave(one.id, one.deleted, one.key, one.version, None, body.original if body else None, "{}"))
    latest = {
        article_id: body.version
        for article_id, body in bodies.articles.items()
        if article_id not in graves or graves[article_id].version < body.version
    }
    originals = {f"original/{bodies.articles[article_id].original}" for article_id in latest} & bodies.originals
    dead = {article_id: grave for article_id, grave in graves.items() if article_id not in latest}
    originals |= {f"original/{grave.original}" for grave in dead.values()} & bodies.originals
    broken = {damage.subject for damage in damages if damage.subject.startswith("picture/")}
    return _Survey(latest, dead, originals, bodies.pictures, broken)


def _name_pictures(catalogue: sqlite3.Connection, survey: _Survey, known: Recovered) -> None:
    """Write the pictures' rows: those that are whole are stored, those that were stored and aren't are to be fetched again."""
    for address, columns in known.pictures.items():
        lost = {"next_attempt": 0, "tries": 0} if columns["size"] is not None else {}
        pictures.insert(catalogue, {**columns, **lost, "size": None, "address": address})
    for address, size in survey.pictures.values():
        pictures.insert(catalogue, {"address": address, **pictures.stored_columns(size)})


def _write(
    cache: object,
    catalogue: sqlite3.Connection,
    batch: list[tuple[str, bytes]],
    survey: _Survey,
    known: Recovered,
) -> None:
    """Write a batch of bodies, then their rows with the reader's marks."""
    with cache.transact():  # type: ignore[attr-defined]
        for name, data in batch:
            cache.set(name, data)  # type: ignore[attr-defined]
    with writing(catalogue):
        index = WordIndex(catalogue)
        for name, data in batch:
            if not name.startswith("article/"):
                continue
            body = unpack(name, data)
            shown = picture_addresses(body.article)
            pictured.owe(catalogue, [address for address in shown if picture_name(address) in survey.broken], body.article)
            if survey.latest.get(body.article.id) != body.version:
                pictured.tie(catalogue, body.article.id, body.article)  # its deletion can be undone
                continue
            if f"original/{body.original}" not in survey.originals:
                body = body._replace(original=None)
            state = _state(catalogue, known.state.marks.get(body.article.id))
            if body.article.id in known.numbers:
                state["number"] = known.numbers[body.article.id]
            insert_body(catalogue, index, body, len(data), state)
        index.write()


def _state(catalogue: sqlite3.Connection, mark: Mark | None) -> dict[str, object]:
    if mark is None:
        return {}
    state: dict[str, object] = {"read": mark.read, "starred": mark.starred, "block": mark.block, "place": mark.place}
    if mark.moved is not None:
        desk, region = placed(catalogue, tuple(part for part in mark.moved if part))
        state |= {"moved": 1, "desk": desk, "region": region}
    return state


def _exchange(home: Path, fresh: Path, aside: Path, damages: list[checking.Damage]) -> None:
    """Put the old files aside and the new ones in their place."""
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in ("catalogue.db", "catalogue.db-wal", "catalogue.db-shm", "bodies"):
        if (home / name).exists():
            (home / name).replace(aside / name)
    for damage in damages:
        if damage.kind == "backup":
            file = home / "backups" / damage.subject.rpartition(" ")[2]
            file.replace(aside / file.name)
    (fresh / "bodies").replace(home / "bodies")
    (fresh / "catalogue.db").replace(home / "catalogue.db")


def _remove(home: Path, names: list[str]) -> None:
    from tuireader.store.disk import open_cache

    catalogue = connect(home / "catalogue.db")
    try:
        # Under the catalogue's lock nobody can be between writing a body and naming it.
        with writing(catalogue):
            cache = open_cache(home / "bodies")
            try:
                with cache.transact():
                    for name in names:
                        cache.delete(name)
            finally:
                cache.close()
    finally:
        catalogue.close()


def _ids(home: Path) -> set[str]:
    with salvage.opened(home / "catalogue.db") as connection:
        return set() if connection is None else {article_id for (article_id,) in connection.execute("SELECT id FROM articles")}


def _count(home: Path) -> int:
    return len(_ids(home))
