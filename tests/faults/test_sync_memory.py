"""The memory that answers take together: large feeds come in all the same, a few at a time, and no server is blamed for the wait."""

from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc
from collections.abc import Callable

import brotli
import pytest
import zstandard

from tests.faults.server import Server, http
from tests.faults.test_sync_pictures import illustrated, photo
from tests.faults.world import RSS, feed, item, serve_feed, subscribe, sync
from tuireader import spreading
from tuireader.store import Store
from tuireader.sync import engine, fetchers
from tuireader.sync.answers import Answered, FeedRead, PageRead, read_answer
from tuireader.sync.exchange import Limits
from tuireader.sync.fetchers import Manners
from tuireader.sync.memory import FREE, Memory, Share
from tuireader.sync.planning import Options

FEEDS, SIZE, MEMORY = 24, 1_000_000, 3_000_000
LARGE = Limits(size=2 * SIZE, seconds=60, silence=30)
TIGHT = Manners(pause=0, per_host=FEEDS, feed=LARGE, page=LARGE, picture=LARGE, memory=MEMORY)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that gets how many bytes were held, whenever that changed."""
    seen = [0]
    count = Memory._count

    def counted(memory: Memory, share: Share, size: int) -> None:
        count(memory, share, size)
        seen.append(memory.held)

    monkeypatch.setattr(Memory, "_count", counted)
    return seen


def large(server: Server, n: int) -> bytes:
    """Return a feed of one story and very much space."""
    return feed([item(server, n), " " * SIZE])


def same(data: bytes) -> bytes:
    return data


KINDS = [("", same), ("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstandard.compress)]


@pytest.mark.parametrize(("encoding", "compress"), KINDS)
def test_large_feeds_all_come_and_are_never_in_memory_together(
    server: Server, store: Store, held: list[int], encoding: str, compress: Callable[[bytes], bytes]
) -> None:
    headers = (RSS, *([f"Content-Encoding: {encoding}"] if encoding else []))
    subscribe(store, *(server.answers(f"/feed/{n}", http(compress(large(server, n)), *headers)) for n in range(FEEDS)))
    report = sync(store, manners=TIGHT)
    assert (report.failed, report.new) == ([], FEEDS)
    widest = {"": 0, "gzip": 0, "br": 2 << 22, "zstd": 1 << 22}[encoding]  # what is made at once, and looked back at
    assert SIZE < max(held) <= MEMORY + 2 * SIZE + widest + FEEDS * FREE
    assert held[-1] == 0


def test_no_answer_is_kept_when_it_was_read(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted as given back is gone: not kept by a thread that waits for its next job, for instance."""
    there: list[int] = []

    def reading(answer: Answered) -> FeedRead | PageRead:
        there.append(tracemalloc.get_traced_memory()[0])
        return read_answer(answer)

    monkeypatch.setattr(engine, "read_answer", reading)
    monkeypatch.setattr(spreading, "HELPERS", 0)
    subscribe(store, *(server.answers(f"/feed/{n}", http(large(server, n), RSS)) for n in range(FEEDS)))
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        assert sync(store, manners=TIGHT).new == FEEDS
    finally:
        tracemalloc.stop()
    assert len(there) == FEEDS
    assert max(there) - before < FEEDS * SIZE / 2


def test_pictures_give_back_what_they_took(server: Server, store: Store, held: list[int]) -> None:
    shown = [server.answers(f"/{n}.jpg", http(photo(n, 900, 700), "Content-Type: image/jpeg")) for n in range(4)]
    missing = server.answers("/none.jpg", http(b"", status="404 Not Found"))
    subscribe(store, serve_feed(server, [illustrated(server, n, address) for n, address in enumerate([*shown, missing])]))
    assert sync(store).pictures == len(shown)
    assert (max(held) > 0, held[-1]) == (True, 0)


def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have the memory taken by others, one with the right of way; return what ends that."""
    taken: list[Share] = []
    begin = Memory.__init__

    def begun(memory: Memory, most: int) -> None:
        begin(memory, most)
        taken.extend((memory.share(), memory.share()))
        assert taken[0].go_first(0)
        assert taken[1].take(most)

    monkeypatch.setattr(Memory, "__init__", begun)

    def free() -> None:
        for share in taken:
            share.release()

    return free


def test_waiting_for_room_takes_nothing_of_a_servers_time(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    free = full(monkeypatch)
    subscribe(store, server.answers("/feed", http(large(server, 1), RSS)))
    threading.Timer(2.5, free).start()
    hasty = Limits(size=2 * SIZE, seconds=2, silence=2)
    report = sync(store, manners=Manners(pause=0, feed=hasty, memory=MEMORY))
    assert (report.failed, report.new) == ([], 1)


def test_a_server_that_tired_of_waiting_is_asked_once_more(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetchers, "_PATIENCE", 0.2)
    free = full(monkeypatch)
    data = http(large(server, 1), RSS)

    def tired(connection: socket.socket, _: str) -> None:
        if len(server.requests) > 1:
            connection.sendall(data)
            return
        connection.sendall(data[: SIZE // 2])
        threading.Timer(0.5, free).start()

    subscribe(store, server.behaves("/feed", tired))
    report = sync(store, manners=TIGHT)
    assert (report.failed, report.new, len(server.requests)) == ([], 1, 2)


def test_a_sync_is_stopped_while_answers_wait_for_room(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    full(monkeypatch)
    subscribe(store, server.answers("/feed", http(large(server, 1), RSS)))
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    report = engine.run(store, Options(allow_hosts=("127.0.0.1",), manners=TIGHT), cancelled=stop.is_set)
    assert (report.stopped, report.new, report.failed) == (True, 0, [])
