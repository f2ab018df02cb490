"""Syncs: many servers that are far away, a first sync of feeds of real prose, and one that finds nothing new."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figures import MEASURE, TOP, Figure
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription, Tried, Validators
from tuireader.sync.engine import run
from tuireader.sync.exchange import ask
from tuireader.sync.fetchers import Manners
from tuireader.sync.guard import Guard
from tuireader.sync.planning import Options

HOSTS = 2_000
AWAY = 0.05
"""Seconds."""
FEEDS, STORIES = 200, 50
_TOP_MB = 250


def measure(home: Path, story: str, runs: int) -> Iterator[Figure]:
    """Yield the figures; those beside newsboat only where it is installed and the corpus maker lies beside the checkout."""
    times = max(1, min(2, runs // 5))
    yield _far_away(times)
    if not (MEASURE / "make_corpus.py").is_file():
        print("the first sync needs shared/measure/make_corpus.py: left out")
        return
    with tempfile.TemporaryDirectory() as folder:
        yield from _first_and_next(Path(folder), times)


def _far_away(times: int) -> Figure:
    """Ask many servers that have nothing new, each at an address of its own."""
    hosts = [f"127.{1 + number // 250}.1.{1 + number % 250}" for number in range(HOSTS)]
    connections = Manners().connections
    limit = HOSTS * AWAY / connections
    best = float("inf")
    with _server(AWAY) as port, tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "home") as store:
        ask(f"http://{hosts[0]}:{port}/", guard=Guard(hosts))  # what is loaded once isn't the servers' matter
        feeds = [f"http://{host}:{port}/feed" for host in hosts]
        store.subscriptions.add(Subscription(feed, feed) for feed in feeds)
        store.subscriptions.record(Tried(feed, 1, 1, right=True, validators=Validators('"1"', None, None)) for feed in feeds)
        for _ in range(times):
            began = time.perf_counter()
            report = run(store, Options(allow_hosts=tuple(hosts)))
            best = min(best, time.perf_counter() - began)
            assert report.unchanged == HOSTS
    against = f"{limit:.2f} s of waiting"
    return Figure(f"{HOSTS:,} servers {AWAY * 1000:.0f} ms away", f"{best:.2f} s", against, best / limit, "<= 2.00", best <= 2 * limit)


class Took(NamedTuple):
    """What a command took, in seconds: a busy machine spoils the first, hardly the second."""

    wall: float = float("inf")
    processor: float = float("inf")


def _first_and_next(folder: Path, times: int) -> Iterator[Figure]:
    corpus, real = folder / "corpus", MEASURE.parent / "real" / "page-text"
    prose = ["--prose", str(real)] if real.is_dir() else []
    with _server(0, corpus) as port:
        size = ["--feeds", str(FEEDS), "--items", str(STORIES), "--urls", f"http://127.0.0.1:{port}"]
        subprocess.run([sys.executable, str(MEASURE / "make_corpus.py"), str(corpus), *size, *prose], check=True)
        first, again, boat_first, boat_again = (Took(),) * 4
        peak = 0
        for number in range(times):
            with _memory() as seen:
                one, two = _ours(folder / f"home{number}", corpus)
            peak = max(peak, *seen)
            first, again = min(first, one), min(again, two)
            one, two = _newsboats(folder / f"newsboat{number}", corpus)
            boat_first, boat_again = min(boat_first, one), min(boat_again, two)
    there = boat_first != Took()
    for name, own, boat, limit in (("first sync", first, boat_first, 1.0), ("sync with nothing new", again, boat_again, 0.1)):
        for kind in Took._fields:
            mine, other = getattr(own, kind), getattr(boat, kind)
            against = f"newsboat {other:.2f} s" if there else "no newsboat here"
            ratio = mine / other if there else None
            holds = None if ratio is None or kind != "wall" else ratio <= limit
            what = f"{name}, {FEEDS * STORIES:,} stories" if kind == "wall" else "  of processor, all cores"
            yield Figure(what, f"{mine:.2f} s", against, ratio, f"<= {limit:.2f}" if kind == "wall" else "", holds)
    if peak:
        yield Figure("memory of its processes together", f"{peak} MB", "", None, f"<= {_TOP_MB} MB", peak <= _TOP_MB)


def _ours(home: Path, corpus: Path) -> tuple[Took, Took]:
    """Return what it took of a first sync and of the next one, the whole process each."""
    with Store.open(home) as store:
        store.subscriptions.add(Subscription(url, url) for url in (corpus / "urls").read_text(encoding="utf-8").split())
    command = [str(Path(sys.executable).with_name("tuireader")), "sync", "--quiet", "--allow-host", "127.0.0.1"]
    took = [timed(command, {"TUIREADER_HOME": str(home)}) for _ in range(6)]
    return took[0], min(took[1:])


def _newsboats(folder: Path, corpus: Path) -> tuple[Took, Took]:
    """Return the same of newsboat with 50 threads; its second reload fetches everything again, the third finds nothing new."""
    program = shutil.which("newsboat")
    if program is None:
        return Took(), Took()
    folder.mkdir()
    (folder / "config").write_text("reload-threads 50\nmax-items 0\nsuppress-first-reload yes\nnotify-screen no\n", encoding="utf-8")
    command = [program, "-q", "-C", f"{folder}/config", "-u", f"{corpus}/urls", "-c", f"{folder}/cache.db", "-x", "reload"]
    took = [timed(command, {}) for _ in range(4)]
    return took[0], min(took[2:])


@contextmanager
def _memory() -> Iterator[list[int]]:
    """Give a list that gets, ten times a second, the MB that the commands begun within take in all; what they share counts once."""
    seen = [0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            seen.append(sum(_kilobytes(process) for process in _descendants(os.getpid(), "/tuireader")) // 1024)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def _descendants(ancestor: int, name: str) -> list[int]:
    """Return the processes below one, of a command of that name, where the system tells (/proc)."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
    found: list[int] = []
    for process, parent in parents.items():
        if parent == ancestor:
            with suppress(OSError):
                if not name or name in Path(f"/proc/{process}/cmdline").read_bytes().decode("latin-1"):
                    found += [process, *_descendants(process, "")]
    return found


def _kilobytes(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def timed(command: list[str], environment: dict[str, str]) -> Took:
    before, began = os.times(), time.perf_counter()
    subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - began, os.times()
    return Took(wall, after.children_user + after.children_system - before.children_user - before.children_system)


@contextmanager
def _server(delay: float, folder: Path | None = None) -> Iterator[int]:
    command = [sys.executable, "-m", "tests.benchmarks.loopback", str(delay), *([str(folder)] if folder else [])]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()
