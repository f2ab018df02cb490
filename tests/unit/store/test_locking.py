"""Mending keeps others out, and waits for nobody."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tuireader.errors import StoreBusy
from tuireader.query import Query
from tuireader.store import Incoming, Store, locking, recovering
from tuireader.store.checking import check
from tuireader.store.envelope import seal
from tuireader.store.repairing import repair

Make = Callable[..., Incoming]
posix = pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be put aside here, lock or no lock")


def broken(home: Path) -> None:
    with closing(sqlite3.connect(home / "catalogue.db")) as connection:
        connection.execute("UPDATE articles SET title = 'Other' WHERE number = 1")
        connection.commit()


@posix
def test_a_store_that_another_program_has_open_is_not_mended(store: Store, make: Make) -> None:
    store.put_many([make(1)])
    broken(store.home)
    code = "import sys\nfrom pathlib import Path\nfrom tuireader.store.repairing import repair\nrepair(Path(sys.argv[1]))"
    ran = subprocess.run([sys.executable, "-c", code, str(store.home)], capture_output=True, text=True, check=False, timeout=60)
    assert "close that first" in ran.stderr
    with pytest.raises(StoreBusy, match="close that first"):
        repair(store.home)
    assert not (store.home / "aside").exists()
    store.close()
    assert repair(store.home).articles == 1
    assert check(store.home).damages == []


@posix
def test_a_store_that_is_being_mended_opens_when_that_is_over(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put_many([make(1)])
    broken(store.home)
    store.close()
    refused = []
    recover = recovering.recover

    def slowly(home: Path) -> object:
        for read_only in (False, True):
            with pytest.raises(StoreBusy, match="being mended") as error:
                Store.open(home, read_only=read_only)
            refused.append(error)
        return recover(home)

    monkeypatch.setattr(recovering, "recover", slowly)
    repair(store.home)
    assert len(refused) == 2
    with Store.open(store.home) as mended:
        assert [row.title for row in mended.page(Query(), 5).rows] == ["Headline 1"]


def test_without_damage_nobody_need_close(store: Store, make: Make) -> None:
    store.put_many([make(1), make(2, original=None)])
    with closing(sqlite3.connect(store.home / "catalogue.db")) as connection:
        connection.execute("DELETE FROM articles WHERE number = 2")
        connection.commit()
    assert repair(store.home).orphans == 1


@pytest.mark.parametrize("lacking", ["locks", "a system with locks", "a lock file"])
def test_where_there_are_no_locks_a_store_opens_and_is_mended_all_the_same(
    home: Path, make: Make, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking == "locks":

        def none(descriptor: int, operation: int) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr("fcntl.flock", none)
    elif lacking == "a system with locks":
        monkeypatch.setattr(locking, "_THERE", False)
    else:
        monkeypatch.setattr(locking, "FILE", "nowhere/lock")
    with Store.open(home) as store:
        store.put_many([make(1)])
    broken(home)
    repair(home)
    assert check(home).damages == []


def test_kinds_of_bodies_that_a_later_version_writes_outlive_a_repair(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    names = [f"{kind}/https://news.example/1.jpg" for kind in ("drawing", "answer")]
    later = {name: seal(name, b"of later") for name in names}
    store._bodies.write(later.items(), needed=True)
    store._bodies.write([("drawing/broken", seal("drawing/other", b"of later"))], needed=True)
    assert [damage.subject for damage in check(store.home).damages] == ["drawing/broken"]
    store.close()
    repair(store.home)
    assert check(store.home).damages == []
    with Store.open(store.home) as mended:
        assert mended.get(stored.id).title == "Headline 1"
        assert {name: mended._bodies.read(name) for name in later} == later
        assert mended._bodies.read("drawing/broken") is None
        assert mended.sweep() == 0
        assert {name: mended._bodies.read(name) for name in later} == later
