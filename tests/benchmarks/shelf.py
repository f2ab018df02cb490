"""A store with many stories, made without reading or meaning: what is measured is what comes after."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from tuireader.article import Article, Paragraph, article_words, identify
from tuireader.intake import forgo_starter
from tuireader.store import Incoming, Store

PLACES = (
    *(("Africa", "Kenya"), ("Africa", "Mali"), ("Asia", "Japan"), ("Asia", "India"), ("Europe", "Iceland"), ("Europe", "France")),
    *(("Latin America & Caribbean", "Brazil"), ("Middle East", "Iran"), ("Oceania", "Australia"), ("US & Canada", "Canada")),
)
SYLLABLES = [first + vowel for first in ("b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v") for vowel in ("a", "e", "i", "o", "u")]
HEADLINE = "Harbour"
"""The first word of every headline, which the screen is watched for."""


def stock(home: Path, stories: int) -> str:
    """Fill a store; return the id of its newest story."""
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3, 3)))) for _ in range(8000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    newest = datetime(2026, 1, 31, tzinfo=UTC)
    with Store.open(home) as store:
        for start in range(0, stories, 500):
            batch = []
            for number in range(start, min(start + 500, stories)):
                text = chance.choices(words, weights, k=300)
                key = f"origin:bench:{number}"
                article = Article(
                    id=identify(key),
                    title=f"{HEADLINE} {' '.join(text[:8])}",
                    region_path=PLACES[number % len(PLACES)],
                    source=f"Paper {number % 40}",
                    published=newest - timedelta(minutes=7 * number),
                    blocks=tuple(Paragraph(text=" ".join(text[at : at + 60])) for at in range(0, 300, 60)),
                )
                batch.append(Incoming(article=msgspec.structs.replace(article, words=article_words(article)), key=key))
            store.put_many(batch)
        forgo_starter(store)
    return identify("origin:bench:0")
