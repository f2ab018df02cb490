"""How much of a story is on board: the queries find what the badge says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from tuireader.completeness import COMPLETE, HEADLINE, PARTIAL, SIGNS, completeness
from tuireader.query import parse
from tuireader.store import Incoming, Store

Make = Callable[..., Incoming]


@pytest.mark.parametrize(
    ("whole", "words", "missing", "here"),
    [
        ("whole", 800, 0, COMPLETE),
        ("whole", 5, 0, COMPLETE),
        ("whole", 800, 1, PARTIAL),
        ("summary", 200, 0, PARTIAL),
        ("summary", 25, 0, HEADLINE),
        ("blocked", 200, 2, PARTIAL),
        ("blocked", 0, 0, HEADLINE),
    ],
)
def test_text_and_pictures_make_a_story_complete(whole: str, words: int, missing: int, here: str) -> None:
    assert completeness(whole, words, missing) == here


def test_queries_find_what_the_badge_says(store: Store, make: Make) -> None:
    kinds = product(("whole", "summary", "blocked"), (10, 39, 40, 500), (0, 2))
    for number, (whole, words, missing) in enumerate(kinds):
        pictures = tuple(f"https://news.example/{number}-{n}.jpg" for n in range(missing))
        store.put_many([make(number, whole=whole, words=words)._replace(pictures=pictures)])
    for here in SIGNS:
        rows = store.page(parse(f"is:{here}"), 100).rows
        assert rows
        assert {completeness(row.whole, row.words, row.missing) for row in rows} == {here}
        assert len(store.page(parse(f"-is:{here}"), 100).rows) == 24 - len(rows)
