"""What a reader waits for, asked of the store itself: lists, counts, searches, as one types too."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.shelf import COMMON, RARE
from tuireader import query
from tuireader.query import Query, parse, typed
from tuireader.store import Cursor, Store

LIST, COUNTS, RARELY, COMMONLY = 0.005, 0.001, 0.020, 0.050
"""Seconds that each may take."""
_FRANCE = query.of(region="Europe", country="France")


def measure(home: Path, story: str, runs: int) -> Iterator[Figure]:
    """Yield the figures, each the least of some runs."""
    with Store.open(home) as store:
        total = store.counts().all.total
        yield _figure("store opened", least(lambda: Store.open(home).close(), runs))
        for name, asked, at in (
            ("list, top", Query(), 0.0),
            ("list, middle", Query(), 0.5),
            ("list, end", Query(), 1.0),
            ("list, a desk, middle", query.of(region="Asia"), 0.5),
            ("list, a country, end", _FRANCE, 1.0),
            ("list, a country's unread, top", _FRANCE.also(query.Flag("unread")), 0.0),
            ("list, a source, middle", parse('source:"paper 7"'), 0.5),
        ):
            after = _place(store, asked, at, total)
            yield _figure(name, least(lambda asked=asked, after=after: store.page(asked, 50, after), runs), LIST)  # type: ignore[misc]
        yield _figure("counts after a mark", _counts_after_marks(store, runs), COUNTS)
        yield _figure("rare word, best first", least(lambda: store.search(parse(RARE)), runs), RARELY)
        yield _figure("rare word, newest 50", least(lambda: store.page(parse(RARE), 50), runs), RARELY)
        yield _figure("common word, best first", least(lambda: store.search(parse(COMMON)), runs), COMMONLY)
        yield _figure("common word, newest 50", least(lambda: store.page(parse(COMMON), 50), runs), COMMONLY)
        for text in ("k", "ka", "kai", "kaib", "kai m", "kai mi", "kai min"):
            yield _figure(f"typing “{text}”, best first", least(lambda text=text: store.search(typed(text)), runs), COMMONLY)  # type: ignore[misc]
        yield _figure("one story, whole", least(lambda: store.get(story), runs))
        began = time.perf_counter()
        found = store.stats()
        yield _figure("what the store holds", time.perf_counter() - began)
        yield Figure(
            "on disk", f"{(found.catalogue_file + found.bodies_file) / 1e6:.0f} MB", f"catalogue {found.catalogue_file / 1e6:.0f} MB"
        )


def least(run: Callable[[], object], runs: int) -> float:
    """Return the least seconds of some runs."""
    best = float("inf")
    for _ in range(runs):
        began = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - began)
    return best


def _place(store: Store, asked: Query, at: float, total: int) -> Cursor | None:
    """Return the place in a list behind which the page lies."""
    if not at:
        return None
    numbers = store.order(asked, limit=total).numbers
    row = store.rows([numbers[max(0, int(len(numbers) * at) - 51)]])[0]
    return row.sort, row.number


def _counts_after_marks(store: Store, runs: int) -> float:
    ids = [row.id for row in store.page(Query(), 10).rows]
    best = float("inf")
    for read, _ in zip(itertools.cycle((True, False)), range(2 * runs), strict=False):
        store.mark(ids, read=read)
        best = min(best, least(store.counts, 1))
    return best


def _figure(name: str, seconds: float, limit: float | None = None) -> Figure:
    if limit is None:
        return Figure(name, milliseconds(seconds))
    return Figure(name, f"{1000 * seconds:.2f} ms", "", seconds / limit, f"<= {1000 * limit:.0f} ms", seconds <= limit)
