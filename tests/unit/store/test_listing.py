from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from tuireader import query
from tuireader.errors import NotFound
from tuireader.query import Query, parse
from tuireader.store import Count, Incoming, Store, Stored
from tuireader.store.listing import selection

Make = Callable[..., Incoming]
PLACES = [("Asia", "Japan"), ("Europe", "France"), ("Europe",), ("Middle East", "Iran")]


@pytest.fixture
def stored(store: Store, make: Make) -> list[Stored]:
    return store.put_many([make(n, region_path=PLACES[n % 4], source=("BBC News", "Le Monde")[n % 2]) for n in range(40)])


def titles(store: Store, text: str) -> list[str]:
    return [row.title for row in store.page(parse(text), 100).rows]


@pytest.mark.parametrize("newest_first", [True, False])
def test_pages_join_to_the_whole_list(store: Store, stored: list[Stored], newest_first: bool) -> None:
    found = []
    page = store.page(Query(), 7, newest_first=newest_first)
    found += page.rows
    while page.after is not None:
        page = store.page(Query(), 7, page.after, newest_first=newest_first)
        found += page.rows
    expected = sorted(range(40), reverse=newest_first)
    assert [row.title for row in found] == [f"Headline {n}" for n in expected]


def test_the_order_in_windows_is_the_pages_order(store: Store, stored: list[Stored]) -> None:
    first = store.order(Query(), limit=25)
    second = store.order(Query(), first.after, limit=25)
    assert second.after is None
    rows = store.rows([*first.numbers, *second.numbers])
    assert rows == store.page(Query(), 100).rows
    assert store.rows([rows[3].number, 999_999, rows[1].number]) == [rows[3], rows[1]]


def test_counts_follow_every_change(store: Store, stored: list[Stored]) -> None:
    assert store.counts().all == Count(40, 40)
    assert store.counts().regions == {"Asia": Count(10, 10), "Europe": Count(20, 20), "Middle East": Count(10, 10)}
    assert store.mark([stored[0].id, stored[1].id, "nosuch"], read=True, starred=True) == [stored[0].id, stored[1].id]
    assert store.mark([stored[0].id], read=True) == []
    counts = store.counts()
    assert counts.all == Count(40, 38)
    assert counts.starred == Count(2, 0)
    assert counts.countries["Asia", "Japan"] == Count(10, 9)
    assert ("Europe", "") not in counts.countries
    store.mark([stored[1].id], read=False)
    assert store.counts().starred == Count(2, 1)
    changed = store.mark_all(parse("region:europe"))
    assert len(changed) == 20
    assert store.counts().regions["Europe"] == Count(20, 0)
    store.mark(changed, read=False)
    assert len(store.mark_all(parse("region:europe"), read=False)) == 0
    assert store.counts().regions["Europe"] == Count(20, 20)


def test_positions_are_remembered(store: Store, stored: list[Stored]) -> None:
    assert store.position(stored[0].id) is None
    store.set_position(stored[0].id, 3, 40)
    assert store.position(stored[0].id) == (3, 40)
    store.set_position(stored[0].id, None)
    assert store.position(stored[0].id) is None
    assert store.position("nosuch") is None


def test_an_id_may_be_shortened(store: Store, stored: list[Stored]) -> None:
    whole = stored[0].id
    assert store.resolve(whole) == whole
    assert store.resolve(whole[:8].upper()) == whole
    with pytest.raises(NotFound, match="no story"):
        store.resolve("")
    with pytest.raises(NotFound, match="no story"):
        store.resolve("uuuu")
    shared = next(letter for letter in "0123456789abcdefghjkmnpqrstvwxyz" if sum(one.id.startswith(letter) for one in stored) > 1)
    with pytest.raises(NotFound, match="several") as caught:
        store.resolve(shared)
    assert "Headline" in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (Query(), "by_sort"),
        (query.of(region="Europe"), "by_desk"),
        (query.of(region="Europe", country="France"), "by_region"),
        (query.of(unread=True), "unread_by_sort"),
        (query.of(region="Europe", unread=True), "unread_by_desk"),
        (query.of(region="Europe", country="France", unread=True), "unread_by_region"),
        (query.of(starred=True), "starred_by_sort"),
        (parse("region:europe"), "by_desk"),
        (parse("source:bbc"), "by_source"),
    ],
)
def test_the_lists_that_people_keep_open_are_read_off_an_index(store: Store, stored: list[Stored], asked: Query, index: str) -> None:
    connection = sqlite3.connect(store.home / "catalogue.db")
    source, values = selection(connection, asked)
    for after in ("", " AND (a.sort, a.number) < (1, 1)"):
        statement = f"EXPLAIN QUERY PLAN SELECT a.number, a.sort FROM {source}{after} ORDER BY a.sort DESC, a.number DESC LIMIT 50"
        plan = " / ".join(row[3] for row in connection.execute(statement, values))
        assert f"USING COVERING INDEX {index}" in plan
        assert "B-TREE" not in plan
    connection.close()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 40),
        ("region:europe", 20),
        ("region:FRANCE", 10),
        ("region:eur", 20),
        ("region:atlantis", 0),
        ("-region:europe", 20),
        ("region:asia OR region:iran", 20),
        ("source:bbc", 20),
        ("source:“le monde”", 20),
        ("source:nobody", 0),
        ("-source:nobody", 40),
        ("section:business", 0),
        ("-section:business", 40),
        ("language:en", 40),
        ("language:en-gb", 40),
        ("language:e", 0),
        ("speaker:khamenei", 40),
        ("speaker:nobody", 0),
        ("place:us", 40),
        ("place:fr", 0),
        ("words<310", 10),
        ("words>=310", 30),
        ("words:310", 1),
        ("minutes=1", 40),
        ("quotes>0 pictures=0", 40),
        ("since:2023-01-01", 40),
        ("before:2023-01-01", 0),
        ("since:1h", 0),
        ("unread", 40),
        ("read", 0),
        ("starred OR is:starter", 0),
        ("unstarred -read", 40),
        ("number7", 1),
        ("number1*", 11),
        ("-number1*", 29),
        ('"story number7"', 1),
        ('"number7 story"', 0),
        ('quote:"slap in the face"', 40),
        ("quote:number7", 0),
        ("title:headline", 40),
        ("title:number7", 0),
        ("number7 OR number8", 2),
        ("(number7 region:asia) OR (number5 source:monde)", 1),
        ("!!!", 40),
        ("source:bbc !!!", 20),
        ("-(region:asia OR region:europe)", 10),
    ],
)
def test_queries_find_what_they_say(store: Store, stored: list[Stored], text: str, count: int) -> None:
    assert store.count(parse(text)).total == count
    assert len(titles(store, text)) == count
    assert len(store.search(parse(text), 100)) == count


def test_a_query_by_id(store: Store, stored: list[Stored]) -> None:
    assert [row.id for row in store.page(parse(f"id:{stored[3].id[:9]}"), 5).rows] == [stored[3].id]


def test_data_version_changes_with_anothers_write(store: Store, stored: list[Stored]) -> None:
    before = store.data_version()
    assert store.data_version() == before
    with Store.open(store.home) as other:
        other.mark([stored[0].id], read=True)
    assert store.data_version() != before


def test_small_values_are_kept(store: Store) -> None:
    assert store.meta("theme") is None
    store.set_meta("theme", "dark")
    assert store.meta("theme") == "dark"
    store.set_meta("theme", None)
    assert store.meta("theme") is None


def test_stats_add_up(store: Store, stored: list[Stored]) -> None:
    store.delete([stored[0].id])
    found = store.stats()
    assert found.counts.all.total == 39
    assert {one.name: one.stories for one in found.sources} == {"Le Monde": Count(20, 20), "BBC News": Count(19, 19)}
    assert {one.name: one.stories for one in found.regions} == store.counts().regions
    for holdings in (found.sources, found.regions):
        assert 0 < sum(one.texts for one in holdings) < found.texts, "the deleted one's text is there still"
        assert [one.texts for one in holdings] == sorted((one.texts for one in holdings), reverse=True)
    assert found.deleted == 1
    assert found.oldest == 1_700_000_001
    assert found.newest == 1_700_000_039
    assert found.texts > 40 * 200
    assert found.catalogue_file > 0
    assert found.bodies_file > found.texts


def test_stats_of_an_empty_store(store: Store) -> None:
    found = store.stats()
    assert (found.counts.all, found.sources, found.oldest, found.texts) == (Count(0, 0), [], None, 0)


def test_what_names_no_source_is_not_of_that_source(store: Store, make: Make) -> None:
    store.put_many([make(1, source=None, section=None, language=None), make(2, source="BBC News"), make(3, source="BBC Sport")])
    for text, count in [("-source:news", 2), ("-source:bbc", 1), ("source:bbc", 2), ("-language:en", 1), ("section:x OR source:sport", 1)]:
        assert store.count(parse(text)).total == count, text


def test_a_name_that_is_a_desks_and_a_countrys(store: Store, make: Make) -> None:
    store.put_many([make(1, region_path=("Asia", "Georgia")), make(2, region_path=("Georgia",)), make(3, region_path=("Europe",))])
    assert store.count(parse("region:georgia")).total == 2


def test_a_region_without_stories_lists_none(store: Store, stored: list[Stored]) -> None:
    assert store.page(query.of(region="Oceania"), 5).rows == []
    assert store.page(query.of(region="Europe", country="Japan"), 5).rows == []
