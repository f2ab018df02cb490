"""Stores that earlier versions wrote, kept as those versions' own code made them (``tests/fixtures/make_store.py``)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tuireader.query import Query, parse
from tuireader.store import Picture, Store, schema
from tuireader.store.checking import check
from tuireader.store.pictures import Lacking
from tuireader.store.repairing import repair
from tuireader.store.subscriptions import ENDED, Owed

FIXTURES = Path(__file__).parents[2] / "fixtures"
LIGHTHOUSE, ORCHARD, WELL = "2m74rfparz5w", "4nscr47khee4", "51p4wry686ww"
BAKERS, FERRY, TRAM = "djgjpfqta5yg", "77nhk3g2myjq", "r6kkftwmpqvf"
EARLIER = range(1, schema.VERSION)


@pytest.fixture(params=EARLIER)
def store(request: pytest.FixtureRequest, home: Path) -> Iterator[Store]:
    shutil.copytree(FIXTURES / f"store-v{request.param}", home)
    with Store.open(home) as opened:
        yield opened


def found(store: Store, query: str) -> set[str]:
    return {row.id for row in store.page(parse(query), 10).rows}


def test_every_earlier_version_has_its_fixture() -> None:
    assert {folder.name for folder in FIXTURES.glob("store-v*")} == {f"store-v{version}" for version in EARLIER}


def test_every_story_is_there_and_in_its_place(store: Store) -> None:
    rows = {row.id: row for row in store.page(Query(), 10).rows}
    assert set(rows) == {LIGHTHOUSE, ORCHARD, WELL, BAKERS, FERRY}
    assert {rows[one].region for one in (LIGHTHOUSE, ORCHARD)} == {"Europe"}
    assert (rows[WELL].region, rows[WELL].country) == ("Africa", "Mali")
    assert (rows[BAKERS].source, rows[BAKERS].section, rows[BAKERS].published) == ("Example Times", "Business", 1_578_578_580)
    assert store.get(FERRY).title == "Ferry delayed again by fog"
    assert "since 1913" in store.get(LIGHTHOUSE).blocks[0].text
    assert store.get(BAKERS).subscriptions == ("https://feeds.example/world.xml",)
    assert store.original(WELL).data.startswith(b"Africa\n")


def test_what_the_reader_did_is_there(store: Store) -> None:
    assert (found(store, "starred"), found(store, "read"), found(store, "is:moved")) == ({LIGHTHOUSE}, {WELL}, {ORCHARD})
    assert store.position(LIGHTHOUSE) == (2, 7)
    assert store.get(ORCHARD).region_path == ("Europe", "France")
    assert store.meta("theme") == "dark"
    assert (store.counts().all, store.counts().starred) == ((5, 4), (1, 1))
    assert store.restore([TRAM]) == [TRAM]
    assert store.get(TRAM).title == "Tram line opens"


def test_subscriptions_and_what_they_owe_are_there(store: Store, request: pytest.FixtureRequest) -> None:
    feed = "https://feeds.example/world.xml"
    if request.node.callspec.params["store"] < 3:
        assert store.subscriptions.all() == []
        return
    assert [(one.origin, one.title, one.region, one.etag, one.next_attempt) for one in store.subscriptions.all()] == [
        (feed, "World", ("Europe", "France"), '"7"', 1_578_582_200)
    ]
    assert store.subscriptions.owed(1_578_578_700) == [Owed(BAKERS, "https://news.example/bakers", feed, 1, 1_578_578_700)]


def test_pictures_can_be_wanted_for_its_stories(store: Store) -> None:
    address = "https://news.example/loaf.jpg"
    assert {row.missing for row in store.page(Query(), 10).rows} == {0}
    store.pictures.owe([(store.get(BAKERS), [address])])
    assert {row.id: row.missing for row in store.page(Query(), 10).rows if row.missing} == {BAKERS: 1}
    store.pictures.put_many([Picture(address, b"pixels", "image/jpeg", 640, 480)])
    assert store.pictures.get(address) == Picture(address, b"pixels", "image/jpeg", 640, 480)
    assert {row.missing for row in store.page(Query(), 10).rows} == {0}
    assert check(store.home).damages == []


def test_pictures_that_were_given_up_for_good_are_missed_no_more(home: Path) -> None:
    """Version 6 counted them as missing; those that came not for their subscription or for their server's failures still are."""
    shutil.copytree(FIXTURES / "store-v6", home)
    gone, failed, ended, owed = ((f"https://news.example/{name}.jpg") for name in ("gone", "failed", "ended", "owed"))
    pictures = [(1, gone, 0, None, "status 404"), (2, failed, 3, None, "status 500"), (3, ended, 1, None, ENDED), (4, owed, 1, 5, "slow")]
    with closing(sqlite3.connect(home / "catalogue.db")) as connection:
        connection.executemany("INSERT INTO pictures (number, address, tries, next_attempt, why) VALUES (?, ?, ?, ?, ?)", pictures)
        connection.executemany("INSERT INTO pictured VALUES (?, ?)", [*((BAKERS, number) for number in range(1, 5)), (FERRY, 1), (WELL, 4)])
        connection.executemany("UPDATE articles SET missing = ? WHERE id = ?", [(4, BAKERS), (1, FERRY), (1, WELL)])
        connection.commit()
    with Store.open(home) as store:
        assert {row.id: row.missing for row in store.page(Query(), 10).rows if row.missing} == {BAKERS: 3, WELL: 1}
        assert found(store, "is:complete") >= {FERRY}
        assert store.pictures.lacking(FERRY) == [Lacking(gone, owed=False, why="status 404", wanted=False)]
        assert check(home).damages == []


def test_its_words_names_and_places_are_found(store: Store) -> None:
    assert found(store, "typhoon") == {ORCHARD}
    assert found(store, "title:fog") == {FERRY}
    assert found(store, 'quote:"no ferries"') == {FERRY}
    assert found(store, "speaker:jones") == {BAKERS, FERRY}
    assert found(store, "place:IS") == {LIGHTHOUSE}
    assert [hit.summary.id for hit in store.search(parse("harbour OR flour"))] in ([BAKERS, FERRY], [FERRY, BAKERS])


def test_it_is_whole_under_this_version_and_can_be_mended(store: Store) -> None:
    assert check(store.home).damages == []
    before = {row.id: row for row in store.page(Query(), 10).rows}
    store.close()
    for file in store.home.glob("catalogue.db*"):
        file.unlink()
    assert "backup" in repair(store.home).state_from
    with Store.open(store.home) as mended:
        after = {row.id: row._replace(number=before[row.id].number) for row in mended.page(Query(), 10).rows}
    assert after == before
