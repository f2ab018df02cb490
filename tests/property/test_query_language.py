"""Any text is a query or a mistake with a column in it; any query can be written down and read again; none goes wrong in the store."""

from __future__ import annotations

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from tuireader.errors import QueryError
from tuireader.query import (
    BARE_FLAGS,
    FLAGS,
    NAMES,
    NUMBERS,
    OPERATORS,
    AllOf,
    AnyOf,
    Field,
    Flag,
    Not,
    Number,
    Query,
    Term,
    Text,
    Time,
    parse,
    typed,
)
from tuireader.store import schema
from tuireader.store.listing import count, order
from tuireader.store.searching import search

PIECES = [
    "region:",
    '"',
    "“",
    "”",
    "(",
    ")",
    "-",
    "*",
    " OR ",
    "words",
    "<",
    ">=",
    "since:",
    "3d",
    "is:",
    "unread",
    " ",
    "a",
    "NEAR",
    "AND",
    "中",
    "'",
    ";",
    "\0",
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
VALUES = st.text(st.characters(codec="utf-8", exclude_characters='"“”'), min_size=1, max_size=20).filter(lambda text: text == text.strip())
TIMES = st.sampled_from(["3d", "12h", "2020-01-09", "2021", "today", "yesterday"])
LEAVES: st.SearchStrategy[Term] = st.one_of(
    st.builds(Text, VALUES.filter(lambda text: not text.endswith("*")), st.booleans(), st.sampled_from([None, "headline", "quotes"])),
    st.builds(Field, st.sampled_from(NAMES), VALUES),
    st.builds(Flag, st.sampled_from(FLAGS)),
    st.builds(Number, st.sampled_from(NUMBERS), st.sampled_from(OPERATORS), st.integers(0, 10**9 - 1)),
    st.builds(Time, st.sampled_from(["since", "before"]), TIMES),
)
TERMS: st.SearchStrategy[Term] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner.filter(lambda term: not isinstance(term, Not))),
        st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)


def catalogue() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    return connection


CATALOGUE = catalogue()


def run(query: Query) -> None:
    order(CATALOGUE, query, None, 10, newest_first=True)
    count(CATALOGUE, query)
    search(CATALOGUE, query, 10)


@given(TEXTS)
def test_any_text_is_a_query_or_a_mistake_with_its_column(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        column = error.column
    else:
        column = 1
        run(query)
    assert 1 <= column <= len(text) + 1


@given(TEXTS)
def test_any_text_can_be_typed(text: str) -> None:
    run(typed(text))


@settings(max_examples=300)
@given(st.lists(TERMS, max_size=4).map(tuple))
def test_a_query_written_down_reads_the_same(terms: tuple[Term, ...]) -> None:
    query = Query(terms)
    once = parse(str(query))
    assert str(once) == str(query)
    run(once)


def test_flags_have_their_words() -> None:
    assert set(BARE_FLAGS) <= set(FLAGS)
