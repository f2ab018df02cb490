"""Before the train, with pictures: what is chosen comes whole, and pictures are part of the bytes."""

from __future__ import annotations

import pytest

from tests.faults.server import Server, http
from tests.faults.test_sync_pictures import asked, page_with, photo, serve
from tests.faults.world import PAGES, item, serve_feed, subscribe, sync
from tuireader.query import Query, parse
from tuireader.store import Store
from tuireader.sync.packing import Budget
from tuireader.sync.pictures import Wish

STORIES = 12


@pytest.fixture
def world(server: Server, store: Store) -> Server:
    """Subscribe to a feed of summaries whose pages show a picture each."""
    server.answers("/robots.txt", http(b"", status="404 Not Found"))
    for n in range(STORIES):
        server.answers(f"/story/{n}", http(page_with(n, serve(server, f"/{n}.jpg", photo(n))), PAGES))
    subscribe(store, serve_feed(server, [item(server, n, whole=False) for n in range(STORIES)]), region=("Asia",))
    return server


def pictures_asked(server: Server) -> int:
    return sum(path.endswith(".jpg") for path in asked(server).elements())


def test_the_pictures_of_the_chosen_stories_come_and_no_others(world: Server, store: Store) -> None:
    report = sync(store, budget=Budget.of(minutes=8))
    whole = store.count(parse("is:complete")).total
    assert 0 < whole == report.pages == report.pictures == pictures_asked(world) < STORIES
    assert report.to_read.pictures >= whole
    assert store.pictures.owed(1 << 40) == []


def test_a_story_that_lacks_only_its_picture_is_made_whole(world: Server, store: Store) -> None:
    texts = sync(store, pictures=Wish("lead", budget=0))
    assert (texts.pages, texts.incomplete) == (STORIES, [])
    assert store.count(parse("is:complete")).total == 0
    report = sync(store, budget=Budget.of(minutes=8))
    assert report.pages == 0
    assert 0 < report.pictures == store.count(parse("is:complete")).total < STORIES
    assert report.left == STORIES - report.pictures
    assert len(store.pictures.owed(0)) == STORIES - report.pictures


def test_without_pictures_texts_alone_are_counted(world: Server, store: Store) -> None:
    report = sync(store, budget=Budget.of(minutes=8), pictures=Wish("none"))
    assert 0 < report.pages == store.count(parse("is:complete")).total
    assert (report.pictures, pictures_asked(world)) == (0, 0)


def test_bytes_are_kept_for_the_pictures_of_what_is_chosen(world: Server, store: Store) -> None:
    report = sync(store, budget=Budget.of(size=600_000))
    rows = store.page(Query(), 100).rows
    assert report.received <= 600_000
    assert report.pictures > 0
    assert [row.title for row in rows if row.whole == "whole" and row.missing] == []


def test_a_picture_that_never_comes_doesnt_hold_a_story_back(world: Server, store: Store) -> None:
    for n in range(STORIES):
        world.answers(f"/{n}.jpg", http(b"", status="410 Gone"))
    report = sync(store, budget=Budget.of(minutes=8))
    assert 0 < report.pages == len(report.pictures_missing)
    before = pictures_asked(world)
    again = sync(store, budget=Budget.of(minutes=8))
    assert (again.pages, again.pictures_missing, pictures_asked(world)) == (0, [], before)
