"""Who said what: quotations with their texts, and their speakers, newest first.

The catalogue knows where quotations stand and who speaks; their texts come from the bodies of the stories on the page, a page at a time.
"""

from __future__ import annotations

import contextlib
import sqlite3
from array import array
from collections.abc import Callable, Generator, Iterator
from itertools import groupby, islice
from typing import NamedTuple

from tuireader.article import Article, Quote
from tuireader.errors import StoreDamaged
from tuireader.query import Number, Query, Text
from tuireader.store import listing, quoting
from tuireader.store.bodies import Bodies
from tuireader.store.compiling import Compiled, compiled
from tuireader.store.envelope import article_name, unpack
from tuireader.store.namesakes import Person
from tuireader.store.records import Cursor as StoryCursor
from tuireader.store.records import Order, Summary
from tuireader.store.speakers import meant, people_of

COUNTED = 3_000
"""Quotations, the newest, of which the speakers are listed."""
GATHERED = 60_000
"""The stories of speakers who said no more than this are gathered and ordered; others are met soon by walking from the newest story."""
_STORIES = 16
"""Stories whose texts are read at a time."""
_ORDERED = 100
_MORE = 8

Cursor = tuple[int, int, int, int]
"""Where a page of sayings ended: the story's sort key and number, the block, the offset."""


_Ordering = Callable[[StoryCursor | None, int], Order]


class Saying(NamedTuple):
    """A quotation and who says it."""

    story: Summary
    block: int
    """-1 for the headline."""
    start: int
    stop: int
    text: str
    """Of the whole quotation, where it runs over several paragraphs."""
    named: str
    """The speaker's name as the story has it."""
    description: str | None
    person: Person

    @property
    def spoken(self) -> str:
        """The text without the comma that led on to who said it."""
        return self.text.rstrip(", ")

    @property
    def cursor(self) -> Cursor:
        """For what follows."""
        return self.story.sort, self.story.number, self.block, self.start


class Speaker(NamedTuple):
    """Somebody who is quoted."""

    person: Person
    said: int
    """How often, among the newest :data:`COUNTED` quotations."""
    newest: int
    """The sort key of the newest story."""


class _Place(NamedTuple):
    article: int
    sort: int
    block: int
    start: int
    stop: int
    speaker: int


def sayings(
    connection: sqlite3.Connection, bodies: Bodies, query: Query, speaker: str | Person | None, limit: int, after: Cursor | None
) -> list[Saying]:
    """Return up to ``limit`` sayings behind ``after``, newest first; stories whose texts are missing or broken are passed over."""
    numbers = _numbers(connection, speaker)
    if numbers == []:
        return []
    words = [term for term in query.terms if isinstance(term, Text) and term.column == "quotes"]
    found: list[tuple[_Place, Quote, str]] = []
    with contextlib.closing(_places(connection, query, numbers, after)) as places:
        stories = groupby(places, key=lambda place: place.article)
        while len(found) < limit and (some := [list(each) for _, each in islice(stories, _STORIES)]):
            found += _quoted(connection, bodies, some, words)
    del found[limit:]
    rows = {row.number: row for row in listing.rows(connection, list(dict.fromkeys(place.article for place, _, _ in found)))}
    known = people_of(connection, {place.speaker for place, _, _ in found})
    return [
        Saying(rows[at.article], at.block, at.start, at.stop, text, quote.speaker or "", quote.description, known[at.speaker])
        for at, quote, text in found
        if at.article in rows
    ]


def speakers(connection: sqlite3.Connection, query: Query, named: str | None, limit: int) -> list[Speaker]:
    """Return who is quoted in a query's stories, whoever spoke last first."""
    numbers = _numbers(connection, named)
    if numbers == []:
        return []
    with contextlib.closing(_places(connection, query, numbers, None)) as places:
        newest = list(islice(places, COUNTED))
    known = people_of(connection, {place.speaker for place in newest})
    found: dict[Person, Speaker] = {}
    for place in newest:
        person = known[place.speaker]
        before = found.get(person) or Speaker(person, 0, place.sort)
        found[person] = before._replace(said=before.said + 1)
    return list(found.values())[:limit]


def _numbers(connection: sqlite3.Connection, speaker: str | Person | None) -> list[int] | None:
    """Return the numbers of the names of whoever is asked for; None for everybody."""
    if speaker is None:
        return None
    people = meant(connection, speaker) if isinstance(speaker, str) else [speaker]
    return sorted({number for person in people for number in person.numbers})


def _quoted(
    connection: sqlite3.Connection, bodies: Bodies, stories: list[list[_Place]], words: list[Text]
) -> Iterator[tuple[_Place, Quote, str]]:
    """Yield the quotations of some stories with their texts."""
    marks = ", ".join("?" * len(stories))
    named = {
        number: article_name(article_id, version)
        for number, article_id, version in connection.execute(
            f"SELECT number, id, version FROM articles WHERE number IN ({marks})", [places[0].article for places in stories]
        )
    }
    for places in stories:
        article = _article(bodies, named.get(places[0].article, ""))
        if article is not None:
            at = {(place.block, place.start): place for place in places}
            for block, quote, text in quoting.told(article, at, words):
                yield at[block, quote.start], quote, text


def _article(bodies: Bodies, name: str) -> Article | None:
    try:
        data = bodies.read(name)
        return None if data is None else unpack(name, data).article
    except StoreDamaged:  # `check` finds it; here the others go on
        return None


# Where the quotations stand, in order.


def _places(
    connection: sqlite3.Connection, query: Query, speakers: list[int] | None, after: Cursor | None
) -> Generator[_Place, None, None]:
    condition = compiled(query, connection)
    behind = None if after is None else (after[0], after[1] + 1)  # the story where the last page ended may have more to say
    if speakers is not None and _said(connection, speakers) <= GATHERED:
        found = _by_story(connection, lambda behind, limit: _stories_of(connection, speakers, condition, behind, limit), speakers, behind)
    elif condition.match is not None:
        query = query.also(Number("quotes", ">", 0))
        found = _by_story(
            connection, lambda behind, limit: listing.order(connection, query, behind, limit, newest_first=True), speakers, behind
        )
    else:
        source = f"articles a CROSS JOIN quotations q ON q.article = a.number WHERE {_by(speakers)} AND {condition.where}"
        found = _run(connection, source + _behind(behind), (*condition.values, *(behind or ())))
    for place in found:
        if after is None or place.article != after[1] or (place.block, place.start) > after[2:]:
            yield place


def _said(connection: sqlite3.Connection, speakers: list[int]) -> int:
    return int(connection.execute(f"SELECT count(*) FROM quotations q WHERE {_by(speakers)}").fetchone()[0])


def _stories_of(connection: sqlite3.Connection, speakers: list[int], condition: Compiled, behind: StoryCursor | None, limit: int) -> Order:
    """Return the next stories in which they speak."""
    matched = f" AND a.text IN (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {listing.NEWEST_MATCHES})"
    statement = f"""SELECT a.number, a.sort FROM (SELECT DISTINCT article FROM quotations q WHERE {_by(speakers)}) s
        CROSS JOIN articles a ON a.number = s.article WHERE {condition.where}{matched if condition.match else ""}{_behind(behind)}
        ORDER BY a.sort DESC, a.number DESC LIMIT ?"""
    words = (condition.match,) if condition.match else ()
    found = connection.execute(statement, (*condition.values, *words, *(behind or ()), limit)).fetchall()
    return Order(array("q", (number for number, _ in found)), (found[-1][1], found[-1][0]) if len(found) == limit else None)


def _by_story(connection: sqlite3.Connection, order: _Ordering, speakers: list[int] | None, behind: StoryCursor | None) -> Iterator[_Place]:
    """From stories in order, some at a time, to what is said in them."""
    limit = _ORDERED
    while True:
        stories = order(behind, limit)
        numbers = ", ".join(map(str, stories.numbers))
        source = f"quotations q CROSS JOIN articles a ON a.number = q.article WHERE {_by(speakers)} AND q.article IN ({numbers})"
        yield from list(_run(connection, source, ()))
        if stories.after is None:
            return
        behind = stories.after
        limit *= _MORE


def _run(connection: sqlite3.Connection, source: str, values: tuple[str | int | None, ...]) -> Iterator[_Place]:
    statement = f"""SELECT a.number, a.sort, q.block, q.start, q.stop, q.speaker FROM {source}
        ORDER BY a.sort DESC, a.number DESC, q.block, q.start"""
    with contextlib.closing(connection.execute(statement, values)) as rows:
        yield from map(_Place._make, rows)


def _behind(after: StoryCursor | None) -> str:
    return "" if after is None else " AND (a.sort, a.number) < (?, ?)"


def _by(speakers: list[int] | None) -> str:
    """Return the condition on speakers; their numbers are the catalogue's own."""
    return "q.speaker IS NOT NULL" if speakers is None else f"q.speaker IN ({', '.join(map(str, speakers))})"
