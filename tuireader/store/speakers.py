"""The speakers in the catalogue: whose a name is, and who is meant by a name that is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from tuireader.store.namesakes import TITLES, Name, Person, answers_to, people, stands_for, words_of
from tuireader.store.schema import LAST_WORD

_CHUNK = 500
_MOST = 2_000
"""Names that a word asked for is looked for in at most."""
_DECIDING = 3
"""Of so many names with one last word it may matter who is quoted how often."""


def people_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Person]:
    """Return whose the names with these numbers are."""
    wanted = set(numbers)
    last = f"SELECT DISTINCT {LAST_WORD} FROM speakers WHERE number IN"
    lasts = list(dict.fromkeys(word for (word,) in _each(connection, last, sorted(wanted))))
    namesakes: dict[str, list[Name]] = {}
    for number, name, word in _each(connection, f"SELECT number, name, {LAST_WORD} FROM speakers WHERE {LAST_WORD} IN", lasts):
        namesakes.setdefault(word, []).append(Name(number, name))
    doubtful = [name.number for names in namesakes.values() if len(names) >= _DECIDING for name in names]
    counts = dict(_each(connection, "SELECT speaker, count(*) FROM quotations WHERE speaker IN", doubtful, "GROUP BY speaker"))
    found: dict[int, Person] = {}
    for names in namesakes.values():
        for person in people((name._replace(said=counts.get(name.number, 0)) for name in names), wanted):
            found.update(dict.fromkeys(wanted.intersection(person.numbers), person))
    return found


def meant(connection: sqlite3.Connection, asked: str) -> list[Person]:
    """Return who may be meant by a name, full or short, with titles or without; its last word may be unfinished where it fits nobody."""
    words = words_of(asked)
    while words:
        found = _named(connection, words)
        if found or words[0] not in TITLES:
            return found
        words = words[1:]
    return []


def _named(connection: sqlite3.Connection, words: tuple[str, ...]) -> list[Person]:
    statement = f"SELECT number, name FROM speakers WHERE instr(replace(folded, '.', ''), ?) > 0 LIMIT {_MOST}"
    rows = [(number, words_of(name)) for number, name in connection.execute(statement, (words[-1],))]
    near = {number for number, name in rows if answers_to(name, words) or _may_be_same(name, words)}
    near = near or {number for number, name in rows if answers_to(name, words, unfinished=True)}
    found = list(dict.fromkeys(people_of(connection, near).values()))
    if len(words) == 1:
        return found
    # Asked for in full: one who goes by that name, else whoever's name holds it.
    same = [person for person in found if not person.perhaps and _may_be_same(person.words, words)]
    return same or [person for person in found if answers_to(person.words, words, unfinished=True)]


def _may_be_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one == other or stands_for(one, other) or (len(other) > 1 and stands_for(other, one))


def _each(connection: sqlite3.Connection, statement: str, values: Sequence[int | str], rest: str = "") -> list[tuple]:  # type: ignore[type-arg]
    """Run a statement that ends with IN for some values at a time."""
    found = []
    for start in range(0, len(values), _CHUNK):
        chunk = values[start : start + _CHUNK]
        found += connection.execute(f"{statement} ({', '.join('?' * len(chunk))}) {rest}", chunk).fetchall()
    return found
