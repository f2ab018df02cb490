"""Backups, repair, retention: what keeps a store in shape."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tuireader.query import Query, parse
from tuireader.store import Incoming, Store, backup, reindexing, schema, sweeping
from tuireader.store.checking import check
from tuireader.store.connections import connect
from tuireader.store.repairing import repair
from tuireader.store.subscriptions import Subscription

Make = Callable[..., Incoming]


def catalogue(home: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(home / "catalogue.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def marked(store: Store, make: Make) -> list[str]:
    """Fill a store; return the ids of a read, a starred, a moved, a half-read and a deleted story."""
    ids = [one.id for one in store.put_many([make(n) for n in range(5)])]
    store.mark([ids[0]], read=True)
    store.mark([ids[1]], starred=True)
    store.move(ids[2], ["Asia", "Japan"])
    store.set_position(ids[3], 4, 9)
    store.delete([ids[4]])
    store.set_meta("theme", "dark")
    return ids


def test_a_whole_store_has_no_damage(store: Store, make: Make) -> None:
    assert check(store.home).damages == []
    marked(store, make)
    found = check(store.home)
    assert found.damages == []
    assert found.whole
    assert repair(store.home).aside is None


@pytest.mark.parametrize("lost", [["catalogue.db", "catalogue.db-wal", "catalogue.db-shm"], ["bodies"], ["catalogue.db", "bodies"]])
def test_marks_outlive_what_is_lost(store: Store, make: Make, lost: list[str]) -> None:
    ids = marked(store, make)
    before = {row.id: row for row in store.page(Query(), 10).rows}
    store.back_up(due=False)
    store.close()
    for name in lost:
        path = store.home / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    assert not check(store.home).whole
    done = repair(store.home)
    assert check(store.home).damages == []
    with Store.open(store.home) as mended:
        assert mended.meta("theme") == "dark"
        assert mended.put_many([make(4)])[0].outcome == "deleted"
        after = {row.id: row for row in mended.page(Query(), 10).rows}
        if "bodies" in lost:
            assert after == {}
            assert done.articles == 0
        else:
            assert {one: row._replace(number=0) for one, row in after.items()} == {
                one: row._replace(number=0) for one, row in before.items()
            }
            assert mended.restore([ids[4]]) == [ids[4]]
    if lost == ["bodies"]:
        assert sorted(done.lost) == [f"Headline {n}" for n in range(4)]


def test_without_a_backup_the_stories_come_back_and_the_deleted_ones_dont(store: Store, make: Make) -> None:
    marked(store, make)
    store.close()
    (store.home / "catalogue.db").write_bytes(b"no database at all" * 500)
    done = repair(store.home)
    assert (done.articles, done.lost) == (4, [])
    assert "neither" in done.state_from
    assert done.aside is not None
    assert (done.aside / "catalogue.db").read_bytes().startswith(b"no database")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE articles SET title = 'Other' WHERE number = 1", "headline"),
        ("UPDATE articles SET words = 1 WHERE number = 1", "length"),
        ("UPDATE articles SET sort = 1 WHERE number = 1", "date"),
        ("UPDATE articles SET digest = x'00' WHERE number = 1", "digest"),
        ("UPDATE articles SET version = 7 WHERE number = 1", "missing"),
        ("UPDATE articles SET region = 77 WHERE number = 1", "region"),
        ("UPDATE articles SET text = 77 WHERE number = 1", "index of words"),
        ("UPDATE articles SET original = 'x' WHERE number = 1", "can't be read"),
        ("UPDATE regions SET unread = unread + 1", "counts"),
        ("DROP TRIGGER articles_update", "tables"),
        ("DROP TABLE regions", "tables"),
        ("PRAGMA user_version = 0", "version"),
        ("DELETE FROM articles WHERE number = 1", "names it"),
    ],
)
def test_a_catalogue_that_disagrees_is_named_and_mended(store: Store, make: Make, statement: str, words: str) -> None:
    marked(store, make)
    before = {row.id: row for row in store.page(Query(), 10).rows}
    store.close()
    catalogue(store.home, statement)
    assert words in " / ".join(map(str, check(store.home).damages))
    repair(store.home)
    assert check(store.home).damages == []
    with Store.open(store.home) as mended:
        after = {row.id: row for row in mended.page(Query(), 10).rows}
    if not statement.startswith(("DELETE", "DROP TABLE", "PRAGMA")):
        assert after == before


def test_a_broken_backup_is_named_and_put_aside(store: Store, make: Make) -> None:
    marked(store, make)
    whole = backup.write(connection := store._connections.get(), store.home, time.time() - 5)
    broken = backup.write(connection, store.home, time.time())
    broken.write_bytes(broken.read_bytes()[:-3])
    assert backup.newest(store.home) == (whole, backup.state(connection))
    assert [damage.kind for damage in check(store.home).damages] == ["backup"]
    store.close()
    done = repair(store.home)
    assert done.aside is not None
    assert (done.aside / broken.name).exists()
    assert check(store.home).damages == []


def test_backups_are_made_daily_and_the_oldest_go(store: Store, make: Make) -> None:
    marked(store, make)
    first = store.back_up()
    assert first is not None
    assert store.back_up() is None
    os.utime(first, (time.time() - 90_000,) * 2)
    assert store.back_up() is not None
    for day in range(10):
        backup.write(store._connections.get(), store.home, time.time() - day * 86_400)
    assert len(list((store.home / "backups").iterdir())) == backup.KEPT


def test_retention_is_announced_and_spares_what_matters(store: Store, make: Make) -> None:
    ids = [one.id for one in store.put_many([make(n, original=f"original {n}".encode()) for n in range(10)])]
    store.mark(ids[:6], read=True)
    store.mark([ids[0]], starred=True)
    plan = store.plan_retention(days=30)
    assert plan.ids == ids[1:6]
    assert (plan.oldest, plan.newest) == (1_700_000_001, 1_700_000_005)
    assert store.counts().all.total == 10
    store.mark([ids[2]], starred=True)
    assert store.apply_retention(plan) == [ids[1], *ids[3:6]]
    assert store.counts().all.total == 6
    assert check(store.home).damages == []
    assert store.restore([ids[1]]) == []
    assert store.put_many([make(1)])[0].outcome == "deleted"


def test_stories_go_by_what_their_subscriptions_say(store: Store, make: Make) -> None:
    week, year, silent = "http://week.example/", "http://year.example/", "http://silent.example/"
    store.subscriptions.add([Subscription(week, week, keep=7), Subscription(year, year, keep=365), Subscription(silent, silent)])
    came_by = {
        "week": (week,),
        "both": (week, year),
        "unsaid": (week, silent),
        "silent": (silent,),
        "unsubscribed": ("http://x/",),
        "file": (),
    }
    month_ago = datetime.now(UTC) - timedelta(days=30)
    batch = [make(n, published=month_ago, subscriptions=origins) for n, origins in enumerate(came_by.values())]
    batch += [make(10, subscriptions=(year,)), make(11, subscriptions=(week,)), make(12, subscriptions=(week,))]
    ids = dict(zip([*came_by, "old", "unread", "starred"], [one.id for one in store.put_many(batch)], strict=True))
    store.mark([one for name, one in ids.items() if name != "unread"], read=True)
    store.mark([ids["starred"]], starred=True)
    assert set(store.plan_retention().ids) == {ids["week"], ids["old"]}
    assert store.overdue() == 2
    assert set(store.plan_retention(days=20).ids) == {ids[name] for name in ("week", "unsaid", "silent", "unsubscribed", "file", "old")}
    assert set(store.plan_retention(days=3000).ids) == {ids["week"], ids["old"]}
    assert set(store.plan_retention(size=0).ids) == set(ids.values()) - {ids["unread"], ids["starred"]}
    assert set(store.apply_retention(store.plan_retention())) == {ids["week"], ids["old"]}
    assert store.overdue() == 0


def test_where_no_subscription_says_how_long_nothing_is_overdue(store: Store, make: Make) -> None:
    store.mark([one.id for one in store.put_many([make(1)])], read=True)
    assert (store.overdue(), store.plan_retention().ids) == (0, [])


def test_retention_by_size_takes_the_oldest_until_it_fits(store: Store, make: Make) -> None:
    ids = [one.id for one in store.put_many([make(n, original=None) for n in range(10)])]
    store.mark(ids, read=True)
    total = store.stats().texts
    plan = store.plan_retention(size=total // 2)
    assert ids[: len(plan.ids)] == plan.ids
    assert total - plan.size <= total // 2
    assert 4 <= len(plan.ids) <= 6
    assert store.plan_retention(size=total).ids == []
    assert store.plan_retention().oldest is None


def test_recent_stories_stay(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1, published=datetime.now(UTC))])
    store.mark([stored.id], read=True)
    assert store.plan_retention(days=1).ids == []


def test_sweeping_takes_what_nothing_names_once_undo_is_over(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.sweep() == 0
    first, second = store.put_many([make(1, original=b"one"), make(2, original=b"two")])
    store.delete([first.id])
    assert store.sweep() == 0
    assert store.restore([first.id]) == [first.id]
    assert store.original(first.id).data == b"one"
    store.delete([first.id])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 8 * 86_400)
    assert store.sweep() == 2
    assert store.restore([first.id]) == []
    assert store.get(second.id).title == "Headline 2"
    assert store.original(second.id).data == b"two"


def test_orphans_of_a_crash_are_no_damage_and_go(store: Store, make: Make) -> None:
    store.put_many([make(1)])
    store._bodies.write([("article/0000000000zz/1", b"x")], needed=True)
    assert {damage.kind for damage in check(store.home).damages} == {"damaged"}
    store._bodies.remove(["article/0000000000zz/1"])
    (second,) = store.put_many([make(2, original=None)])
    catalogue(store.home, "DELETE FROM articles WHERE number = 2")
    found = check(store.home)
    assert [damage.kind for damage in found.damages] == ["orphan"]
    assert found.whole
    assert repair(store.home).orphans == 1
    assert check(store.home).damages == []
    assert second.id not in {row.id for row in store.page(Query(), 5).rows}


def test_making_room_counts_originals_and_leaves_undo_to_what_was_deleted_by_hand(store: Store, make: Make) -> None:
    shared = b"one original of two" * 9
    ids = [one.id for one in store.put_many([make(1, original=shared), make(2, original=shared), make(3, original=b"its own"), make(4)])]
    store.mark(ids[:3], read=True)
    store.delete([ids[3]])
    texts, originals = store.stats().texts, store.stats().originals
    first, both = store.plan_retention(size=texts), store.plan_retention(size=0)
    assert first.ids != both.ids == ids[:3]
    assert both.size > store.stats().texts * 3 // 5
    assert store.plan_retention(size=texts + originals).ids == []
    assert store.apply_retention(both) == ids[:3]
    assert store.restore([ids[0]]) == []
    assert store.last_deleted()
    assert store.restore([ids[3]]) == [ids[3]]
    assert check(store.home).damages == []


def test_an_idle_moment_is_taken_once_a_week(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    (stored,) = store.put_many([make(1, original=None)])
    store.delete([stored.id])
    now = time.time()
    assert store.sweep(due=True) == 0
    monkeypatch.setattr(time, "time", lambda: now + 8 * 86_400)
    assert store.sweep(due=True) == 1
    (stored,) = store.put_many([make(2, original=None)])
    store.delete([stored.id])
    monkeypatch.setattr(time, "time", lambda: now + 14 * 86_400)
    assert store.sweep(due=True) == 0
    monkeypatch.setattr(time, "time", lambda: now - 999 * 86_400)
    assert store.sweep(due=True) == 0
    monkeypatch.setattr(time, "time", lambda: now + 999 * 86_400)
    assert store.sweep(due=True) == 1


def index_rows(store: Store) -> int:
    return int(store._connections.get().execute("SELECT count(*) FROM words_docsize").fetchone()[0])


def test_an_index_with_much_left_behind_is_written_anew(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reindexing, "FEW", 3)
    monkeypatch.setattr(reindexing, "_TOGETHER", 4)
    stories = [make(number, title=f"Headline {number}", text=f"glacier{number} moves") for number in range(10)]
    store.put_many(stories)
    store.sweep()
    assert index_rows(store) == 10
    for text in ("first", "second"):
        store.put_many([make(number, title=f"Headline {number}", text=f"glacier{number} {text}") for number in range(4)])
    store.delete([one.id for one in store.put_many([make(9, title="Headline 9", text="glacier9 moves")])])
    assert index_rows(store) == 18
    with Store.open(store.home) as other:
        assert len(other.search(parse("glacier*"), 20)) == 9
        store.sweep()
        assert index_rows(store) == 9
        assert len(other.search(parse("glacier*"), 20)) == 9
    assert [hit.summary.title for hit in store.search(parse("second"))] == [f"Headline {n}" for n in (3, 2, 1, 0)]
    assert store.search(parse("first")) == []
    store.put_many([make(20, title="Later", text="glacier20")])
    assert [hit.summary.title for hit in store.search(parse("glacier20"))] == ["Later"]
    assert check(store.home).damages == []
    assert store._connections.get().execute("INSERT INTO words (words) VALUES ('integrity-check')").fetchall() == []


@pytest.mark.parametrize(
    "statement", ["DELETE FROM Cache WHERE key LIKE 'article/%/2'", "UPDATE Cache SET value = x'00' WHERE key LIKE 'article/%/2'"]
)
def test_an_index_is_not_written_anew_from_broken_texts(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    monkeypatch.setattr(reindexing, "FEW", 0)
    store.put_many([make(1, text="glacier")])
    store.put_many([make(1, text="glacier again")])
    with contextlib.closing(sqlite3.connect(store.home / "bodies" / "cache.db")) as connection:
        assert connection.execute(statement).rowcount == 1
        connection.commit()
    store.sweep()
    assert index_rows(store) == 2
    assert len(store.search(parse("again"))) == 1


def test_room_that_lies_empty_goes_back_to_the_disk(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "EMPTY_BYTES", 0)
    ids = [one.id for one in store.put_many([make(n, original=random.Random(n).randbytes(60_000)) for n in range(20)])]
    before = store.stats()
    store.mark(ids[2:], read=True)
    store.apply_retention(store.plan_retention(size=0))
    after = store.stats()
    assert after.bodies_file < before.bodies_file / 4
    assert store.original(ids[0]).data == random.Random(0).randbytes(60_000)
    assert check(store.home).damages == []
    with Store.open(store.home) as other:
        other.put_many([make(30)])
    assert store.counts().all.total == 3


def test_stories_read_by_older_rules_are_listed_in_pages(store: Store, make: Make) -> None:
    ids = [one.id for one in store.put_many([make(n, rules=n % 2 + 1) for n in range(6)] + [make(9, original=None)])]
    store.put_many([make(10, original=None)._replace(rules=2)])
    first = store.outdated(2, limit=2)
    assert [one for _, one in first] == [ids[0], ids[2]]
    assert [one for _, one in store.outdated(2, after=first[-1][0])] == [ids[4], ids[6]]
    assert store.count_outdated(2) == 4
    assert store.count_outdated(2, parse("title:headline quote:slap words<303")) == 2
    assert [one for _, one in store.outdated(1)] == [ids[6]]


def test_a_migration_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", ("CREATE TABLE one (a);\nCREATE NONSENSE;\n",))
    with contextlib.closing(connect(tmp_path / "catalogue.db")) as connection:
        with pytest.raises(sqlite3.OperationalError):
            schema.migrate(connection)
        assert schema.version(connection) == 0
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_whoever_comes_second_finds_the_migration_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.closing(connect(tmp_path / "catalogue.db")) as first:
        schema.migrate(first)
        with contextlib.closing(connect(tmp_path / "catalogue.db")) as second:
            versions = iter([0, *[schema.VERSION] * schema.VERSION])
            monkeypatch.setattr(schema, "version", lambda connection: next(versions))
            schema.migrate(second)
