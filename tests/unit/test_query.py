from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tuireader import query
from tuireader.article import Article
from tuireader.errors import QueryError
from tuireader.query import AllOf, AnyOf, Field, Flag, Not, Number, Query, Region, Text, Time, parse, typed
from tuireader.store import Incoming, Store


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  \t ", ()),
        ("iran", (Text("iran"),)),
        ("prefix*", (Text("prefix", prefix=True),)),
        ("*", (Text("*"),)),
        ('"exact phrase"', (Text("exact phrase"),)),
        ("“exact phrase”", (Text("exact phrase"),)),
        ('"exact phr"*', (Text("exact phr", prefix=True),)),
        ("-sport", (Not(Text("sport")),)),
        ('region:"middle east"', (Field("region", "middle east"),)),
        ("REGION:Iran", (Field("region", "Iran"),)),
        ("Unread starred", (Flag("unread"), Flag("starred"))),
        ("is:unread is:starter", (Flag("unread"), Flag("starter"))),
        ('"unread"', (Text("unread"),)),
        ("since:3d", (Time("since", "3d"),)),
        ("before:2020-01-09", (Time("before", "2020-01-09"),)),
        ("words<500", (Number("words", "<", 500),)),
        ("words:500", (Number("words", "=", 500),)),
        ("quotes>=2", (Number("quotes", ">=", 2),)),
        ('quote:"air strikes"', (Text("air strikes", column="quotes"),)),
        ("title:war*", (Text("war", prefix=True, column="headline"),)),
        ("speaker:khamenei place:IR", (Field("speaker", "khamenei"), Field("place", "IR"))),
        ("a OR b c", (AnyOf((Text("a"), Text("b"))), Text("c"))),
        ("OR-gate", (Text("OR-gate"),)),
        ("(a b) OR -c", (AnyOf((AllOf((Text("a"), Text("b"))), Not(Text("c")))),)),
        ("((a))", (Text("a"),)),
        ("don't", (Text("don't"),)),
        ("10:30", (Text("10:30"),)),
        ("https://example.org/x", (Text("https://example.org/x"),)),
        ("- a", None),
        ("a\ud800b", (Text("a?b"),)),
    ],
)
def test_a_query_says(text: str, terms: tuple[Any, ...] | None) -> None:
    if terms is None:
        with pytest.raises(QueryError):
            parse(text)
    else:
        assert parse(text) == Query(terms)


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("iran colour:red", 6, "there is no “colour:”"),
        ("words<many", 7, "“many” is no number"),
        ("words<", 7, "a value is missing"),
        ("source<3", 1, "can't be compared"),
        ("a since:tomorrow", 9, "is no time"),
        ("since:2020-02-30", 7, "is no time"),
        ("is:blue", 4, "can't be “blue”"),
        ('a "open', 3, "not closed"),
        ('a ""', 3, "nothing in these quotation marks"),
        ("(a", 1, "not closed"),
        ("a)", 2, "closes nothing"),
        ("a ()", 3, "nothing in these brackets"),
        ("OR a", 1, "between two terms"),
        ("a OR", 5, "missing after OR"),
        ("a OR OR b", 6, "between two terms"),
        ("a -", 3, "missing after -"),
        ("--a", 1, "missing after -"),
        ("region:", 8, "a value is missing"),
        ("(" * 9 + "a" + ")" * 9, 9, "nest at most"),
        ("a " * 61, 121, "at most 60 terms"),
        ("a" * 1001, 1001, "at most 1000 characters"),
    ],
)
def test_a_mistake_is_named_with_its_column(text: str, column: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert words in str(caught.value)
    assert caught.value.column == column


def test_times_mean_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    now = 1_700_000_000  # 2023-11-14 23:13:20 in Paris
    try:
        assert Time("since", "3d").moment(now) == now - 3 * 86400
        assert Time("since", "90min").moment(now) == now - 5400
        assert Time("since", "today").moment(now) == 1_699_916_400
        assert Time("since", "yesterday").moment(now) == 1_699_830_000
        assert Time("since", "2023").moment(now) == 1_672_527_600
        assert Time("since", "2023-11").moment(now) == 1_698_793_200
        assert Time("since", "2023-11-14").moment(now) == 1_699_916_400
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("ira", (Text("ira", prefix=True),)),
        ("ira ", (Text("ira"),)),
        ('"air str"', (Text("air str"),)),
        ("region:iran str", (Field("region", "iran"), Text("str", prefix=True))),
        ('"air str', (Text("air"), Text("str", prefix=True))),
        ("us", (Text("us"),)),
        ("war in", (Text("war"), Text("in"))),
        ("日", (Text("日", prefix=True),)),
        ("region:", (Text("region", prefix=True),)),
        ("unread", (Flag("unread"),)),
        ("(((", ()),
    ],
)
def test_a_query_being_typed_is_never_a_mistake(text: str, terms: tuple[Any, ...]) -> None:
    assert typed(text) == Query(terms)


def test_a_query_of_plain_values() -> None:
    asked = query.of(region="Europe", country="France", unread=True, starred=True, source="BBC", text="wea")
    assert asked.terms == (Region("Europe", "France"), Flag("unread"), Flag("starred"), Field("source", "BBC"), Text("wea", prefix=True))
    assert query.of() == Query()
    assert str(asked) == "region:France unread starred source:BBC wea*"
    assert query.of(region="Europe").also(Flag("read")).terms == (Region("Europe"), Flag("read"))


@pytest.mark.parametrize(("words", "shown"), [(0, 0), (1, 1), (114, 1), (344, 1), (345, 2), (460, 2), (5_000, 22)])
def test_reading_time_is_counted_alike_where_it_is_shown_and_where_it_is_asked_for(home: Path, words: int, shown: int) -> None:
    assert query.minutes(words) == shown
    with Store.open(home) as store:
        store.put_many([Incoming(Article(id="1", title="Long", words=words), "test:1")])
        assert store.count(query.parse(f"minutes={shown}")).total == 1
        assert store.count(query.parse(f"minutes>{shown}")).total == 0
