"""Nothing that this program didn't write is loaded, and nothing outside its folder is touched."""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tuireader.errors import StoreDamaged, StoreUnavailable
from tuireader.query import Query
from tuireader.store import Incoming, Store, bodyrows
from tuireader.store.bodies import Bodies
from tuireader.store.checking import check
from tuireader.store.disk import BytesDisk, open_cache
from tuireader.store.envelope import seal, unpack, unpack_original, unseal, unseal_tombstone
from tuireader.store.repairing import repair

Make = Callable[..., Incoming]


class Bomb:
    """Unpickled, it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (str(self.path),)


def tamper(home: Path, statement: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(home / "bodies" / "cache.db")) as connection:
        connection.execute(statement, values)
        connection.commit()


def test_settings_hold_whatever_the_file_says(tmp_path: Path) -> None:
    open_cache(tmp_path).close()
    with contextlib.closing(sqlite3.connect(tmp_path / "cache.db")) as connection:
        connection.execute("UPDATE Settings SET value = 'least-recently-stored' WHERE key = 'eviction_policy'")
        connection.execute("UPDATE Settings SET value = 10 WHERE key = 'cull_limit'")
        connection.commit()
    cache = open_cache(tmp_path)
    assert (cache.eviction_policy, cache.cull_limit, cache.disk_min_file_size) == ("none", 0, 2**30)
    cache.close()


def test_settings_that_dont_take_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diskcache.Cache.cull_limit", property(lambda self: 10, lambda self, value: None), raising=False)
    with pytest.raises(StoreUnavailable, match="cull_limit"):
        open_cache(tmp_path)


def test_a_folder_with_a_dollar_in_its_name_is_not_expanded_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELSEWHERE", "other")
    (tmp_path / "other").mkdir()
    with pytest.raises(StoreUnavailable):
        open_cache(tmp_path / "$ELSEWHERE")


def test_only_bytes_under_names_are_taken(tmp_path: Path) -> None:
    disk = BytesDisk(str(tmp_path))
    values: list[object] = ["text", 1, None, bytearray(b"x"), {}]
    for value in values:
        with pytest.raises(TypeError):
            disk.store(value, read=False)
    with pytest.raises(TypeError):
        disk.store(b"x", read=True)
    for key in (1, b"x", ("a",)):
        with pytest.raises(TypeError):
            disk.put(key)
    assert disk.get("name", raw=True) == "name"
    with pytest.raises(StoreDamaged):
        disk.get(b"pickled", raw=False)


def test_a_pickled_body_is_refused_and_named(store: Store, make: Make, tmp_path: Path) -> None:
    (stored, other) = store.put_many([make(1), make(2)])
    bomb = tmp_path / "exploded"
    tamper(store.home, "UPDATE Cache SET mode = 4, value = ? WHERE key LIKE ?", pickle.dumps(Bomb(bomb)), f"article/{stored.id}/%")
    with pytest.raises(StoreDamaged, match="never writes"):
        store.get(stored.id)
    tamper(store.home, "UPDATE Cache SET raw = 0, key = ? WHERE rowid = 3", pickle.dumps(Bomb(bomb)))
    found = check(store.home)
    assert sum(damage.kind == "damaged" for damage in found.damages) == 2
    assert any(stored.id in str(damage) for damage in found.damages)
    store.close()
    assert repair(store.home).lost == ["Headline 1"]
    assert check(store.home).damages == []
    with Store.open(store.home) as mended:
        assert mended.get(other.id).title == "Headline 2"
    assert not bomb.exists()


def test_a_foreign_file_is_neither_read_nor_written_nor_deleted(store: Store, make: Make, tmp_path: Path) -> None:
    (stored,) = store.put_many([make(1)])
    secret = tmp_path / "secret"
    secret.write_bytes(b"mine")
    tamper(store.home, "UPDATE Cache SET mode = 2, filename = ? WHERE key <> 'about/store'", str(secret))
    with pytest.raises(StoreDamaged):
        store.get(stored.id)
    with pytest.raises(StoreDamaged):
        store.original(stored.id)
    store.put_many([make(1, title="Edited")])
    store.delete([stored.id])
    store.sweep()
    assert secret.read_bytes() == b"mine"


def test_a_body_under_anothers_name_is_refused(store: Store, make: Make) -> None:
    first, second = store.put_many([make(1), make(2)])
    tamper(
        store.home,
        "UPDATE Cache SET value = (SELECT value FROM Cache WHERE key = ?) WHERE key = ?",
        f"article/{first.id}/1",
        f"article/{second.id}/1",
    )
    assert store.get(first.id).title == "Headline 1"
    with pytest.raises(StoreDamaged, match="checksum"):
        store.get(second.id)


def test_a_missing_original_is_named(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    tamper(store.home, "DELETE FROM Cache WHERE key LIKE 'original/%'")
    with pytest.raises(StoreDamaged, match="original"):
        store.original(stored.id)
    assert [damage.kind for damage in check(store.home).damages] == ["missing"]
    store.close()
    repair(store.home)
    assert check(store.home).damages == []


@pytest.mark.parametrize("data", [b"", b"nothing of ours", seal("a", b"payload")[:-1], seal("b", b"payload"), b"tuir\x01" + bytes(40)])
def test_only_what_was_sealed_under_a_name_is_unsealed(data: bytes) -> None:
    assert unseal("a", seal("a", b"payload")) == b"payload"
    with pytest.raises(StoreDamaged):
        unseal("a", data)


def test_a_seal_around_nonsense(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreDamaged, match="can't be read"):
        unpack("a", seal("a", b"{}\n{}"))
    with pytest.raises(StoreDamaged, match="can't be read"):
        unpack("a", seal("a", b"[\n{}"))
    with pytest.raises(StoreDamaged, match="can't be read"):
        unpack_original(b"\1", 1, seal("original/01", b"[1]\nraw"))
    with pytest.raises(StoreDamaged, match="can't be read"):
        unseal_tombstone("a", seal("a", b"[1]"))
    monkeypatch.setattr("tuireader.store.envelope.MAX_SIZE", 3)
    with pytest.raises(StoreDamaged, match="larger than any story"):
        unseal("a", seal("a", b"payload"))
    monkeypatch.setattr("zlib.compress", lambda data, level: b"not packed")
    with pytest.raises(StoreDamaged, match="unpacked"):
        unseal("a", seal("a", b"payload"))


def test_bodies_that_were_never_written(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "bodies")
    assert bodies.read("article/x/1") is None
    bodies.remove(["article/x/1"])
    assert not (tmp_path / "bodies").exists()
    bodies.write([("article/x/1", b"1"), ("article/y/1", b"2"), ("other/z", b"3")], needed=False)
    assert dict(bodyrows.names(bodies.connection(), "article")) == {"article/x/1": 1, "article/y/1": 1}
    bodies.remove([])
    bodies.release()
    assert bodies.read("article/x/1") == b"1"
    bodies.close()


def test_a_text_that_another_program_replaced_in_between_is_read(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    (stored,) = store.put_many([make(1)])
    read = Bodies.read
    calls: list[str] = []

    def replaced_meanwhile(self: Bodies, name: str) -> bytes | None:
        if not calls:
            calls.append(name)
            with Store.open(store.home) as other:
                other.put_many([make(1, title="Edited")])
        return read(self, name)

    monkeypatch.setattr(Bodies, "read", replaced_meanwhile)
    assert store.get(stored.id).title == "Edited"
    assert store.page(Query(), 1).rows[0].title == "Edited"
