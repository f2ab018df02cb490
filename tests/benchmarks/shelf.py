"""A store with many stories, made without reading or meaning: what is measured is what comes after."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from tuireader.article import Article, Paragraph, Place, Quote, article_words, identify
from tuireader.intake import forgo_starter
from tuireader.store import Incoming, Store

PLACES = (
    *(("Africa", "Kenya"), ("Africa", "Mali"), ("Asia", "Japan"), ("Asia", "India"), ("Europe", "Iceland"), ("Europe", "France")),
    *(("Latin America & Caribbean", "Brazil"), ("Middle East", "Iran"), ("Oceania", "Australia"), ("US & Canada", "Canada")),
)
SYLLABLES = [first + vowel for first in ("b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v") for vowel in ("a", "e", "i", "o", "u")]
HEADLINE = "Harbour"
"""The first word of every headline, which the screen is watched for."""
COMMON = "kai"
"""A word that nearly every story has."""
RARE = "zyxquartz"
"""A word that one story in ten thousand has."""
BATCH = 500
_PARAGRAPHS = 4
"""In each story, of some sixty words; they come from a pool, and the first paragraph is its own."""


class Corpus:
    """Makes up stories, the same ones every time; words are as common and rare as words are."""

    def __init__(self) -> None:
        self._chance = random.Random(7)
        self._words = [
            COMMON,
            *("".join(self._chance.choices(SYLLABLES, k=self._chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(20_000)),
        ]
        self._often = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self._words))))
        self._pool = [self.text(62) for _ in range(4_000)]
        self._speakers = [f"{self.text(1).title()} {self.text(1).title()}" for _ in range(3_000)]

    def text(self, words: int) -> str:
        """Return so many words."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._often, k=words))

    def story(self, number: int) -> Incoming:
        """Return story ``number``; the higher, the older."""
        chance = self._chance
        own = self.text(50)
        said = Quote(start=0, end=20, text=own[:20], speaker=chance.choice(self._speakers))
        rare = f" {RARE}" if number % 10_000 == 4321 else ""
        key = f"origin:bench:{number}"
        article = Article(
            id=identify(key),
            title=f"{HEADLINE} {own[20:70]}",
            region_path=PLACES[number % len(PLACES)],
            places=(Place(code="FR", name="France", count=2),),
            source=f"Paper {number % 200}",
            published=datetime(2026, 1, 31, tzinfo=UTC) - timedelta(minutes=number),
            blocks=(
                Paragraph(text=f"{own} number {number}{rare}", quotes=(said,)),
                *(Paragraph(text=text) for text in chance.sample(self._pool, _PARAGRAPHS)),
            ),
        )
        return Incoming(article=msgspec.structs.replace(article, words=article_words(article)), key=key)


def batches(stories: int) -> Iterator[list[Incoming]]:
    """Yield so many stories, newest first."""
    corpus = Corpus()
    for start in range(0, stories, BATCH):
        yield [corpus.story(number) for number in range(start, min(start + BATCH, stories))]


def stock(home: Path, stories: int) -> str:
    """Fill a store, unless it is filled already; return the id of its newest story."""
    with Store.open(home) as store:
        if store.counts().all.total != stories:
            for batch in batches(stories):
                store.put_many(batch)
        forgo_starter(store)
    return identify("origin:bench:0")
