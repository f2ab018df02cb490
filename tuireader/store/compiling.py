"""Queries to SQL: constants put together, every value bound."""

from __future__ import annotations

import sqlite3
import time
from typing import NamedTuple

from tuireader.completeness import LEAST_WORDS
from tuireader.countries import code_of
from tuireader.query import WORDS_A_MINUTE, AnyOf, Field, Flag, Not, Number, Query, Region, Term, Text, Time
from tuireader.store.folding import expression, fold

Value = str | int | None

_FLAGS = {
    "unread": "a.read = 0",
    "read": "a.read = 1",
    "starred": "a.starred = 1",
    "unstarred": "a.starred = 0",
    "starter": "a.starter = 1",
    "moved": "a.moved = 1",
    "whole": "a.whole = 0",
    "summary": "a.whole = 1",
    "blocked": "a.whole = 2",
    # As tuireader.completeness tells them, so that "is:complete" finds what the badge in the list says.
    "complete": "(a.whole = 0 AND a.missing = 0)",
    "partial": f"(iif(a.whole, a.words >= {LEAST_WORDS}, a.missing > 0))",
    "headline": f"(a.whole > 0 AND a.words < {LEAST_WORDS})",
}
_NUMBERS = {
    "words": "a.words",
    # As tuireader.query.minutes counts them, so that "minutes<5" means what the list shows.
    "minutes": f"iif(a.words, max(1, (a.words + {WORDS_A_MINUTE // 2}) / {WORDS_A_MINUTE}), 0)",
    "quotes": "a.quotations",
    "pictures": "a.pictures",
}
_OPERATORS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "="}


class Compiled(NamedTuple):
    """A condition on ``articles a``."""

    where: str
    """SQL; "1" where everything is asked for."""
    values: tuple[Value, ...]
    match: str | None
    """The words asked for, as one FTS5 expression that stands beside ``where``; None where none are."""


class _Sql(NamedTuple):
    text: str
    values: tuple[Value, ...] = ()


_NOTHING = _Sql("0")
_EVERYTHING = _Sql("1")


def compiled(query: Query, connection: sqlite3.Connection, now: float | None = None) -> Compiled:
    """Return the condition for a query; regions' and labels' names are looked up as they stand in the catalogue now."""
    compiler = _Compiler(connection, time.time() if now is None else now)
    match: list[str] = []
    parts: list[_Sql] = []
    for term in query.terms:
        if isinstance(term, Text):
            if found := _expression(term):
                match.append(found)
        else:
            parts.append(compiler.term(term))
    parts = [part for part in parts if part is not _EVERYTHING]
    joined = _joined(parts, " AND ") if parts else _EVERYTHING
    return Compiled(joined.text, joined.values, " AND ".join(match) if match else None)


def _expression(term: Text) -> str | None:
    # One letter would stand for half of the index: it is a word of its own until a second one is typed.
    return expression(term.text, prefix=term.prefix and (len(term.text) > 1 or not term.text.isascii()), column=term.column)


class _Compiler:
    """Compiles terms, one after the other."""

    def __init__(self, connection: sqlite3.Connection, now: float) -> None:
        self.connection = connection
        self.now = now

    def term(self, term: Term) -> _Sql:
        match term:
            case Text():
                found = _expression(term)
                return _Sql("a.text IN (SELECT rowid FROM words WHERE words MATCH ?)", (found,)) if found else _EVERYTHING
            case Flag():
                return _Sql(_FLAGS[term.name])
            case Number():
                return _Sql(f"{_NUMBERS[term.name]} {_OPERATORS[term.operator]} ?", (term.value,))
            case Time():
                return _Sql("a.sort >= ?" if term.name == "since" else "a.sort < ?", (term.moment(self.now),))
            case Region():
                return self.region(term)
            case Field():
                return self.field(term)
            case Not():
                inner = self.term(term.term)
                return _Sql(f"NOT ({inner.text})", inner.values)
            case AnyOf():
                return _joined([self.term(option) for option in term.options], " OR ")
            case _:
                return _joined([self.term(one) for one in term.terms], " AND ")

    def region(self, term: Region) -> _Sql:
        row = self.connection.execute(
            "SELECT number FROM regions WHERE desk = ? AND country = ?", (term.desk, term.country or "")
        ).fetchone()
        if row is None:
            return _NOTHING
        return _Sql("a.region = ?" if term.country else "a.desk = ?", (row[0],))

    def field(self, term: Field) -> _Sql:
        match term.name:
            case "region":
                return self.named_region(fold(term.value))
            case "source" | "section":
                return _one_of(f"a.{term.name}", self.labels(term.name, fold(term.value)))
            case "language":
                code = term.value.lower()
                return _Sql(
                    "(lower(coalesce(a.language, '')) = ? OR substr(lower(coalesce(a.language, '')), 1, ?) = ?)",
                    (code, len(code) + 1, f"{code}-"),
                )
            case "speaker":
                speakers = "SELECT number FROM speakers WHERE instr(folded, ?) > 0"
                return _Sql(f"a.number IN (SELECT article FROM quotations WHERE speaker IN ({speakers}))", (fold(term.value),))
            case "place":
                return _Sql("a.number IN (SELECT article FROM mentions WHERE code = ?)", (code_of(term.value),))
            case _:
                return _Sql("a.id >= ? AND a.id < ?", (term.value.lower(), term.value.lower() + "\U0010ffff"))

    def named_region(self, name: str) -> _Sql:
        """A desk or country by its name, else by the name's beginning."""
        rows = self.connection.execute("SELECT number, country, desk_folded, country_folded FROM regions").fetchall()
        for fits in (str.__eq__, str.startswith):
            desks = [number for number, country, desk_folded, _ in rows if not country and fits(desk_folded, name)]
            countries = [number for number, country, _, country_folded in rows if country and fits(country_folded, name)]
            if desks and not countries:
                return _one_of("a.desk", desks)
            if countries and not desks:
                return _one_of("a.region", countries)
            if desks:
                return _joined([_one_of("a.desk", desks), _one_of("a.region", countries)], " OR ")
        return _NOTHING

    def labels(self, kind: str, name: str) -> list[int]:
        rows = self.connection.execute("SELECT number FROM labels WHERE kind = ? AND instr(folded, ?) > 0 LIMIT 500", (kind, name))
        return [number for (number,) in rows]


def _one_of(column: str, numbers: list[int]) -> _Sql:
    if not numbers:
        return _NOTHING
    if len(numbers) == 1:
        return _Sql(f"{column} IS ?", (numbers[0],))
    # A nullable column compared is unknown where it is null, and its opposite too; `IS` and `coalesce` make it plain.
    return _Sql(f"coalesce({column}, 0) IN ({', '.join('?' * len(numbers))})", tuple(numbers))


def _joined(parts: list[_Sql], operator: str) -> _Sql:
    return _Sql("(" + operator.join(f"({part.text})" for part in parts) + ")", tuple(value for part in parts for value in part.values))
