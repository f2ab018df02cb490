"""How much of a story is on board: the queries find what the badge says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from tuireader.completeness import COMPLETE, HEADLINE, PARTIAL, SIGNS, completeness
from tuireader.query import parse
from tuireader.store import Incoming, Store
from tuireader.store.records import Picture

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


def test_what_there_is_to_read_is_told_by_region(store: Store, make: Make) -> None:
    shared, own = "https://news.example/shared.jpg", "https://news.example/own.jpg"
    store.put_many(
        [
            make(1, region_path=("Asia", "Japan"), words=300)._replace(pictures=(shared, own)),
            make(2, region_path=("Asia",), words=200)._replace(pictures=(shared,)),
            make(3, region_path=("Europe", "France"), words=100)._replace(pictures=(shared, "https://news.example/owed.jpg")),
            make(4, region_path=("Africa", "Mali"), words=50, text="Desert wind."),
        ]
    )
    before = store.tally(parse(""))
    assert [one[:4] for one in before] == [("Africa", 1, 50, 0), ("Asia", 2, 500, 0), ("Europe", 1, 100, 0)]
    store.pictures.put_many([Picture(address, b"x" * 1_000, "image/png", 4, 3) for address in (shared, own)])
    after = store.tally(parse(""))
    assert [one.pictures for one in after] == [0, 2, 1]
    assert [now.bytes - then.bytes for now, then in zip(after, before, strict=True)] == [0, 2_000, 1_000]
    assert [one[:4] for one in store.tally(parse("body region:asia"))] == [("Asia", 2, 500, 2)]
    assert [one[:4] for one in store.tally(parse('"desert wind"'))] == [("Africa", 1, 50, 0)]
    assert store.tally(parse("starred")) == []
