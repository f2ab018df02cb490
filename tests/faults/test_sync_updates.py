"""Stories that change: their pages are fetched again, within bounds, and nothing full gives way to less."""

from __future__ import annotations

import pytest

from tests.faults.server import Server, http
from tests.faults.world import LOGIN, PAGES, headline, item, page, serve_feed, subscribe, sync
from tuireader.article import Article
from tuireader.query import Query
from tuireader.store import Store
from tuireader.sync import schedule


@pytest.fixture
def known(server: Server, store: Store) -> str:
    """Store a story by its page; return the feed's address."""
    server.answers("/robots.txt", http(b"none", status="404 Not Found"))
    server.answers("/story/1", http(page(1), PAGES))
    url = serve_feed(server, [item(server, 1, whole=False)])
    subscribe(store, url, region=("Oceania",))
    assert sync(store).pages == 1
    return url


def only(store: Store) -> Article:
    (row,) = store.page(Query(), 10).rows
    return store.get(row.id)


def asked(server: Server, path: str = "/story/1") -> int:
    return sum(request.split(" ")[1] == path for request in server.requests)


def corrected(n: int = 1) -> bytes:
    return page(n).replace(b"</article>", b"<p>Corrected: the letters were parcels, and there were forty of them in all.</p></article>")


@pytest.mark.parametrize("change", [{"later": 3600}, {"title": "Ferry number 1 brings parcels to the island"}])
def test_a_story_that_its_feed_calls_changed_is_fetched_again(server: Server, store: Store, known: str, change: dict[str, object]) -> None:
    before = only(store)
    serve_feed(server, [item(server, 1, whole=False, **change)])  # type: ignore[arg-type]
    server.answers("/story/1", http(corrected(), PAGES))
    report = sync(store)
    assert (report.new, report.changed, report.pages, asked(server)) == (0, 1, 1, 2)
    after = only(store)
    assert after.blocks[-1].text.startswith("Corrected: the letters were parcels")
    assert (after.title, after.whole) == (change.get("title", headline(1)), "whole")
    assert (after.id, after.region_path, after.first_seen) == (before.id, ("Oceania",), before.first_seen)
    assert b"Corrected" in store.original(after.id).data
    # Once is enough for one change.
    serve_feed(server, [item(server, 1, whole=False, **change), item(server, 2)])  # type: ignore[arg-type]
    sync(store)
    assert asked(server) == 2


def test_a_story_that_did_not_change_is_not_fetched_again(server: Server, store: Store, known: str) -> None:
    serve_feed(server, [item(server, 1, whole=False), item(server, 2)])
    sync(store)
    assert asked(server) == 1


def shrunken(n: int = 1) -> bytes:
    return page(n, paragraphs=4)


LESS = {
    "shrunken": http(shrunken(), PAGES),
    "empty": http(page(1, paragraphs=0), PAGES),
    "a page to log in": http(LOGIN, PAGES),
    "not allowed": http(b"no", status="403 Forbidden"),
    "gone": http(b"no", status="404 Not Found"),
    "nothing that can be read": http(bytes(range(256)) * 40, "Content-Type: application/octet-stream"),
    "a feed": http(b"<rss version='2.0'><channel><title>x</title></channel></rss>", "Content-Type: application/rss+xml"),
}


@pytest.mark.parametrize("less", LESS.values(), ids=LESS.keys())
def test_less_than_there_was_changes_nothing(server: Server, store: Store, known: str, less: bytes) -> None:
    before, original = only(store), store.original(only(store).id)
    serve_feed(server, [item(server, 1, whole=False, later=3600)])
    server.answers("/story/1", less)
    report = sync(store)
    assert (report.new, report.changed, report.incomplete, asked(server)) == (0, 0, [], 2)
    assert only(store) == before
    assert store.original(before.id) == original
    assert store.subscriptions.owed(1 << 40) == []


def test_a_page_that_doesnt_come_again_is_tried_later_and_given_up_in_silence(server: Server, store: Store, known: str) -> None:
    before = only(store)
    serve_feed(server, [item(server, 1, whole=False, later=3600)])
    server.answers("/story/1", http(b"", status="500 Oops"))
    for _ in range(6):
        sync(store)
        store.subscriptions.settle([], [owed._replace(next_attempt=0) for owed in store.subscriptions.owed(1 << 40)])
    assert asked(server) == 1 + schedule.PAGE_TRIES
    assert only(store) == before
    assert store.subscriptions.owed(1 << 40) == []


def test_a_feed_that_calls_its_stories_changed_at_each_turn_is_believed_a_few_times(server: Server, store: Store, known: str) -> None:
    for turn in range(1, 7):
        serve_feed(server, [item(server, 1, whole=False, later=3600 * turn)])
        server.answers("/story/1", http(page(1).replace(b"Part 1", f"Edition {turn}".encode()), PAGES))
        sync(store)
    assert asked(server) == 1 + schedule.REVISITS
    assert only(store).blocks[0].text.startswith(f"Edition {schedule.REVISITS}")


def test_an_old_story_is_left_as_it_is(server: Server, store: Store, known: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "REVISIT_SECONDS", -1)
    serve_feed(server, [item(server, 1, whole=False, later=3600)])
    sync(store)
    assert asked(server) == 1


def test_two_feeds_that_name_a_story_differently_dont_have_it_fetched_for_ever(server: Server, store: Store, known: str) -> None:
    subscribe(store, serve_feed(server, [item(server, 1, whole=False, title="Letters for the island by ferry")], path="/other"))
    sync(store)
    asked_then = asked(server)
    for turn in range(3):
        serve_feed(server, [item(server, 1, whole=False), item(server, 10 + turn)])
        serve_feed(server, [item(server, 1, whole=False, title="Letters for the island by ferry"), item(server, 20 + turn)], path="/other")
        sync(store)
    assert asked(server) == asked_then


def test_a_reader_who_wants_no_full_text_any_more_gets_none(server: Server, store: Store, known: str) -> None:
    store.subscriptions.change(known, full_text=False)
    serve_feed(server, [item(server, 1, whole=False, later=3600)])
    sync(store)
    assert asked(server) == 1


def test_a_story_whose_feed_gave_it_whole_is_not_fetched_as_a_page(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    sync(store)
    serve_feed(server, [item(server, 1, whole=False, later=3600)])
    sync(store)
    assert asked(server) == 0
