"""Reading lists from the catalogue: pages, orders, rows, counts."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from tuireader.errors import NotFound
from tuireader.query import Query
from tuireader.store.records import Count, Counts, Cursor, Order, Page, Summary

NEWEST_MATCHES = 50_000
"""A word that more stories have than this is looked for in the latest arrivals only: a query can't run away."""
WHOLE = ("whole", "summary", "blocked")

_COLUMNS = """a.number, a.sort, a.id, a.title, s.name, r.desk, r.country, c.name, a.published, a.updated, a.first_seen,
    a.words, a.quotations, a.pictures, a.whole, a.read, a.starred, a.moved, a.starter, a.block, a.place, a.language,
    a.url, a.key, a.byline, a.places, a.missing"""
_JOINS = "JOIN regions r ON r.number = a.region LEFT JOIN labels s ON s.number = a.source LEFT JOIN labels c ON c.number = a.section"


def page(connection: sqlite3.Connection, query: Query, limit: int, after: Cursor | None, *, newest_first: bool) -> Page:
    """Return up to ``limit`` rows behind ``after``."""
    found = order(connection, query, after, limit, newest_first=newest_first)
    return Page(rows(connection, found.numbers), found.after)


def order(connection: sqlite3.Connection, query: Query, after: Cursor | None, limit: int, *, newest_first: bool) -> Order:
    """Return up to ``limit`` row numbers behind ``after``."""
    way, sign = ("DESC", "<") if newest_first else ("ASC", ">")
    source, values = selection(connection, query)
    if after is not None:
        source += f" AND (a.sort, a.number) {sign} (?, ?)"
        values += after
    numbers, sort = array("q"), 0
    # Row by row: fifty thousand at once would take more memory than the whole reader may.
    statement = f"SELECT a.number, a.sort FROM {source} ORDER BY a.sort {way}, a.number {way} LIMIT ?"
    for row in connection.execute(statement, (*values, limit)):
        numbers.append(row[0])
        sort = row[1]
    return Order(numbers, (sort, numbers[-1]) if numbers and len(numbers) == limit else None)


def selection(connection: sqlite3.Connection, query: Query) -> tuple[str, tuple[str | int | None, ...]]:
    """Return what follows FROM, with WHERE, and its values; words come first, the rest narrows."""
    if not query.terms:
        return "articles a WHERE 1", ()
    from tuireader.store.compiling import compiled

    condition = compiled(query, connection)
    if condition.match is None:
        return f"articles a WHERE {condition.where}", condition.values
    matches = "(SELECT rowid AS text FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) w CROSS JOIN articles a ON a.text = w.text"
    return f"{matches} WHERE {condition.where}", (condition.match, NEWEST_MATCHES, *condition.values)


def count(connection: sqlite3.Connection, query: Query) -> Count:
    """Return how many stories a query finds."""
    source, values = selection(connection, query)
    total, unread = connection.execute(f"SELECT count(*), coalesce(sum(a.read = 0), 0) FROM {source}", values).fetchone()
    return Count(total, unread)


def ids(connection: sqlite3.Connection, query: Query) -> list[str]:
    """Return the ids that a query finds, in no order."""
    source, values = selection(connection, query)
    return [found for (found,) in connection.execute(f"SELECT a.id FROM {source}", values)]


def rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Summary]:
    """Return the rows with these numbers, in their order; rows that are gone are left out."""
    found: dict[int, Summary] = {}
    for start in range(0, len(numbers), 500):
        chunk = numbers[start : start + 500]
        marks = ", ".join("?" * len(chunk))
        for row in connection.execute(f"SELECT {_COLUMNS} FROM articles a {_JOINS} WHERE a.number IN ({marks})", tuple(chunk)):
            found[row[0]] = _summary(row)
    return [found[number] for number in numbers if number in found]


def summary(connection: sqlite3.Connection, article_id: str) -> Summary | None:
    """Return one row by its id."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM articles a {_JOINS} WHERE a.id = ?", (article_id,)).fetchone()
    return None if row is None else _summary(row)


def _summary(row: tuple[Any, ...]) -> Summary:
    (number, sort, article_id, title, source, desk, country, section, published, updated, first_seen, *rest) = row
    (words, quotations, pictures, whole, read, starred, moved, starter, block, place, language, url, key, byline, places, missing) = rest
    return Summary(
        number,
        sort,
        article_id,
        title,
        source,
        desk,
        country or None,
        section,
        published,
        updated,
        first_seen,
        words,
        quotations,
        pictures,
        WHOLE[whole],
        bool(read),
        bool(starred),
        bool(moved),
        bool(starter),
        None if block is None else (block, place or 0),
        language,
        url or (key[4:] if key.startswith("url:") else None),
        byline,
        tuple(part.partition(":")[0] for part in places.split()),
        missing,
    )


def counts(connection: sqlite3.Connection) -> Counts:
    """Return the numbers beside the regions; triggers keep them."""
    everything = starred = Count()
    regions: dict[str, Count] = {}
    countries: dict[tuple[str, str], Count] = {}
    found = connection.execute(
        "SELECT desk, country, total, unread, starred, starred_unread FROM regions WHERE total > 0 ORDER BY desk, country"
    )
    for desk, country, total, unread, stars, unread_stars in found:
        here = Count(total, unread)
        everything = everything.plus(here)
        starred = starred.plus(Count(stars, unread_stars))
        regions[desk] = regions.get(desk, Count()).plus(here)
        if country:
            countries[desk, country] = here
    return Counts(everything, starred, regions, countries)


def resolve(connection: sqlite3.Connection, prefix: str) -> str:
    """Return the one id that begins with ``prefix``."""
    low, high = prefix.lower(), prefix.lower() + "\U0010ffff"
    found = (
        connection.execute("SELECT id, title FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 6", (low, high)).fetchall()
        if prefix
        else []
    )
    if not found:
        raise NotFound(f"there is no story “{prefix}” in the store")
    if len(found) > 1 and found[0][0] != low:
        raise NotFound(f"“{prefix}” is short for several stories: {_named(found[:5])}{' …' if len(found) > 5 else ''}; give more of the id")
    return str(found[0][0])


def _named(found: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{article_id} ({title[:40]})" for article_id, title in found)
