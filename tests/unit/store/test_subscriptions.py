"""Subscriptions in the store: what is noted of them, what outlives damage, and where they came from in older stores."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tuireader.errors import StoreUnavailable
from tuireader.store import Incoming, Store, salvage, schema
from tuireader.store.checking import check
from tuireader.store.repairing import repair
from tuireader.store.subscriptions import Owed, Subscription, Tried, Validators

Make = Callable[..., Incoming]
FEED = "https://news.example/feed"
ONE = Subscription(FEED, FEED, title="The Example", region=("Asia", "Japan"), section="Sport", added=7)
RIGHT = Tried(FEED, 100, 200, right=True, validators=Validators('"a"', "Monday", "00ff"), entries=20)


@pytest.fixture
def one(store: Store) -> Subscription:
    assert store.subscriptions.add([ONE]) == [FEED]
    return ONE


def found(store: Store, address: str = FEED) -> Subscription:
    subscription = store.subscriptions.find(address)
    assert subscription is not None
    return subscription


def test_a_subscription_comes_back_as_it_was_added(store: Store, one: Subscription) -> None:
    assert store.subscriptions.all() == [one]
    assert found(store) == one
    assert store.subscriptions.find("https://other.example/") is None


def test_a_feed_is_subscribed_to_once(store: Store, one: Subscription) -> None:
    assert store.subscriptions.add([ONE._replace(title="Another name")]) == []
    assert store.subscriptions.all() == [one]


def test_when_it_was_added_is_noted(store: Store) -> None:
    store.subscriptions.add([ONE._replace(added=0)])
    assert found(store).added > 1_700_000_000


def test_they_are_listed_by_title_and_the_nameless_by_address(store: Store) -> None:
    store.subscriptions.add([Subscription(f"https://{at}.example/", f"https://{at}.example/", title=title) for at, title in
                             [("z", "beta"), ("y", "Alpha"), ("c", None)]])  # fmt: skip
    assert [each.title for each in store.subscriptions.all()] == ["Alpha", "beta", None]


def test_how_many_stories_came_by_each(store: Store, make: Make) -> None:
    assert store.subscriptions.stories() == {}
    both = ("https://b.example/", FEED)
    store.put_many([make(1, subscriptions=(FEED,)), make(2, subscriptions=(FEED,)), make(3, subscriptions=both), make(4)])
    assert store.subscriptions.stories() == {FEED: 3, "https://b.example/": 1}


def test_when_a_feed_last_came(store: Store, one: Subscription) -> None:
    assert store.subscriptions.synced() is None
    store.subscriptions.record([RIGHT])
    store.subscriptions.record([RIGHT._replace(at=300, right=False)])
    assert store.subscriptions.synced() == 100


def test_settings_change_and_nothing_else_does(store: Store, one: Subscription) -> None:
    assert store.subscriptions.change(FEED, region=("Africa",), full_text=False, failures=9)
    assert found(store) == one._replace(region=("Africa",), full_text=False)
    assert not store.subscriptions.change("https://other.example/", section="x")


def test_a_right_answer_is_noted_with_its_validators(store: Store, one: Subscription) -> None:
    store.subscriptions.record([Tried(FEED, 90, 95, right=False, words="refused"), RIGHT])
    assert found(store) == one._replace(
        last_try=100, last_success=100, next_attempt=200, etag='"a"', modified="Monday", digest="00ff", entries=20
    )


def test_a_wrong_answer_leaves_validators_and_the_last_success(store: Store, one: Subscription) -> None:
    store.subscriptions.record([RIGHT, Tried(FEED, 300, 400, right=False, words="sent a web page", held_until=390)])
    after = found(store)
    assert (after.etag, after.modified, after.digest, after.entries, after.last_success) == ('"a"', "Monday", "00ff", 20, 100)
    assert (after.last_try, after.last_error, after.failures, after.next_attempt, after.held_until) == (300, "sent a web page", 1, 400, 390)


def test_failures_in_a_row_are_counted_but_not_those_of_the_network(store: Store, one: Subscription) -> None:
    failed = Tried(FEED, 1, 2, right=False, words="no answer")
    store.subscriptions.record([failed, failed, failed._replace(counted=False)])
    assert found(store).failures == 2
    store.subscriptions.record([RIGHT])
    assert (found(store).failures, found(store).last_error) == (0, None)


def test_a_feed_that_is_gone_is_kept_as_such(store: Store, one: Subscription) -> None:
    store.subscriptions.record([Tried(FEED, 1, 2, right=False, words="gone for good", gone=True)])
    assert found(store).gone


def test_a_feeds_own_name_doesnt_replace_the_readers(store: Store, one: Subscription) -> None:
    store.subscriptions.add([Subscription("https://b.example/", "https://b.example/")])
    store.subscriptions.record([RIGHT._replace(title="Own", site="https://news.example/")])
    store.subscriptions.record([RIGHT._replace(origin="https://b.example/", title="Own")])
    assert (found(store).title, found(store).site) == ("The Example", "https://news.example/")
    assert found(store, "https://b.example/").title == "Own"


def test_a_moved_feed_is_found_by_both_its_addresses(store: Store, one: Subscription) -> None:
    store.subscriptions.record([RIGHT._replace(moved="https://new.example/feed")])
    assert found(store) == found(store, "https://new.example/feed")
    assert (found(store).origin, found(store).address) == (FEED, "https://new.example/feed")
    assert store.subscriptions.add([Subscription("https://new.example/feed", "https://new.example/feed")]) == []


def test_a_feed_doesnt_move_onto_another_subscription(store: Store, one: Subscription) -> None:
    store.subscriptions.add([Subscription("https://new.example/feed", "https://new.example/feed")])
    store.subscriptions.record([RIGHT._replace(moved="https://new.example/feed")])
    assert found(store).address == FEED
    assert found(store).last_success == 100


def test_pages_are_owed_until_they_are_settled(store: Store, one: Subscription) -> None:
    pages = [Owed("a", "https://news.example/a", FEED), Owed("b", "https://news.example/b", FEED), Owed("c", "https://c.example/", "other")]
    store.subscriptions.owe(pages)
    store.subscriptions.owe([pages[0]._replace(tries=9)])
    assert store.subscriptions.owed(0) == pages
    store.subscriptions.settle(["a"], [pages[1]._replace(tries=1, next_attempt=50)])
    assert [page.id for page in store.subscriptions.owed(49)] == ["c"]
    assert pages[1]._replace(tries=1, next_attempt=50) in store.subscriptions.owed(50)


def test_what_is_removed_owes_nothing_and_its_stories_stay(store: Store, one: Subscription, make: Make) -> None:
    (stored,) = store.put_many([make(subscriptions=(FEED,))])
    store.subscriptions.owe([Owed(stored.id, "https://news.example/1", FEED)])
    assert store.subscriptions.remove([FEED, "https://other.example/"]) == 1
    assert (store.subscriptions.all(), store.subscriptions.owed(1)) == ([], [])
    assert store.get(stored.id).subscriptions == (FEED,)


def test_a_store_that_cant_be_written_takes_none(store: Store, one: Subscription) -> None:
    with Store.open(store.home, read_only=True) as reading:
        assert reading.subscriptions.all() == [one]
        with pytest.raises(StoreUnavailable):
            reading.subscriptions.add([ONE])


# Damage


@pytest.mark.parametrize("lost", [["catalogue.db", "catalogue.db-wal", "catalogue.db-shm"], ["bodies"]])
def test_subscriptions_outlive_what_is_lost_and_ask_for_everything_again(
    store: Store, one: Subscription, make: Make, lost: list[str]
) -> None:
    store.put_many([make()])
    store.subscriptions.record([RIGHT])
    store.back_up(due=False)
    store.close()
    for name in lost:
        path = store.home / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    repair(store.home)
    with Store.open(store.home) as mended:
        assert mended.subscriptions.all() == [one]


def test_what_a_broken_catalogue_still_says_counts(store: Store, one: Subscription, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put_many([make()])
    store.close()
    with contextlib.closing(sqlite3.connect(store.home / "catalogue.db")) as connection:
        connection.execute("INSERT INTO subscriptions (origin, address, added) VALUES ('odd', x'00', 1)")
        connection.commit()
    monkeypatch.setattr(salvage, "complaints", lambda connection: ["broken"])
    repair(store.home)
    with Store.open(store.home) as mended:
        assert mended.subscriptions.all() == [one]


# Older stores


def older(home: Path) -> None:
    """Make the catalogue that the version before subscriptions made."""
    home.mkdir()
    with contextlib.closing(sqlite3.connect(home / "catalogue.db")) as connection:
        for step in schema.STEPS[:2]:
            connection.executescript(step)
        connection.execute("INSERT INTO meta VALUES ('theme', 'dark')")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()


def test_a_store_of_before_there_were_subscriptions_takes_them(home: Path) -> None:
    older(home)
    with Store.open(home) as store:
        assert store.meta("theme") == "dark"
        assert store.subscriptions.add([ONE]) == [FEED]
    assert check(home).damages == []


def test_a_store_of_before_there_were_subscriptions_is_mended(home: Path) -> None:
    older(home)
    assert repair(home).state_from == "the catalogue"
    with Store.open(home) as store:
        assert store.meta("theme") == "dark"
