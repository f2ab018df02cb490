"""Pictures for fresh stories that are there already, when what is wanted changes."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tuireader.article import Article, Paragraph, identity_key
from tuireader.query import Query
from tuireader.store import Incoming, Store
from tuireader.sync.pictures import Wish
from tuireader.sync.pictures_adopting import FRESH, adopt

FEED = "https://feeds.example/world.xml"
NOW = int(time.time())


def never() -> bool:
    return False


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


def put(store: Store, number: int, *, feed: str = FEED, age: int = 60) -> str:
    article = Article(
        title=f"Headline {number}",
        url=f"https://news.example/{number}",
        subscriptions=(feed,),
        published=datetime.fromtimestamp(NOW - age, UTC),
        lead_picture=f"https://news.example/{number}.jpg",
        blocks=(Paragraph(text=f"Text of story {number}."),),
    )
    return store.put_many([Incoming(article, identity_key(article, FEED))])[0].id


def owed(store: Store) -> set[str]:
    return {one.address.rpartition("/")[2] for one in store.pictures.owed(NOW)}


def test_fresh_unread_stories_of_the_chosen_subscriptions_get_them(store: Store) -> None:
    put(store, 1)
    put(store, 2, age=FRESH + 60)
    put(store, 3, feed="https://other.example/feed")
    store.mark([put(store, 4)], read=True)
    adopt(store, Wish("none"), {FEED}, NOW, never)
    assert owed(store) == set()
    adopt(store, Wish("lead"), {FEED}, NOW, never)
    assert owed(store) == {"1.jpg"}
    put(store, 5)
    adopt(store, Wish("lead"), {FEED}, NOW, never)  # the wish is the last one's
    assert owed(store) == {"1.jpg"}


def test_what_is_stopped_begins_again(store: Store) -> None:
    put(store, 1)
    adopt(store, Wish("lead"), {FEED}, NOW, lambda: True)
    assert owed(store) == set()
    adopt(store, Wish("lead"), {FEED}, NOW, never)
    assert owed(store) == {"1.jpg"}


def test_a_damaged_story_is_passed_over(store: Store) -> None:
    put(store, 1)
    broken = put(store, 2)
    with contextlib.closing(sqlite3.connect(store.home / "bodies" / "cache.db")) as connection:
        assert connection.execute("UPDATE Cache SET value = x'00' WHERE key LIKE ?", (f"article/{broken}/%",)).rowcount == 1
        connection.commit()
    adopt(store, Wish("lead"), {FEED}, NOW, never)
    assert owed(store) == {"1.jpg"}
    assert {row.missing for row in store.page(Query(), 9).rows} == {0, 1}
