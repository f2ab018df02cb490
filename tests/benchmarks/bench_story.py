"""From a key to the next story painted, for stories of five thousand words with quotations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.bench_screen import timed
from tests.benchmarks.figures import MEASURE, Figure, milliseconds
from tests.benchmarks.shelf import HEADLINE, Corpus
from tuireader.article import Article, Paragraph, Quote, article_words, identify
from tuireader.intake import forgo_starter
from tuireader.store import Incoming, Store

STORIES, PARAGRAPHS, WORDS = 200, 60, 84
LIMIT = 0.050


def measure(home: Path, _story: str, _runs: int) -> Iterator[Figure]:
    """Yield the figure; nothing but a word where the pty timer isn't there."""
    timer = MEASURE / "pty_paint.py"
    if not timer.is_file():
        yield Figure("next long story", "not measured", "no shared/measure folder")
        return
    long_home = home.with_name("long-stories")
    words = _stock(long_home)
    moves = [timed(timer, long_home, ["--expect", HEADLINE, "--keys", "J", "--nkeys", "100", "--gap", "0.05"]) for _ in range(3)]
    best = min(move["key_quiet_p95"] for move in moves) / 1000
    yield Figure(f"next story of {words:,} words, p95", milliseconds(best), "50 ms", best / LIMIT, "<= 50 ms", best <= LIMIT)


def _stock(home: Path) -> int:
    corpus = Corpus()
    batch = []
    for number in range(STORIES):
        texts = [corpus.text(WORDS) for _ in range(PARAGRAPHS)]
        article = Article(
            id=identify(f"origin:long:{number}"),
            title=f"{HEADLINE} {corpus.text(6)}",
            region_path=("Europe", "Iceland"),
            published=datetime(2026, 1, 31, tzinfo=UTC) - timedelta(minutes=number),
            blocks=tuple(Paragraph(text=text, quotes=(Quote(start=40, end=120, text=text[40:120], speaker="Ida Holm"),)) for text in texts),
        )
        batch.append(Incoming(article, f"origin:long:{number}"))
    with Store.open(home) as store:
        store.put_many(batch)
        forgo_starter(store)
    return article_words(batch[0].article)
