"""Servers that move, answer wrongly, or want to be left alone: nothing that was stored is lost, nothing wrong is believed."""

from __future__ import annotations

import gzip
import socket
import time

import pytest

from tests.faults.server import Behaviour, Server, http, moved
from tests.faults.world import HASTY, LOGIN, MANNERS, PAGES, RSS, feed, headline, item, only, serve_feed, subscribe, sync, synced, titles
from tuireader.query import Query
from tuireader.store import Store
from tuireader.sync.events import FeedDone
from tuireader.sync.planning import Options, planned

# Addresses


@pytest.mark.parametrize(("status", "follows"), [("301 Moved", True), ("308 Permanent", True), ("302 Found", False), ("307 Later", False)])
def test_a_lasting_redirect_changes_the_address_and_no_story(server: Server, store: Store, status: str, follows: bool) -> None:
    url = serve_feed(server, [item(server, 1, link=None)])
    subscribe(store, url)
    sync(store)
    server.answers("/feed", moved("/new", status))
    serve_feed(server, [item(server, n, link=None) for n in (1, 2)], path="/new")
    report = sync(store)
    assert only(store).address == (server.url("/new") if follows else url)
    assert bool(report.moved) == follows
    assert len(titles(store)) == 2


def test_a_redirect_to_something_else_does_not_change_the_address(server: Server, store: Store) -> None:
    url = server.answers("/feed", moved("/login", "301 Moved"))
    server.answers("/login", http(LOGIN, PAGES))
    subscribe(store, url)
    sync(store)
    assert only(store).address == url


def test_a_feed_that_is_gone_is_asked_no_more_and_keeps_its_stories(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    sync(store)
    server.answers("/feed", http(b"gone", status="410 Gone"))
    assert [done.outcome for done in sync(store).failed] == ["gone"]
    asked = len(server.requests)
    assert sync(store).feeds == 0
    assert len(server.requests) == asked
    assert titles(store) == [headline(1)]


# Wrong answers


def drip(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
    for _drop in range(40):
        connection.sendall(b" ")
        time.sleep(0.1)


def hang_up(connection: socket.socket, _: str) -> None:
    """Reset the connection."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


GOOD = feed(["<item><title>A story of its own</title><link>http://harbour.example/1</link></item>"])
WRONG: dict[str, bytes | Behaviour] = {
    "a page to log in": http(LOGIN, PAGES),
    "a page that claims to be a feed": http(LOGIN, RSS),
    "an error page with status 200": http(b"<html><body><p>Sorry, something went wrong here.</p></body></html>", PAGES),
    "nothing": http(b""),
    "words": http(b"Service unavailable", RSS),
    "json": http(b'{"error": "try again"}', "Content-Type: application/json"),
    "cut": http(GOOD, RSS, length=len(GOOD) + 500),
    "gzip cut": http(gzip.compress(GOOD)[:-20], RSS, "Content-Encoding: gzip"),
    "a bomb": http(gzip.compress(b"<rss>" + b"\0" * 40_000_000), RSS, "Content-Encoding: gzip"),
    "an error": http(b"<p>error</p>", status="500 Oops"),
    "not found": http(b"<p>error</p>", status="404 Not Found"),
    "a loop": moved("/feed"),
    "drops": drip,
    "a reset": hang_up,
    "noise": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_removes_nothing_and_renews_nothing(server: Server, store: Store, wrong: bytes | Behaviour) -> None:
    subscribe(store, serve_feed(server, [item(server, n) for n in range(4)], 'ETag: "v1"'))
    sync(store)
    before = [store.get(row.id) for row in store.page(Query(), 10).rows]
    known = only(store)
    if isinstance(wrong, bytes):
        server.answers("/feed", wrong)
    else:
        server.behaves("/feed", wrong)
    (told,) = sync(store, manners=HASTY if wrong is drip else MANNERS).failed
    assert told.words
    assert "\n" not in told.words
    assert [store.get(row.id) for row in store.page(Query(), 10).rows] == before
    after = only(store)
    assert (after.etag, after.digest, after.entries, after.last_success) == (known.etag, known.digest, known.entries, known.last_success)
    assert (after.failures, after.last_error) == (1, told.words)
    assert (after.next_attempt or 0) > (after.last_try or 0)
    # And once the server is well again, what came meanwhile comes.
    serve_feed(server, [item(server, n) for n in range(5)])
    assert sync(store).new == 1
    assert only(store).failures == 0


@pytest.mark.parametrize("left", [0, 1])
def test_an_empty_or_shrunken_feed_takes_nothing_away_and_is_asked_for_whole_again(server: Server, store: Store, left: int) -> None:
    subscribe(store, serve_feed(server, [item(server, n) for n in range(4)], 'ETag: "v1"'))
    sync(store)
    serve_feed(server, [item(server, n) for n in range(left)], 'ETag: "v2"')
    report, events = synced(store)
    assert [event.outcome for event in events if isinstance(event, FeedDone)] == ["odd"]
    assert report.failed == []
    assert len(titles(store)) == 4
    assert only(store).etag == '"v1"'
    assert "what was stored stays" in (only(store).last_error or "")


def test_lies_about_the_charset_are_seen_through(server: Server, store: Store) -> None:
    body = feed([item(server, 1)]).replace(b"Ferry number", "Fähre Nummer".encode())
    subscribe(store, server.answers("/feed", http(body, "Content-Type: application/rss+xml; charset=iso-8859-1")))
    sync(store)
    assert titles(store)[0].startswith("Fähre Nummer")


def test_one_bad_server_doesnt_keep_the_others(server: Server, store: Store) -> None:
    subscribe(store, server.behaves("/stalls", server.stall), server.behaves("/drips", drip), serve_feed(server, [item(server, 1)]))
    report = sync(store, manners=HASTY)
    assert (report.new, len(report.failed)) == (1, 2)


# Servers that want to be left alone


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_is_obeyed_by_later_syncs_too(server: Server, store: Store, status: str) -> None:
    subscribe(store, server.answers("/feed", http(b"slow down", "Retry-After: 3600", status=status)))
    (told,) = sync(store).failed
    assert told.outcome == "held"
    asked = len(server.requests)
    assert sync(store).feeds == 0
    assert len(server.requests) == asked
    one = only(store)
    assert one.failures == 0
    assert planned(store, Options(), now=(one.held_until or 0) + 1)[0] == [one]


def test_a_host_that_was_asked_too_often_is_not_asked_for_its_other_feeds(server: Server, store: Store) -> None:
    for n in range(30):
        subscribe(store, server.answers(f"/feed{n}", http(b"slow down", status="429 Too Many Requests")))
    report = sync(store)
    assert len(report.failed) == 30
    assert len(server.requests) < 15


def test_a_failing_feed_is_due_ever_later(server: Server, store: Store) -> None:
    subscribe(store, server.answers("/feed", http(b"", status="500 Oops")))
    waits = []
    for _ in range(6):
        sync(store)
        one = only(store)
        waits.append((one.next_attempt or 0) - (one.last_try or 0))
    assert waits[-1] > 4 * waits[0]
    assert sync(store, due=True).feeds == 0
