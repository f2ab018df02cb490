"""A sync killed between any two of its writes: the next one makes the paper whole."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.server import Server, http
from tests.faults.test_sync_pictures import page_with, photo
from tests.faults.world import PAGES, RSS, feed, headline, item, subscribe, sync
from tuireader.query import Query
from tuireader.store import Store
from tuireader.store.checking import check

FEEDS, STORIES = 6, 4
# The child counts the statements of SQLite in which a word occurs down to its death.
CHILD = """
import os, signal, sqlite3, sys
real, left, word = sqlite3.connect, [int(sys.argv[1])], sys.argv[2]

class Connection(sqlite3.Connection):
    def _count(self, args):
        left[0] -= word in str(args)
        if left[0] == 0 and word in str(args):
            os.kill(os.getpid(), signal.SIGKILL)
    def execute(self, *args):
        self._count(args)
        return super().execute(*args)
    def executemany(self, *args):
        self._count(args)
        return super().executemany(*args)

sqlite3.connect = lambda *args, **kwargs: real(*args, **{**kwargs, "factory": Connection})
from tuireader.cli import main
sys.exit(main(["sync", "--quiet", "--allow-host", "127.0.0.1"]))
"""


def world(server: Server) -> list[str]:
    """Feeds of summaries, which say that nothing is new to whoever has read them, and their pages, each with a picture."""
    server.answers("/robots.txt", http(b"", status="404 Not Found"))
    for n in range(FEEDS * STORIES):
        server.answers(f"/{n}.jpg", http(photo(n)))
        server.answers(f"/story/{n}", http(page_with(n, server.url(f"/{n}.jpg")), PAGES))
    addresses = []
    for number in range(FEEDS):
        whole = http(feed(item(server, n, whole=False) for n in range(number * STORIES, (number + 1) * STORIES)), RSS, 'ETag: "1"')

        def answer(connection: socket.socket, request: str, whole: bytes = whole) -> None:
            connection.sendall(http(b"", status="304 Not Modified") if "if-none-match" in request.lower() else whole)

        addresses.append(server.behaves(f"/feed/{number}", answer))
    return addresses


def killed_and_synced_again(server: Server, home: Path, seed: int, deadly: range, word: str = "") -> None:
    with Store.open(home) as store:
        subscribe(store, *world(server))
    deaths = 0
    chance = random.Random(seed)
    for _ in range(3):
        code = [sys.executable, "-c", CHILD, str(chance.choice(deadly)), word]
        ran = subprocess.run(code, capture_output=True, timeout=60, check=False)
        assert ran.returncode in (0, -9), ran.stderr.decode()
        deaths += ran.returncode == -9
    with Store.open(home) as store:
        report = sync(store)
        assert report.failed == []
        rows = store.page(Query(), 1000).rows
        assert sorted(row.title for row in rows) == sorted(headline(n) for n in range(FEEDS * STORIES))
        assert {(row.whole, row.missing) for row in rows} == {("whole", 0)}
        assert (store.subscriptions.owed(1 << 40), store.pictures.owed(1 << 40)) == ([], [])
        found = [store.pictures.get(server.url(f"/{n}.jpg")) for n in range(FEEDS * STORIES)]
        assert [picture and picture.width for picture in found] == [400] * (FEEDS * STORIES)
    assert all(damage.kind == "orphan" for damage in check(home).damages)
    assert deaths


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_sync_is_made_whole_by_the_next(server: Server, home: Path, seed: int) -> None:
    killed_and_synced_again(server, home, seed, range(40, 400))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_sync_that_is_killed_among_its_pictures_leaves_none_half(server: Server, home: Path, seed: int) -> None:
    killed_and_synced_again(server, home, seed, range(4, 60), "pictur")


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100, 140))
@pytest.mark.parametrize(("deadly", "word"), [(range(40, 500), ""), (range(1, 200), "pictur")])
def test_a_sync_killed_anywhere_is_made_whole_by_the_next(server: Server, home: Path, seed: int, deadly: range, word: str) -> None:
    killed_and_synced_again(server, home, seed, deadly, word)
