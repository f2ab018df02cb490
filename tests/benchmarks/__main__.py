"""Run all measurements, or those that are named, and print a table."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import (
    bench_import,
    bench_lists,
    bench_newsboat,
    bench_quotes,
    bench_reading,
    bench_screen,
    bench_store,
    bench_story,
    bench_sync,
    bench_writes,
)
from tests.benchmarks.figures import Figure
from tests.benchmarks.shelf import stock

PARTS: dict[str, Callable[[Path, str, int], Iterator[Figure]]] = {
    "lists": bench_lists.measure,
    "screen": bench_screen.measure,
    "story": bench_story.measure,
    "store": bench_store.measure,
    "writes": bench_writes.measure,
    "import": bench_import.measure,
    "reading": bench_reading.measure,
    "quotes": bench_quotes.measure,
    "sync": bench_sync.measure,
}


def main() -> int:
    """Measure; the exit status is 0 whatever the figures are: a slow machine is no fault in the program."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all of them by default")
    parser.add_argument("--stories", type=int, default=20_000, help="stories in the store (20,000)")
    parser.add_argument("--runs", type=int, default=15, help="runs of each, the fastest counts (15)")
    parser.add_argument("--home", type=Path, metavar="FOLDER", help="keep the store there, and take it from there the next time")
    parser.add_argument("--newsboat", type=Path, metavar="WORK", help="what newsboat.sh left, to measure beside the reader")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prog := "tuireader-bench-") as folder:
        home = args.home or Path(folder) / prog
        print(f"A store with {args.stories:,} stories …", flush=True)
        story = stock(home, args.stories)
        print(Figure.heading())
        for part in args.parts or ([] if args.newsboat else PARTS):
            for figure in PARTS[part](home, story, args.runs):
                print(figure, flush=True)
        if args.newsboat:
            for figure in bench_newsboat.measure(home, args.newsboat):
                print(figure, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
