"""Who said what, in a store where everybody talks: six quotations a story, some people quoted all the time and most of them once."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.shelf import PLACES, SYLLABLES
from tuireader.article import Article, Block, Paragraph, Quote, identify
from tuireader.query import Query, parse
from tuireader.store import Incoming, Store

PAGE = 50
LIMIT = 0.05
"""Seconds that a page may take."""
QUOTATIONS = 6
"""In each story."""
PEOPLE = 60_000
_BATCH = 500


class Speech:
    """Makes stories in which people speak."""

    def __init__(self) -> None:
        self.chance = random.Random(11)
        self.words = [self._word() for _ in range(6000)]
        last = [self._word().title() for _ in range(25_000)]
        first = [self._word().title() for _ in range(600)]
        self.people = list(dict.fromkeys(f"{self.chance.choice(first)} {self.chance.choice(last)}" for _ in range(PEOPLE)))
        self.often = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(self.people))))

    def _word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.choice((2, 2, 3))))

    def story(self, number: int) -> Incoming:
        """Return story ``number``; the higher, the older."""
        speakers = self.chance.choices(self.people, cum_weights=self.often, k=QUOTATIONS)
        blocks: list[Block] = []
        for speaker in speakers:
            name = speaker if self.chance.random() < 0.8 else speaker.rpartition(" ")[2]
            said = " ".join(self.chance.choices(self.words, k=18))
            more = " ".join(self.chance.choices(self.words, k=40))
            text = f"“{said},” {name} said. {more}"
            blocks.append(Paragraph(text=text, quotes=(Quote(start=1, end=len(said) + 2, text=text[1 : len(said) + 2], speaker=name),)))
        article = Article(
            id=identify(f"origin:quotes:{number}"),
            title=f"Harbour {number}",
            region_path=PLACES[number % len(PLACES)],
            source=f"Paper {number % 40}",
            published=datetime(2026, 1, 31, tzinfo=UTC) - timedelta(minutes=7 * number),
            words=360,
            blocks=tuple(blocks),
        )
        return Incoming(article, f"origin:quotes:{number}")


def stock(home: Path, stories: int) -> None:
    """Fill a store, the newest stories first."""
    speech = Speech()
    with Store.open(home) as store:
        for start in range(0, stories, _BATCH):
            store.put_many([speech.story(number) for number in range(start, min(start + _BATCH, stories))])


def measure(home: Path, story: str, runs: int) -> Iterator[Figure]:
    """Yield the figures of pages of sayings, in a store with as many stories as the one in ``home``."""
    with Store.open(home) as store:
        stories = store.counts().all.total
    stock(home / "quotes", stories)
    with Store.open(home / "quotes") as store:
        often, seldom = _quoted(store)
        word = store.sayings(Query())[0].text.split()[3]
        last = store.sayings(Query(), limit=500)[-1].cursor
        asked: dict[str, Callable[[], object]] = {
            "who said what": lambda: store.sayings(Query(), limit=PAGE),
            "who said what, further down": lambda: store.sayings(Query(), limit=PAGE, after=last),
            "one quoted all the time": lambda: store.sayings(Query(), speaker=often, limit=PAGE),
            "one quoted once": lambda: store.sayings(Query(), speaker=seldom, limit=PAGE),
            "by the last name": lambda: store.sayings(Query(), speaker=often.split()[-1], limit=PAGE),
            "in one region": lambda: store.sayings(parse("region:asia"), limit=PAGE),
            "about a common word": lambda: store.sayings(parse(word), limit=PAGE),
            "about a word in every story": lambda: store.sayings(parse("harbour"), limit=PAGE),
            "with a word in it": lambda: store.sayings(parse(f"quote:{word}"), limit=PAGE),
            "about a word, by one": lambda: store.sayings(parse(word), speaker=often, limit=PAGE),
        }
        best = dict.fromkeys(asked, float("inf"))
        for _ in range(runs):
            for name, run in asked.items():
                began = time.perf_counter()
                run()
                best[name] = min(best[name], time.perf_counter() - began)
        against = f"{QUOTATIONS * stories:,} quotations"
        for name, seconds in best.items():
            yield Figure(name, milliseconds(seconds), against, seconds / LIMIT, f"<= {LIMIT * 1000:.0f} ms", seconds <= LIMIT)


def _quoted(store: Store) -> tuple[str, str]:
    """Return who is quoted most and who least, among the newest."""
    speakers = sorted(store.speakers(Query()), key=lambda speaker: speaker.said)
    return speakers[-1].person.name, speakers[0].person.name
