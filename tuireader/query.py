"""The query language, one for lists, search, saved views, filters and export.

::

    region:"middle east" unread starred since:3d source:bbc quote:"air strikes" speaker:khamenei place:IR
    words<500 -sport "exact phrase" prefix*

Terms stand side by side and must all hold; ``OR`` between two terms means either, and binds tighter; ``-`` in front means not; round
brackets group. :func:`parse` makes a frozen :class:`Query` of it, ``str(query)`` gives the text back. What a term means in SQL is the
store's matter.
"""

from __future__ import annotations

import re
import time
from typing import NamedTuple, NoReturn

from tuireader.errors import QueryError

MAX_LENGTH = 1000
"""Code points in a query."""
MAX_TERMS = 60
"""Terms in a query, those in brackets too."""
MAX_DEPTH = 8
"""Brackets within brackets."""

FLAGS = ("unread", "read", "starred", "unstarred", "starter", "moved", "whole", "summary", "blocked")
"""Words that stand for a state; the first four need no ``is:`` in front."""
BARE_FLAGS = FLAGS[:4]
TEXT_COLUMNS = {"title": "headline", "headline": "headline", "quote": "quotes"}
NAMES = ("region", "source", "section", "language", "speaker", "place", "id")
NUMBERS = ("words", "minutes", "quotes", "pictures")
TIMES = ("since", "before")
OPERATORS = ("<=", ">=", "<", ">", "=")


class Text(NamedTuple):
    """A word or an exact phrase, in any text or in one column of it."""

    text: str
    prefix: bool = False
    """Words that begin with it count too."""
    column: str | None = None
    """``headline``, ``quotes``, or None for everywhere."""


class Field(NamedTuple):
    """A name that a story must bear; see :data:`NAMES`."""

    name: str
    value: str


class Region(NamedTuple):
    """Exactly one place of the tree of regions: a desk, or a country on it."""

    desk: str
    country: str | None = None


class Flag(NamedTuple):
    """A state; see :data:`FLAGS`."""

    name: str


class Number(NamedTuple):
    """A count compared."""

    name: str
    operator: str
    value: int


class Time(NamedTuple):
    """Newer or older than a moment."""

    name: str
    """``since`` or ``before``."""
    written: str
    """As it was written: "3d", "2020-01-09", "yesterday"."""

    def moment(self, now: float) -> int:
        """Return the moment in epoch seconds; days begin at local midnight."""
        found = _moment(self.written, now)
        assert found is not None  # noqa: S101 - parse lets no other through
        return found


class Not(NamedTuple):
    """The opposite of a term."""

    term: Term


class AnyOf(NamedTuple):
    """One of the terms at least."""

    options: tuple[Term, ...]


class AllOf(NamedTuple):
    """All of the terms, in brackets."""

    terms: tuple[Term, ...]


Term = Text | Field | Region | Flag | Number | Time | Not | AnyOf | AllOf


class Query(NamedTuple):
    """What is asked for: every term must hold; none asks for everything."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return " ".join(_write(term) for term in self.terms)

    def also(self, *terms: Term) -> Query:
        """Return this query narrowed by further terms."""
        return Query(self.terms + terms)


def of(
    *,
    region: str | None = None,
    country: str | None = None,
    unread: bool = False,
    starred: bool = False,
    source: str | None = None,
    text: str = "",
) -> Query:
    """Return a query from plain values; ``region`` and ``country`` are exact names, ``text`` is being typed (:func:`typed`)."""
    terms: list[Term] = []
    if region is not None:
        terms.append(Region(region, country))
    if unread:
        terms.append(Flag("unread"))
    if starred:
        terms.append(Flag("starred"))
    if source is not None:
        terms.append(Field("source", source))
    return Query((*terms, *typed(text).terms))


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: a mistake, with its column.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"a query has at most {MAX_LENGTH} characters", MAX_LENGTH + 1)
    # A lone surrogate (an argument in another encoding than the system's) can't be looked for.
    return Query(_Parser(text.encode("utf-8", "replace").decode()).everything())


def typed(text: str) -> Query:
    """Read a query that is being typed: the last word may be unfinished, and a mistake makes plain words of it all."""
    text = text[:MAX_LENGTH]
    try:
        terms = parse(text).terms
    except QueryError:
        terms = tuple(Text(word) for word in re.findall(r"\w+", text)[:MAX_TERMS])
    if terms and isinstance(last := terms[-1], Text) and not text[-1:].isspace() and text[-1:] not in _CLOSING_QUOTES:
        terms = (*terms[:-1], last._replace(prefix=True))
    return Query(terms)


_SPACE = re.compile(r"\s*")
_BARE = re.compile(r'[^\s()"“”]+')
_NAMED = re.compile(r"([A-Za-z]+)(:(?!//)|<=|>=|<|>|=)")
_QUOTES = {'"': '"', "“": "”", "”": "”"}
_CLOSING_QUOTES = ('"', "”")
_AGE = re.compile(r"(\d{1,5})(min|h|d|w|m|y)")
_SECONDS = {"min": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "m": 30 * 86400, "y": 365 * 86400}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class _Parser:
    """Reads one query from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.count = 0

    def everything(self) -> tuple[Term, ...]:
        terms = self.terms(0)
        if self.at < len(self.text):
            self.fail("this bracket closes nothing")
        return terms

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        raise QueryError(message, (self.at if at is None else at) + 1)

    def skip(self) -> str:
        """Pass over white space; return what follows it."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def takes_or(self) -> bool:
        self.skip()
        if not re.compile(r"OR(?=[\s(\"“]|$)").match(self.text, self.at):
            return False
        self.at += 2
        return True

    def terms(self, depth: int) -> tuple[Term, ...]:
        found: list[Term] = []
        while self.skip() not in ("", ")"):
            if self.takes_or():
                self.fail("OR stands between two terms", self.at - 2)
            options = [self.term(depth)]
            while self.takes_or():
                if self.skip() in ("", ")"):
                    self.fail("a term is missing after OR")
                options.append(self.term(depth))
            found.append(options[0] if len(options) == 1 else AnyOf(tuple(options)))
        return tuple(found)

    def term(self, depth: int) -> Term:
        self.count += 1
        if self.count > MAX_TERMS:
            self.fail(f"a query has at most {MAX_TERMS} terms")
        start = self.at
        if self.text[start] == "-":
            self.at += 1
            if self.text[self.at : self.at + 1].strip("-") == "":
                self.fail("a term is missing after -", start)
            return Not(self.term(depth))
        if self.text[start] == "(":
            return self.bracket(depth + 1)
        if named := _NAMED.match(self.text, start):
            return self.named(named[1].lower(), named[2], named.end())
        if self.text[start] in _QUOTES:
            return self.text_term(None)
        return self.word()

    def bracket(self, depth: int) -> Term:
        start = self.at
        if depth > MAX_DEPTH:
            self.fail(f"brackets nest at most {MAX_DEPTH} deep")
        self.at += 1
        terms = self.terms(depth)
        if self.text[self.at : self.at + 1] != ")":
            self.fail("this bracket is not closed", start)
        if not terms:
            self.fail("there is nothing in these brackets", start)
        self.at += 1
        return terms[0] if len(terms) == 1 else AllOf(terms)

    def word(self) -> Term:
        word = self.bare()
        if word.lower() in BARE_FLAGS:
            return Flag(word.lower())
        return Text(word[:-1], prefix=True) if len(word) > 1 and word.endswith("*") else Text(word)

    def bare(self) -> str:
        found = _BARE.match(self.text, self.at)
        if found is None:
            self.fail("a value is missing")
        self.at = found.end()
        return found[0]

    def value(self) -> tuple[str, bool]:
        """Take a value; return it and whether it stood in quotation marks."""
        opening = self.text[self.at : self.at + 1]
        if opening not in _QUOTES or not opening:
            return self.bare(), False
        start = self.at
        end = self.text.find(_QUOTES[opening], start + 1)
        if end < 0:
            self.fail("this quotation mark is not closed", start)
        value = self.text[start + 1 : end].strip()
        if not value:
            self.fail("there is nothing in these quotation marks", start)
        self.at = end + 1
        return value, True

    def text_term(self, column: str | None) -> Text:
        value, quoted = self.value()
        if quoted and self.text[self.at : self.at + 1] == "*":
            self.at += 1
            return Text(value, prefix=True, column=column)
        if not quoted and len(value) > 1 and value.endswith("*"):
            return Text(value[:-1], prefix=True, column=column)
        return Text(value, column=column)

    def named(self, name: str, operator: str, after: int) -> Term:
        start = self.at
        self.at = after
        if name in NUMBERS:
            return self.number(name, "=" if operator == ":" else operator)
        if operator != ":":
            self.fail(f"“{name}” can't be compared; {', '.join(NUMBERS)} can", start)
        if name in TEXT_COLUMNS:
            return self.text_term(TEXT_COLUMNS[name])
        if name in NAMES:
            return Field(name, self.value()[0])
        if name in TIMES:
            return self.time(name)
        if name == "is":
            return self.flag()
        return self.fail(f"there is no “{name}:”; there are {', '.join((*NAMES, *TEXT_COLUMNS, *TIMES, *NUMBERS, 'is'))}", start)

    def number(self, name: str, operator: str) -> Number:
        start = self.at
        value = self.bare()
        if not re.fullmatch(r"[0-9]{1,9}", value):
            self.fail(f"“{value}” is no number", start)
        return Number(name, operator, int(value))

    def time(self, name: str) -> Time:
        start = self.at
        value = self.value()[0].lower()
        if _moment(value, time.time()) is None:
            self.fail(f"“{value}” is no time; write 3d, 12h, 2w, 2020-01-09, today or yesterday", start)
        return Time(name, value)

    def flag(self) -> Flag:
        start = self.at
        value = self.bare().lower()
        if value not in FLAGS:
            self.fail(f"a story can't be “{value}”; it can be {', '.join(FLAGS)}", start)
        return Flag(value)


def _moment(written: str, now: float) -> int | None:
    """Return what a written time means in epoch seconds, or None where it means nothing."""
    if age := _AGE.fullmatch(written):
        return int(now) - int(age[1]) * _SECONDS[age[2]]
    if written in ("today", "yesterday"):
        today = time.localtime(now)
        return _midnight(today.tm_year, today.tm_mon, today.tm_mday - (written == "yesterday"))
    date = _DATE.fullmatch(written)
    if date is None:
        return None
    year, month, day = int(date[1]), int(date[2] or 1), int(date[3] or 1)
    found = _midnight(year, month, day)
    if found is None or time.localtime(found)[:3] != (year, month, day):
        return None
    return found


def _midnight(year: int, month: int, day: int) -> int | None:
    try:
        return int(time.mktime((year, month, day, 0, 0, 0, 0, 0, -1)))
    except (OverflowError, ValueError):
        return None


def _write(term: Term) -> str:
    """Return a term as :func:`parse` reads it."""
    match term:
        case Text():
            name = {"headline": "title:", "quotes": "quote:"}.get(term.column or "", "")
            return name + _quoted(term.text, plain=not name) + ("*" if term.prefix else "")
        case Field():
            return f"{term.name}:{_quoted(term.value)}"
        case Region():
            return f"region:{_quoted(term.country or term.desk)}"
        case Flag():
            return term.name if term.name in BARE_FLAGS else f"is:{term.name}"
        case Number():
            return f"{term.name}{term.operator}{term.value}"
        case Time():
            return f"{term.name}:{term.written}"
        case Not():
            return "-" + _write(term.term)
        case AnyOf():
            return "(" + " OR ".join(_write(option) for option in term.options) + ")"
        case AllOf():
            return "(" + " ".join(_write(one) for one in term.terms) + ")"


def _quoted(value: str, *, plain: bool = False) -> str:
    """Return a value with quotation marks where it needs them."""
    if re.fullmatch(r"\w+", value) and not (plain and (value == "OR" or value.lower() in BARE_FLAGS)):
        return value
    return f"“{value}”" if '"' in value else f'"{value}"'
