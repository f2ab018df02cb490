"""Side by side with newsboat: a cache that ``shared/measure/newsboat.sh`` filled with as many stories, named by ``--newsboat``.

make_corpus.py CORPUS --feeds 2000 --items 50      then feed_server.py CORPUS, and newsboat.sh CORPUS 4 WORK
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.bench_screen import timed
from tests.benchmarks.figures import MEASURE, Figure
from tests.benchmarks.shelf import HEADLINE, RARE

START, MEMORY = 1 / 50, 0.5


def measure(home: Path, work: Path) -> Iterator[Figure]:
    """Yield start, memory and search; newsboat's are of one run, for each takes minutes."""
    timer = MEASURE / "pty_paint.py"
    newsboat = ["newsboat", "-q", "-C", str(work / "config"), "-u", str(work / "urls"), "-c", str(work / "cache.db")]
    theirs = timed(timer, home, [*_long("Feed number 0000"), "--then", f"/{RARE}\\r", "--expect2", "Search result|Item"], newsboat)
    searching = [*_long(HEADLINE), "--then", f"/{RARE}", "--expect2", "10 found|10 stories"]
    ours = [timed(timer, home, searching) for _ in range(3)]
    start, memory = min(one["paint"] for one in ours), min(one["rss_mb"] for one in ours)
    yield _figure("start", f"{start:.2f} s", f"newsboat {theirs['paint']:.1f} s", start / theirs["paint"], START)
    yield _figure("memory", f"{memory:.0f} MB", f"newsboat {theirs['rss_mb']:.0f} MB", memory / theirs["rss_mb"], MEMORY)
    if "then" in theirs and all("then" in one for one in ours):
        search = min(one["then"] for one in ours)
        yield Figure("search, last key to result", f"{search:.3f} s", f"newsboat {theirs['then']:.2f} s", search / theirs["then"])


def _long(expected: str) -> list[str]:
    return ["--timeout", "900", "--expect", expected]


def _figure(name: str, value: str, against: str, ratio: float, limit: float) -> Figure:
    return Figure(f"{name}, beside newsboat", value, against, ratio, f"<= {limit:g} x", ratio <= limit)
