"""The query language, one for lists, search, saved views, filters and export.

::

    region:"middle east" unread starred since:3d source:bbc quote:"air strikes" speaker:khamenei place:IR
    words<500 -sport "exact phrase" prefix*

Terms stand side by side and must all hold; ``OR`` between two terms means either, and binds tighter; ``-`` in front means not; round
brackets group. :func:`parse` makes a frozen :class:`Query` of it, ``str(query)`` gives the text back. What a term means in SQL is the
store's matter.
"""

# No `from __future__ import annotations`: NamedTuple would compile every annotation again, which a list's start would feel.
from typing import NamedTuple

from tuireader.errors import QueryError

MAX_LENGTH = 1000
"""Code points in a query."""
MAX_TERMS = 60
"""Terms in a query, those in brackets too."""
MAX_DEPTH = 8
"""Brackets within brackets."""

_BEGUN = 3
FLAGS = ("unread", "read", "starred", "unstarred", "starter", "moved", "whole", "summary", "blocked", "complete", "partial", "headline")
"""Words that stand for a state; the first four need no ``is:`` in front."""
BARE_FLAGS = FLAGS[:4]
TEXT_COLUMNS = {"title": "headline", "headline": "headline", "quote": "quotes"}
NAMES = ("region", "source", "section", "language", "speaker", "place", "id")
NUMBERS = ("words", "minutes", "quotes", "pictures")
TIMES = ("since", "before")
WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: 238 words a minute on average (Brysbaert 2019), a little less on a screen."""
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
        from tuireader.query.moments import moment

        found = moment(self.written, now)
        assert found is not None  # noqa: S101 - parse lets no other through
        return found


class Not(NamedTuple):
    """The opposite of a term."""

    term: "Term"


class AnyOf(NamedTuple):
    """One of the terms at least."""

    options: "tuple[Term, ...]"


class AllOf(NamedTuple):
    """All of the terms, in brackets."""

    terms: "tuple[Term, ...]"


Term = Text | Field | Region | Flag | Number | Time | Not | AnyOf | AllOf


def minutes(words: int) -> int:
    """Return the time that so many words take to read, in minutes: to the nearest, one at least; 0 for no words."""
    return max(1, (words + WORDS_A_MINUTE // 2) // WORDS_A_MINUTE) if words else 0


class Query(NamedTuple):
    """What is asked for: every term must hold; none asks for everything."""

    terms: "tuple[Term, ...]" = ()

    def __str__(self) -> str:
        from tuireader.query.writing import write

        return " ".join(write(term) for term in self.terms)

    def also(self, *terms: "Term") -> "Query":
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
    from tuireader.query.parsing import Parser

    # A lone surrogate (an argument in another encoding than the system's) can't be looked for.
    return Query(Parser(text.encode("utf-8", "replace").decode()).everything())


def typed(text: str) -> Query:
    """Read a query that is being typed: the last word may be unfinished, and a mistake makes plain words of it all.

    One or two letters are a word (UN, US, no) until a third is typed: what begins with them would be half of all stories.
    """
    if not text or text.isspace():
        return Query()
    text = text[:MAX_LENGTH]
    try:
        terms = parse(text).terms
    except QueryError:
        spaced = "".join(sign if sign.isalnum() else " " for sign in text)
        terms = tuple(Text(word) for word in spaced.split()[:MAX_TERMS])
    if terms and isinstance(last := terms[-1], Text) and not text[-1:].isspace() and text[-1:] not in ('"', "”") and _is_begun(last.text):
        terms = (*terms[:-1], last._replace(prefix=True))
    return Query(terms)


def _is_begun(words: str) -> bool:
    """Whether there is enough of the last word to look for what begins with it."""
    return not words.isascii() or len(words.rpartition(" ")[2]) >= _BEGUN
