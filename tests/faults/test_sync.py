"""A sync as a whole: what it asks for, how it ends without a network or when it is stopped, and what it tells."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from tests.faults.server import Server
from tests.faults.world import headline, item, serve_feed, subscribe, sync, synced, titles
from tuireader.cli import main
from tuireader.query import Query
from tuireader.store import Store
from tuireader.sync.engine import run
from tuireader.sync.events import FeedDone
from tuireader.sync.planning import Options


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
