"""What goes wrong around a store: full disks, locks, other programs, other versions, wrong clocks."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tuireader.article import Article, Paragraph, identity_key
from tuireader.errors import StoreBusy, StoreDamaged, StoreError, StoreTooNew, StoreUnavailable
from tuireader.query import Query, parse
from tuireader.store import Incoming, Original, Store, connections, disk, schema
from tuireader.store.checking import HARMLESS, check
from tuireader.store.repairing import repair
from tuireader.store.trouble import translated

_connect = sqlite3.connect


def story(number: int, words: str = "some words") -> Incoming:
    article = Article(title=f"Headline {number}", url=f"https://news.example/{number}", words=2, blocks=(Paragraph(text=words),))
    return Incoming(article, identity_key(article, ""), Original(words.encode(), 1))


class Failing(sqlite3.Connection):
    """A connection whose n-th writing statement fails as on a full disk."""

    left = 0

    def _count(self, statement: str) -> None:
        if statement.startswith(("SELECT", "PRAGMA", "ROLLBACK")):
            return
        Failing.left -= 1
        if Failing.left == 0:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    def execute(self, statement: str, *rest: Any) -> sqlite3.Cursor:
        self._count(statement)
        return super().execute(statement, *rest)

    def executemany(self, statement: str, *rest: Any) -> sqlite3.Cursor:
        self._count(statement)
        return super().executemany(statement, *rest)


def failing_connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
    connection: sqlite3.Connection = _connect(*args, **{**kwargs, "factory": Failing})
    return connection


def deeds(store: Store) -> None:
    ids = [one.id for one in store.put_many([story(number) for number in range(4)])]
    store.put_many([story(0, "other words"), story(1)])
    store.mark([ids[1]], read=True, starred=True)
    store.move(ids[2], ["Asia", "Japan"])
    store.delete([ids[3], ids[1]])
    store.restore([ids[1]])


def seen(store: Store) -> list[tuple[Any, ...]]:
    rows = store.page(Query(), 100).rows
    return sorted((row.title, row.read, row.starred, row.region, store.get(row.id).blocks[0].text) for row in rows)


@pytest.mark.parametrize("block", range(4))
def test_every_failing_write_leaves_the_store_whole(home: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(sqlite3, "connect", failing_connect)
    failures = 0
    for nth in range(1 + block, 2000, 4):
        shutil.rmtree(home, ignore_errors=True)
        Failing.left = nth
        try:
            with Store.open(home) as store:
                deeds(store)
            said = "full"
        except StoreError as error:  # any other error fails the test
            said = str(error)
        assert "full" in said, nth
        if Failing.left > 0:
            break
        failures += 1
        Failing.left = 0
        with Store.open(home) as store:
            whole = seen(store)
            assert store.counts().all.total == len(whole)
        found = check(home)
        assert all(damage.kind in HARMLESS for damage in found.damages), (nth, found)
        with Store.open(home) as store:  # and what failed can be done again
            store.delete([row.id for row in store.page(Query(), 100).rows])
            store.put_many([story(number)._replace(explicit=True) for number in range(5)])
            assert store.counts().all.total == 5
    assert failures > 20


def test_a_full_disk_says_so_and_reading_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(home) as store:
        store.put_many([story(1)])
        pages = store._connections.get().execute("PRAGMA page_count").fetchone()[0]
        store._connections.get().execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreUnavailable, match="disk is full; make room"):
            store.put_many([story(number, "word " * 5000) for number in range(2, 200)])
        assert [row[0] for row in seen(store)] == ["Headline 1"]


def test_a_store_held_by_another_program(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(disk, "BUSY_SECONDS", 0.01)
    with Store.open(home) as store:
        store.put_many([story(1)])
        other = sqlite3.connect(home / "catalogue.db", isolation_level=None)
        with contextlib.closing(other):
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy, match="try again"):
                store.put_many([story(2)])
            with pytest.raises(StoreBusy, match="try again"):
                store.mark(["x"], read=True)
            assert len(seen(store)) == 1
        other = sqlite3.connect(home / "bodies" / "cache.db", isolation_level=None)
        with contextlib.closing(other):
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy, match="try again"):
                store.put_many([story(2)])
            with Store.open(home) as second:
                assert len(seen(second)) == 1
                with pytest.raises(StoreBusy, match="try again"):
                    second.put_many([story(2)])
        assert store.put_many([story(2)])[0].outcome == "new"


def test_a_store_of_a_later_version_is_left_alone(home: Path) -> None:
    Store.open(home).close()
    with contextlib.closing(sqlite3.connect(home / "catalogue.db")) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = (home / "catalogue.db").read_bytes()
    with pytest.raises(StoreTooNew, match="update tuireader"):
        Store.open(home)
    assert (home / "catalogue.db").read_bytes() == before


def test_a_vanished_folder(home: Path) -> None:
    with Store.open(home) as store:
        (stored,) = store.put_many([story(1)])
        store.release()
        shutil.rmtree(home)
        for attempt in (lambda: store.page(Query(), 5), lambda: store.get(stored.id), lambda: store.put_many([story(2)])):
            with pytest.raises(StoreUnavailable, match="still there"):
                attempt()


def test_a_home_that_is_a_file(home: Path) -> None:
    home.write_text("not a folder")
    with pytest.raises(StoreUnavailable):
        Store.open(home)


def test_a_folder_that_cant_be_written_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(home) as store:
        (stored,) = store.put_many([story(1)])
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with Store.open(home) as store:
        assert store.read_only
        assert "can't be written" in (store.notice or "")
        assert len(seen(store)) == 1
        assert store.search(parse("words"))[0].summary.id == stored.id
        for attempt in _writes(store, stored.id):
            with pytest.raises(StoreUnavailable, match="can't be written"):
                attempt()
        assert store.back_up(due=False) is None
    monkeypatch.undo()
    with Store.open(home, read_only=True) as store:
        assert store.notice is None
        with pytest.raises(StoreUnavailable, match="for reading only"):
            store.mark([stored.id], read=True)


def _writes(store: Store, article_id: str) -> list[Callable[[], object]]:
    return [
        lambda: store.put_many([story(2)]),
        lambda: store.delete([article_id]),
        lambda: store.restore([article_id]),
        lambda: store.mark([article_id], read=True),
        lambda: store.mark_all(Query()),
        lambda: store.set_position(article_id, 1),
        lambda: store.move(article_id, ["Asia"]),
        lambda: store.set_meta("a", "b"),
        store.sweep,
        store.delete_starter,
    ]


def test_there_is_nothing_to_read_where_no_store_is(home: Path) -> None:
    with pytest.raises(StoreUnavailable, match="there is no store"):
        Store.open(home, read_only=True)
    assert not home.exists()


def test_a_store_that_lost_its_catalogue_is_no_empty_paper(home: Path) -> None:
    with Store.open(home) as store:
        store.put_many([story(1)])
    (home / "catalogue.db").unlink()
    with pytest.raises(StoreDamaged, match="check --repair"):
        Store.open(home)


def test_a_store_that_lost_its_texts_says_so(home: Path) -> None:
    with Store.open(home) as store:
        (stored,) = store.put_many([story(1)])
    shutil.rmtree(home / "bodies")
    with Store.open(home) as store:
        assert store.counts().all.total == 1
        with pytest.raises(StoreDamaged, match="missing; run “tuireader check --repair”"):
            store.get(stored.id)
        with pytest.raises(StoreDamaged, match="are gone, though"):
            store.put_many([story(2)])


@pytest.mark.parametrize("clock", [0.0, 946_684_800.0, 4_102_444_800.0])
def test_a_wrong_clock_loses_nothing(home: Path, monkeypatch: pytest.MonkeyPatch, clock: float) -> None:
    with Store.open(home) as store:
        (first,) = store.put_many([story(1)])
        store.back_up(due=False)
        with monkeypatch.context() as wrong:
            wrong.setattr(time, "time", lambda: clock)
            (second,) = store.put_many([story(2)])
            store.put_many([story(1, "other words")])
            store.sweep()
            assert store.back_up() is not None
        assert {row.id for row in store.page(Query(), 5).rows} == {first.id, second.id}
        assert len(seen(store)) == 2
        assert store.put_many([story(2)])[0].outcome == "same"
    assert check(home).whole


IMPORTER = """
import sys
from pathlib import Path
from tuireader.article import Article, Paragraph, identity_key
from tuireader.store import Incoming, Store
first = int(sys.argv[2])
with Store.open(Path(sys.argv[1])) as store:
    for start in range(first, first + 100, 10):
        text = (Paragraph(text="words"),)
        articles = [Article(title=f"Headline {n}", url=f"https://news.example/{n}", blocks=text) for n in range(start, start + 10)]
        store.put_many([Incoming(article, identity_key(article, "")) for article in articles])
"""


def test_two_imports_and_a_reader_at_once(home: Path) -> None:
    with Store.open(home) as reader:
        before = reader.data_version()
        imports = [subprocess.Popen([sys.executable, "-c", IMPORTER, str(home), str(first)]) for first in (0, 50)]
        while any(one.poll() is None for one in imports):
            rows = reader.page(Query(), 500).rows
            assert reader.counts().all.total >= len(rows)
            for row in rows[:3]:
                reader.get(row.id)
            if rows:
                reader.mark([rows[0].id], read=True)
        assert [one.wait() for one in imports] == [0, 0]
        assert reader.counts().all.total == 150
        assert reader.data_version() != before
    assert check(home).whole


def test_threads_share_a_store(home: Path) -> None:
    with Store.open(home) as store:

        def work(first: int) -> None:
            for number in range(first, first + 10):
                (stored,) = store.put_many([story(number)])
                store.get(stored.id)
                store.mark([stored.id], starred=True)
            store.release()

        with ThreadPoolExecutor(3) as pool:
            list(pool.map(work, (0, 10, 20)))
        assert store.counts().starred.total == 30
    with pytest.raises(StoreUnavailable, match="closed"):
        store.counts()


def test_a_store_of_an_earlier_version_that_cant_be_written(home: Path) -> None:
    Store.open(home).close()
    with contextlib.closing(_connect(home / "catalogue.db")) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(StoreUnavailable, match="earlier version"):
        Store.open(home, read_only=True)


def test_a_folder_that_cant_be_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(StoreUnavailable, match="read-only"):
        Store.open(home)


class Unwritable(sqlite3.Connection):
    """A connection that can't make the files beside a database, as on a read-only medium."""

    def execute(self, statement: str, *rest: Any) -> sqlite3.Cursor:
        if "immutable" not in self.name:
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error
        return super().execute(statement, *rest)

    name = ""


def test_a_medium_that_cant_be_written_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(home) as store:
        store.put_many([story(1)])

    def connect(path: str, *args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection: Unwritable = _connect(path, *args, **{**kwargs, "factory": Unwritable})
        connection.name = path
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect)
    with Store.open(home, read_only=True) as store:
        assert len(seen(store)) == 1


def test_texts_that_are_no_database(home: Path) -> None:
    with Store.open(home) as store:
        (stored,) = store.put_many([story(1)])
    (home / "bodies" / "cache.db").write_bytes(b"no database at all" * 500)
    with Store.open(home) as store, pytest.raises(StoreDamaged, match="damaged"):
        store.get(stored.id)
    assert {damage.kind for damage in check(home).damages} == {"bodies", "missing"}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (sqlite3.OperationalError("database is locked"), StoreBusy),
        (sqlite3.OperationalError("Could not decode to UTF-8 column"), StoreDamaged),
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), StoreUnavailable),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "invalid"), StoreDamaged),
        (OSError(28, "No space left on device"), StoreUnavailable),
    ],
)
def test_what_the_system_says_is_put_in_our_words(home: Path, error: Exception, kind: type[StoreError]) -> None:
    with pytest.raises(kind), translated(home):
        raise error


def test_anothers_empty_catalogue_is_no_empty_paper(home: Path, tmp_path: Path) -> None:
    with Store.open(home) as store:
        store.put_many([story(1)])
    Store.open(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / "catalogue.db", home / "catalogue.db")
    with pytest.raises(StoreDamaged, match="check --repair"):
        Store.open(home)
    assert "another store's" in str(check(home).damages[0])
    assert repair(home).articles == 1
    with Store.open(home) as store:
        assert len(seen(store)) == 1


def test_a_first_import_that_was_cut_off_is_begun_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(home) as store:
        (home / "bodies" / "beginning-0").mkdir(parents=True)
        monkeypatch.setattr("tuireader.store.putting.insert", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.put_many([story(1)])
    monkeypatch.undo()
    with Store.open(home) as store:
        assert store.put_many([story(1)])[0].outcome == "new"
        assert len(seen(store)) == 1
    assert check(home).damages == []
    assert not any(file.is_dir() for file in (home / "bodies").iterdir())
