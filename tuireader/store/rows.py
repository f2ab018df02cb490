"""An article as the catalogue has it: its row, its words for the index, the countries and speakers that it names."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from tuireader.article import Article, BlockQuote, Quote, Related, count_pictures, count_quotations
from tuireader.store.folding import fold, indexed
from tuireader.store.names import label

WHOLE_NUMBERS = {"whole": 0, "summary": 1, "blocked": 2}
_DAY = 86400
_CLOCK_BEGINS = 1_735_689_600
"""2025 began then: an earlier clock was never set."""


class Words(NamedTuple):
    """The columns of the index."""

    headline: str
    text: str
    quotes: str


def sort_key(published: int | None, first_seen: int) -> int:
    """Return what lists are ordered by: when it was published, else first seen; a date in the future holds no more than a day."""
    latest = max(first_seen, _CLOCK_BEGINS) + _DAY
    return first_seen if published is None else min(published, latest)


def epoch(article: Article) -> tuple[int | None, int | None]:
    """Return when it was published and updated."""
    published, updated = (None if moment is None else int(moment.timestamp()) for moment in (article.published, article.updated))
    return published, updated


def derived(connection: sqlite3.Connection, article: Article, key: str, first_seen: int) -> dict[str, object]:
    """Return the columns that follow from the article; where it stands is not among them."""
    published, updated = epoch(article)
    return {
        "sort": sort_key(published, first_seen),
        "source": label(connection, "source", article.source),
        "section": label(connection, "section", article.section),
        "published": published,
        "updated": updated,
        "first_seen": first_seen,
        "words": article.words,
        "quotations": count_quotations(article),
        "pictures": count_pictures(article),
        "whole": WHOLE_NUMBERS[article.whole],
        "title": article.title,
        "byline": article.byline,
        "language": article.language,
        "places": " ".join(f"{place.code}:{place.count}" for place in article.places),
        "url": None if key == f"url:{article.url}" else article.url,
        "key": key,
        "subscriptions": "\n".join(article.subscriptions),
    }


def words(article: Article) -> Words:
    """Return the article's words for the index."""
    texts = [article.standfirst or ""]
    quotes = [quote.text for quote in article.title_quotes]
    for block in article.blocks:
        if isinstance(block, Related):
            continue
        texts.append(block.text)
        if isinstance(block, BlockQuote):
            quotes.append(block.text)
        else:
            quotes.extend(quote.text for quote in block.quotes)
    return Words(indexed(article.title), indexed("\n".join(texts)), indexed("\n".join(quotes)))


def name_places(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Note the countries that the article names."""
    connection.executemany(
        "INSERT OR IGNORE INTO mentions (code, article) VALUES (?, ?)", [(place.code, number) for place in article.places]
    )


def name_speakers(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Note the article's quotations and who speaks; block -1 is the headline."""
    found: list[tuple[int, Quote]] = [(-1, quote) for quote in article.title_quotes]
    for at, block in enumerate(article.blocks):
        found.extend((at, quote) for quote in block.quotes)
    known: dict[str, int] = {}
    values = []
    for at, quote in found:
        speaker = None
        if quote.speaker:
            if quote.speaker not in known:
                known[quote.speaker] = _speaker(connection, quote.speaker)
            speaker = known[quote.speaker]
        values.append((number, at, quote.start, quote.end, speaker))
    connection.executemany("INSERT OR IGNORE INTO quotations (article, block, start, stop, speaker) VALUES (?, ?, ?, ?, ?)", values)


def _speaker(connection: sqlite3.Connection, name: str) -> int:
    row = connection.execute("SELECT number FROM speakers WHERE name = ?", (name,)).fetchone()
    if row is None:
        return connection.execute("INSERT INTO speakers (name, folded) VALUES (?, ?)", (name, fold(name))).lastrowid or 0
    return int(row[0])
