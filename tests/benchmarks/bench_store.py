"""The store at size: makes a store of so many stories and measures it. ``python tests/benchmarks/bench_store.py 100000 [FOLDER]``.

Milliseconds are the least of some runs; ratios stand beside plain SQLite doing the same in the same run.
"""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tuireader import query
from tuireader.article import Article, Paragraph, Place, Quote, identity_key
from tuireader.query import Query, parse, typed
from tuireader.store import Incoming, Store
from tuireader.store.bodies import Bodies
from tuireader.store.envelope import Body, pack

REGIONS = [("Africa", "Kenya"), ("Asia", "Japan"), ("Europe", "France"), ("Middle East", "Iran"), ("US & Canada", "Canada"), ("World",)]
BATCH = 500
RARE = "zyxquartz"
COMMON = "kai"


class Corpus:
    """Stories of made-up words, as common and rare as words are."""

    def __init__(self) -> None:
        self.rng = random.Random(7)
        syllables = [
            a + b
            for a in ["b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "tr"]
            for b in ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
        ]
        self.words = [COMMON, *("".join(self.rng.choices(syllables, k=self.rng.choice((1, 2, 2, 3, 3, 4)))) for _ in range(20_000))]
        self.weights = list(itertools.accumulate(1 / (i + 3) for i in range(len(self.words))))
        self.paragraphs = [self.text(45) for _ in range(4000)]

    def text(self, count: int) -> str:
        return " ".join(self.rng.choices(self.words, cum_weights=self.weights, k=count))

    def story(self, number: int) -> Incoming:
        rng = self.rng
        rare = f" {RARE}" if number % 10_000 == 4321 else ""
        blocks = [Paragraph(text=f"Item {number}{rare} {self.text(12)}")]
        for _ in range(8):
            text = rng.choice(self.paragraphs)
            speaker = f"{rng.choice(self.words).title()} {rng.choice(self.words).title()}"
            quotes = (Quote(start=0, end=20, text=text[:20], speaker=speaker),) if rng.random() < 0.4 else ()
            blocks.append(Paragraph(text=text, quotes=quotes))
        article = Article(
            title=self.text(9).title(),
            url=f"https://ex.test/a/{number}",
            source=f"Outlet {number % 200}",
            region_path=REGIONS[number % 6],
            places=(Place(code="FR", name="France", count=2),),
            published=datetime.fromtimestamp(1_790_000_000 - number * 37 % 31_000_000, UTC),
            words=370,
            blocks=tuple(blocks),
        )
        return Incoming(article, identity_key(article, ""))


def fill(store: Store, count: int) -> None:
    """Make the store; print how fast, beside plain SQLite writing the same bytes."""
    corpus = Corpus()
    done = store.counts().all.total
    spent = spent_plain = spent_bodies = 0.0
    spare = Bodies(store.home / "spare")
    plain = sqlite3.connect(store.home / "plain.db", isolation_level=None)
    plain.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS bodies (name TEXT PRIMARY KEY, data BLOB)"
    )
    for start in range(0, count, BATCH):
        batch = [corpus.story(number) for number in range(start, min(start + BATCH, count))]
        if start < done:
            continue
        begin = time.perf_counter()
        stored = store.put_many(batch)
        spent += time.perf_counter() - begin
        if start < 20_000:
            bodies = [
                (one.id, pack(Body(item.article, item.key, 1, 0, False, None, None))) for one, item in zip(stored, batch, strict=True)
            ]
            begin = time.perf_counter()
            with plain:
                plain.execute("BEGIN")
                plain.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?)", bodies)
            spent_plain += time.perf_counter() - begin
            begin = time.perf_counter()
            spare.write([(f"article/{name}/1", data) for name, data in bodies], needed=False)
            spent_bodies += time.perf_counter() - begin
        if start % 50_000 == 0 and start:
            print(f"  {start} stories …", file=sys.stderr, flush=True)
    plain.close()
    spare.close()
    shutil.rmtree(store.home / "spare", ignore_errors=True)
    (store.home / "plain.db").unlink()
    if spent:
        rate, rate_plain = (count - done) / spent, min(count, 20_000) / spent_plain
        print(f"bodies written: {spent_plain / spent_bodies:.2f} x plain SQLite's rate of the same bytes ({rate_plain:.0f} a second)")
        print(f"stories stored, catalogued and searchable: {rate:.0f} a second")


def least(run: Callable[[], object], times: int = 7) -> float:
    """Return the least milliseconds of some runs."""
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        found.append((time.perf_counter() - begin) * 1000)
    return min(found)


def measure(store: Store) -> None:
    """Print what the reader waits for."""
    total = store.counts().all.total
    order = store.order(Query(), limit=total)
    middle, end = (store.rows([order.numbers[at]])[0] for at in (total // 2, total - 60))
    ids = [row.id for row in store.page(Query(), 10).rows]
    flip = itertools.cycle((True, False))

    def counts_after_mark() -> float:
        store.mark(ids, read=next(flip))
        return least(store.counts, 1)

    france = query.of(region="Europe", country="France")
    print(f"list, top: {least(lambda: store.page(Query(), 50)):.2f} ms")
    print(f"list, middle: {least(lambda: store.page(Query(), 50, (middle.sort, middle.number))):.2f} ms")
    print(f"list, end: {least(lambda: store.page(Query(), 50, (end.sort, end.number))):.2f} ms")
    print(f"list, a country, middle: {least(lambda: store.page(france, 50, (middle.sort, middle.number))):.2f} ms")
    print(f"list, a country's unread: {least(lambda: store.page(france.also(query.Flag('unread')), 50)):.2f} ms")
    print(f"order of 50,000: {least(lambda: store.order(Query())):.1f} ms")
    print(f"counts after a mark: {min(counts_after_mark() for _ in range(5)):.2f} ms")
    print(f"rare word, ranked: {least(lambda: store.search(parse(RARE))):.2f} ms")
    print(f"common word, ranked: {least(lambda: store.search(parse(COMMON)), 3):.1f} ms")
    print(f"common word, newest 50: {least(lambda: store.page(parse(COMMON), 50), 3):.1f} ms")
    for text in ("ka", "kai", "stra", "zyxq"):
        print(f"typing “{text}”, ranked: {least(lambda text=text: store.search(typed(text)), 3):.1f} ms")  # type: ignore[misc]
    print(f"who said it: {least(lambda: store.page(parse('speaker:kai'), 50), 3):.1f} ms")
    print(f"one story: {least(lambda: store.get(ids[0])):.2f} ms")
    found = store.stats()
    print(f"MB: catalogue {found.catalogue_file / 1e6:.0f}, bodies {found.bodies_file / 1e6:.0f}")


def main() -> None:
    """Make a store and measure it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(sys.argv[2] if len(sys.argv) > 2 else folder) / f"store-{count}") as store,
    ):
        fill(store, count)
        measure(store)


if __name__ == "__main__":
    main()
