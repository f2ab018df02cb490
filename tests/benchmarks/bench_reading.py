"""What reading a story and finding its meaning takes of a processor: read, placed, its quotations and their speakers found."""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.bench_import import texts
from tests.benchmarks.figures import Figure, milliseconds
from tuireader.article import Article, Draft
from tuireader.meaning import quotations, regions
from tuireader.reading import Hints, read

STORIES = 400
"""In feeds of ``_TOGETHER``."""
_TOGETHER = 50


def measure(home: Path, story: str, runs: int) -> Iterator[Figure]:
    """Yield the processor time of each step, for a story of a feed; the fastest run counts."""
    kind, prose = texts()
    pages = [prose[number % len(prose)] for number in range(STORIES)]
    feeds = [_feed(pages[start : start + _TOGETHER], start) for start in range(0, STORIES, _TOGETHER)]
    drafts: list[Draft] = []

    def reading() -> None:
        drafts[:] = [draft for feed in feeds for draft in read(feed, Hints(base_url="https://paper.example/feed")).drafts]

    def placing() -> None:
        for draft in drafts:
            regions.place(draft.article, draft.clues)

    def quoting() -> None:
        for article in articles():
            quotations.annotate(article)

    def articles() -> Iterator[Article]:
        return (draft.article for draft in drafts)

    steps: dict[str, Callable[[], None]] = {"reading a feed's story": reading, "placing it": placing, "quotations and speakers": quoting}
    best = dict.fromkeys(steps, float("inf"))
    for _ in range(max(2, runs // 3)):
        for name, step in steps.items():
            began = time.process_time()
            step()
            best[name] = min(best[name], time.process_time() - began)
    words = sum(article.words or 0 for article in articles()) // len(drafts)
    for name, seconds in best.items():
        yield Figure(name, milliseconds(seconds / len(drafts)), f"{kind}, {words} words")


def _feed(pages: list[str], number: int) -> bytes:
    """Return a feed of stories in HTML."""
    items = []
    for at, page in enumerate(pages, number):
        lines = [html.escape(line, quote=False) for line in page.splitlines() if len(line) > 60]
        body = "".join(f"<p>{line}</p>" for line in lines)
        items.append(f"<item><title>Story {at}</title><guid>urn:story:{at}</guid><description><![CDATA[{body}]]></description></item>")
    return f'<rss version="2.0"><channel><title>Paper</title>{"".join(items)}</channel></rss>'.encode()
