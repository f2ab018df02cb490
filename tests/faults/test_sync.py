"""A sync and servers that behave like the world: nothing that was stored is lost, nothing wrong is believed."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.server import Behaviour, Server, http, moved
from tests.faults.world import LOGIN, PAGES, RSS, feed, headline, item, serve_feed, subscribe, sync, synced, text
from tuireader import drafting
from tuireader.article import Draft, Paragraph
from tuireader.cli import main
from tuireader.query import Query
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription
from tuireader.sync.engine import run
from tuireader.sync.events import FeedDone
from tuireader.sync.planning import Options, planned


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


def titles(store: Store) -> list[str]:
    return [row.title for row in store.page(Query(), 1000).rows]


def only(store: Store) -> Subscription:
    (one,) = store.subscriptions.all()
    return one


def test_new_stories_come_in_whole_newest_first(server: Server, store: Store) -> None:
    url = serve_feed(server, [item(server, n) for n in range(3)])
    subscribe(store, url, region=("Europe", "Norway"), section="Shipping")
    report = sync(store)
    assert titles(store) == [headline(2), headline(1), headline(0)]
    assert (report.feeds, report.new, report.changed, report.failed, report.incomplete) == (1, 3, 0, [], [])
    rows = store.page(Query(), 10).rows
    assert report.words == sum(row.words for row in rows) > 1000
    article = store.get(rows[0].id)
    assert [block.text for block in article.blocks if isinstance(block, Paragraph)] == [line.strip() for line in text(2)]
    assert (article.subscriptions, article.source, article.section) == ((url,), "Harbour News", "Shipping")
    assert article.region_path == ("Europe", "Norway")
    assert only(store).title == "Harbour News"


def test_a_second_sync_asks_whether_there_is_anything_new(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)], 'ETag: "v1"', "Last-Modified: Mon, 02 Jan 2023 10:00:00 GMT"))
    sync(store)
    server.answers("/feed", http(b"", status="304 Not Modified"))
    report = sync(store)
    assert 'if-none-match: "v1"' in server.requests[-1].lower()
    assert "if-modified-since: mon, 02 jan 2023 10:00:00 gmt" in server.requests[-1].lower()
    assert (report.unchanged, report.new, report.failed) == (1, 0, [])
    assert (only(store).failures, only(store).last_error) == (0, None)


def test_the_same_answer_again_is_nothing_new(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    sync(store)
    report = sync(store)
    assert (report.unchanged, report.new, report.changed) == (1, 0, 0)


def test_that_nothing_is_new_is_not_believed_of_a_feed_never_read(server: Server, store: Store) -> None:
    subscribe(store, server.answers("/feed", http(b"", status="304 Not Modified")))
    assert "wasn't asked" in (sync(store).failed[0].words or "")


def test_a_story_that_was_edited_is_updated(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    sync(store)
    serve_feed(server, [item(server, 1, body="".join(f"<p>{line}</p>" for line in [*text(1), "Corrected: it was the other ferry."]))])
    report = sync(store)
    assert (report.new, report.changed) == (0, 1)
    assert store.get(report.ids[0]).blocks[-1].text.startswith("Corrected")


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the headlines of the entries whose meaning is found."""
    found: list[str] = []

    def complete(draft: Draft, **more: object) -> object:
        found.append(draft.article.title)
        return drafting.complete(draft, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("tuireader.sync.parsing.complete", complete)
    return found


def test_entries_that_are_as_they_were_are_not_understood_again(server: Server, store: Store, understood: list[str]) -> None:
    subscribe(store, serve_feed(server, [item(server, n) for n in range(6)]))
    sync(store)
    understood.clear()
    serve_feed(server, [item(server, n) for n in (7, *range(6))])
    report, events = synced(store)
    assert understood == [headline(7)]
    assert (report.new, report.changed, len(titles(store))) == (1, 0, 7)
    assert [event.stories for event in events if isinstance(event, FeedDone)] == [7]
    assert only(store).entries == 7


def test_an_edit_that_is_taken_back_is_taken_back_here_too(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    sync(store)
    before = store.get(store.page(Query(), 1).rows[0].id)
    for body, changed in (("<p>Wrong words in place of the story, and many of them.</p>", 1), (None, 1), (None, 0)):
        serve_feed(server, [item(server, 1, body=body), *([] if changed else [item(server, 2)])])
        assert sync(store).changed == changed
    assert store.get(before.id).blocks == before.blocks


def test_what_a_subscription_says_anew_is_heeded_for_entries_that_are_as_they_were(server: Server, store: Store) -> None:
    url = serve_feed(server, [item(server, 1)])
    subscribe(store, url, region=("Europe", "Norway"))
    sync(store)
    store.subscriptions.change(url, region=("Oceania",), section="Shipping")
    serve_feed(server, [item(server, n) for n in (1, 2)])
    sync(store)
    assert {(store.get(row.id).region_path, row.section) for row in store.page(Query(), 10).rows} == {(("Oceania",), "Shipping")}


def test_a_story_that_an_odd_answer_left_out_counts_as_seen_when_it_is_back(server: Server, store: Store, understood: list[str]) -> None:
    subscribe(store, serve_feed(server, [item(server, n) for n in range(4)]))
    sync(store)
    serve_feed(server, [])
    sync(store)
    understood.clear()
    serve_feed(server, [item(server, n) for n in range(5)])
    assert sync(store).new == 1
    assert understood == [headline(4)]


def test_a_deleted_story_does_not_return(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1), item(server, 2)]))
    gone = sync(store).ids[0]
    store.delete([gone])
    serve_feed(server, [item(server, n) for n in (1, 2, 3)])
    assert sync(store).new == 1
    assert gone not in {row.id for row in store.page(Query(), 10).rows}


def test_one_story_in_two_feeds_is_one_with_two_subscriptions(server: Server, store: Store) -> None:
    link = server.url("/story/1")
    first = serve_feed(server, [item(server, 1, link=f"{link}?utm_source=rss")], path="/a")
    second = serve_feed(server, [item(server, 1, link=f"{link}?at_medium=RSS#top")], path="/b")
    subscribe(store, first, second)
    sync(store)
    (row,) = store.page(Query(), 10).rows
    assert row.url == link
    assert set(store.get(row.id).subscriptions) == {first, second}


@pytest.mark.parametrize("guid", [None, "at-each-turn-another-{turn}"])
def test_stories_without_an_address_are_not_doubled_by_their_names(server: Server, store: Store, guid: str | None) -> None:
    for turn in range(3):
        name = guid and guid.format(turn=turn)
        serve_feed(server, [item(server, n, link=None, guid=name and f"{name}-{n}") for n in range(turn, turn + 3)])
        if not turn:
            subscribe(store, server.url("/feed"))
        sync(store)
    assert sorted(titles(store)) == [headline(n) for n in range(5)]


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
    (told,) = sync(store).failed
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
    report = sync(store)
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


def test_only_what_is_asked_for_is_synced(server: Server, store: Store) -> None:
    asia, japan, africa = (serve_feed(server, [item(server, n)], path=f"/{n}") for n in range(3))
    subscribe(store, asia, region=("Asia",))
    subscribe(store, japan, region=("Asia", "Japan"))
    subscribe(store, africa, region=("Africa",))
    assert sync(store, region=("Asia",)).feeds == 2
    assert sync(store, origins=frozenset({africa})).feeds == 1
    assert sync(store, due=True).feeds == 0


# No network


@pytest.mark.parametrize("number", [1, 40])
def test_without_a_network_nothing_changes(store: Store, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    subscribe(store, *(f"http://news{n}.example/feed" for n in range(number)))
    before = store.subscriptions.all()

    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_AGAIN, "no network")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    report = sync(store)
    assert report.offline
    assert store.subscriptions.all() == before


def test_a_name_that_is_gone_is_its_feeds_failure_when_others_answer(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def resolve(host: str, *rest: object, **more: object) -> object:
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    subscribe(store, "http://gone.example/feed", serve_feed(server, [item(server, 1)]))
    report = sync(store)
    assert (report.offline, report.new, len(report.failed)) == (False, 1, 1)
    assert {one.origin: one.failures for one in store.subscriptions.all()} == {"http://gone.example/feed": 1, server.url("/feed"): 0}


# Stopping


def test_a_sync_that_is_stopped_keeps_what_came_and_goes_on_the_next_time(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]), server.behaves("/stalls", server.stall))
    threads = threading.active_count()
    seen: list[object] = []
    report = run(
        store, Options(allow_hosts=("127.0.0.1",)), on_event=seen.append, cancelled=lambda: any(isinstance(e, FeedDone) for e in seen)
    )
    assert report.stopped
    assert titles(store) == [headline(1)]
    assert [one.last_try is None for one in store.subscriptions.all()].count(True) == 1
    server.closing.set()
    assert threading.active_count() <= threads + 2  # the server's own


def test_the_reader_is_told_of_progress(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    _, events = synced(store)
    last = events[-1]
    assert not isinstance(last, FeedDone)
    assert (last.feeds, last.feeds_done, last.stories, last.hosts) == (1, 1, 1, ())
    assert last.received > 1000


def test_a_sync_says_that_read_stories_are_older_than_they_are_kept(server: Server, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(home) as store:
        subscribe(store, serve_feed(server, [item(server, 1)]), keep=30)
        sync(store)
        store.mark([row.id for row in store.page(Query(), 10).rows], read=True)
    assert main(["sync", "--allow-host", "127.0.0.1"]) == 0
    assert "1 read story is older than their subscriptions keep them; tuireader keep drops them" in capsys.readouterr().err
    with Store.open(home) as store:
        assert len(titles(store)) == 1  # nothing goes by itself
