"""What broken databases still tell, and what they don't."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tuireader.errors import StoreDamaged
from tuireader.query import Query
from tuireader.store import Incoming, Store, checking, connections, repairing, salvage
from tuireader.store.checking import check
from tuireader.store.connections import connect_reading, writing
from tuireader.store.disk import open_cache
from tuireader.store.envelope import seal
from tuireader.store.recovering import recover
from tuireader.store.repairing import repair

Make = Callable[..., Incoming]


def alter(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture
def broken(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a closed store with marks and a backup, whose catalogue SQLite complains of."""
    ids = [one.id for one in store.put_many([make(n) for n in range(6)])]
    store.mark(ids, read=True, starred=True)
    store.delete([ids[5]])
    store.set_meta("theme", "dark")
    store.back_up(due=False)
    store.mark([ids[0]], starred=False)
    store.move(ids[1], ["Asia", "Japan"])
    store.close()
    monkeypatch.setattr(salvage, "complaints", lambda connection: ["broken"])
    return store


def test_rows_that_tell_nonsense_are_not_believed(broken: Store) -> None:
    alter(
        broken.home / "catalogue.db",
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE articles SET read = 7 WHERE number = 3",
        "UPDATE articles SET block = 'x' WHERE number = 4",
        "UPDATE articles SET id = x'00' WHERE number = 5",
        "UPDATE articles SET region = 99 WHERE number = 2",
        "INSERT INTO meta VALUES ('odd', x'00')",
        "INSERT INTO tombstones VALUES ('nonsense', 1, 'k', 1, NULL, NULL, '[')",
        "INSERT INTO tombstones VALUES ('nonsense2', 1, 'k', 1, NULL, NULL, '[]')",
    )
    found = recover(broken.home)
    marks = sorted((mark.read, mark.starred, mark.moved) for mark in found.state.marks.values())
    assert marks == [(1, 0, None), *[(1, 1, None)] * 4]
    assert found.state.meta.keys() == {"theme", "store"}
    assert len(found.state.graves) == 1
    assert "could be read" in found.origin
    assert len(found.titles) == 4


def test_newer_marks_are_taken_from_the_broken_catalogue(broken: Store) -> None:
    found = recover(broken.home)
    assert sorted(mark.starred for mark in found.state.marks.values()) == [0, 1, 1, 1, 1]
    assert ("Asia", "Japan") in {mark.moved for mark in found.state.marks.values()}


def test_without_indexes_the_backup_counts(broken: Store) -> None:
    alter(broken.home / "catalogue.db", "DROP INDEX unread_by_sort")
    assert [mark.starred for mark in recover(broken.home).state.marks.values()] == [1] * 5


def test_broken_letters_are_seen_to_be_broken(store: Store, make: Make) -> None:
    store.put_many([make(1), make(2)])
    store.close()
    alter(store.home / "catalogue.db", "UPDATE articles SET title = CAST(x'ff41' AS TEXT) WHERE number = 1")
    assert "headline" in str(check(store.home).damages[0])
    with Store.open(store.home) as opened, pytest.raises(StoreDamaged):
        opened.page(Query(), 5)
    repair(store.home)
    with Store.open(store.home) as opened:
        assert [row.title for row in opened.page(Query(), 5).rows] == ["Headline 2", "Headline 1"]


@pytest.mark.parametrize("file", ["catalogue.db", "bodies/cache.db"])
@pytest.mark.parametrize(
    "statements",
    [
        ("PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = 'CREATE TABLE nonsense (' WHERE name IN ('articles', 'Settings')"),
        ("CREATE TABLE foreign_body (a)",),
    ],
)
def test_foreign_or_broken_tables_are_damage(store: Store, make: Make, file: str, statements: tuple[str, ...]) -> None:
    store.put_many([make(1)])
    store.back_up(due=False)
    store.close()
    alter(store.home / file, *statements)
    assert not check(store.home).whole
    repair(store.home)
    assert check(store.home).damages == []


def test_a_body_of_another_kind_is_verified_and_kept_by_a_check(store: Store, make: Make) -> None:
    store.put_many([make(1)])
    store._bodies.write([("drawing/a", seal("drawing/a", b"lines"))], needed=True)
    assert check(store.home).damages == []
    store._bodies.write([("drawing/a", b"broken")], needed=True)
    assert [damage.subject for damage in check(store.home).damages] == ["drawing/a"]


def test_nothing_at_all_is_no_damage(home: Path) -> None:
    assert check(home).damages == []


def test_a_large_store_is_rebuilt_in_batches(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairing, "_BATCH", 2)
    store.put_many([make(n) for n in range(7)])
    store.close()
    (store.home / "catalogue.db").unlink()
    assert repair(store.home).articles == 7
    assert check(store.home).damages == []


def test_rows_beyond_a_break_are_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "some.db"
    alter(path, "CREATE TABLE some (a)", *(f"INSERT INTO some VALUES ({n})" for n in range(50)))

    class Breaking(sqlite3.Connection):
        worst = ""

        def execute(self, statement: str, *rest: object) -> sqlite3.Cursor:
            if "ORDER BY" in statement or self.worst in statement:
                raise sqlite3.DatabaseError("database disk image is malformed")
            return super().execute(statement, *rest)  # type: ignore[arg-type]

    with contextlib.closing(sqlite3.connect(path, factory=Breaking)) as connection:
        connection.worst = "nothing"
        assert [a for _, a in salvage.rows(connection, "some", "a", path)] == list(range(50))
        connection.worst = "max"
        assert [a for _, a in salvage.rows(connection, "some", "a", path)] == list(range(50))
        connection.execute("DELETE FROM some")
        connection.worst = "nothing"
        assert list(salvage.rows(connection, "some", "a", path)) == []


def test_what_isnt_there_cant_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        connect_reading(tmp_path / "none.db")
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.01)
    with contextlib.closing(sqlite3.connect(tmp_path / "held.db", isolation_level=None)) as holder:
        holder.execute("CREATE TABLE a (b)")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            connect_reading(tmp_path / "held.db")


def test_a_transaction_that_ended_by_itself_is_not_ended_again(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError), writing(connection):
            connection.executescript("ROLLBACK; NONSENSE")
        assert not connection.in_transaction


def test_diskcache_gives_back_what_it_was_given(tmp_path: Path) -> None:
    cache = open_cache(tmp_path)
    cache.set("name", b"bytes")
    assert cache.get("name") == b"bytes"
    assert list(cache) == ["name"]
    cache.close()


def test_a_store_that_was_only_listed_lets_go(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    with Store.open(store.home) as other:
        assert other.counts().all.total == 1
        other.release()
        assert other.get(stored.id).title == "Headline 1"
        other.release()
        assert other.get(stored.id).title == "Headline 1"


def test_an_older_version_written_later_is_an_orphan(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    old = store._bodies.read(f"article/{stored.id}/1")
    assert old is not None
    store.put_many([make(1, title="Edited")])
    store._bodies.write([(f"article/{stored.id}/1", old)], needed=True)
    assert [(damage.kind, damage.subject) for damage in check(store.home).damages] == [("orphan", f"article/{stored.id}/1")]
    assert repair(store.home).orphans == 1
    assert store.get(stored.id).title == "Edited"


def test_tables_that_cant_be_read_are_none() -> None:
    connection = sqlite3.connect(":memory:")
    connection.close()
    assert checking._tables(connection) == set()
