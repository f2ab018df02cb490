"""Pictures in the store: what is stored, owed and lacking, and what outlives deleting, damage and making room."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tuireader.article import Caption, Paragraph, picture_addresses
from tuireader.errors import StoreDamaged, StoreUnavailable
from tuireader.query import Query, parse
from tuireader.store import Incoming, Picture, Store, repairing
from tuireader.store.checking import check
from tuireader.store.envelope import STORE_NAME, picture_name, seal
from tuireader.store.pictures import Lacking, Owed, Refused, Size
from tuireader.store.repairing import repair
from tuireader.store.subscriptions import ENDED

Make = Callable[..., Incoming]
FEED = "https://feeds.example/world.xml"
LEAD, HARBOUR, MAP = (f"https://news.example/{name}.jpg" for name in ("lead", "harbour", "map"))


def picture(address: str, data: bytes = b"pixels", width: int = 640) -> Picture:
    return Picture(address, data, "image/jpeg", width, 480)


def told(make: Make, number: int = 1, *shown: str, want: tuple[str, ...] | None = None, **fields: Any) -> Incoming:
    """Return a story that shows these pictures, the first as its lead, and wants all of them or ``want``."""
    blocks = (Paragraph(text=f"Text {number}."), *(Caption(text="What is seen", src=address) for address in shown[1:]))
    story = make(number, blocks=blocks, lead_picture=shown[0] if shown else None, subscriptions=(FEED,), **fields)
    return story._replace(pictures=shown if want is None else want)


def put(store: Store, *stories: Incoming) -> list[str]:
    return [stored.id for stored in store.put_many(stories)]


def missing(store: Store) -> dict[str, int]:
    return {row.id: row.missing for row in store.page(Query(), 50).rows}


def alter(path: Path, statement: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute(statement, values).rowcount
        connection.commit()


def bodies(store: Store) -> Path:
    return store.home / "bodies" / "cache.db"


def test_a_story_names_its_lead_picture_and_those_of_its_captions_each_once(make: Make) -> None:
    clip = Caption(text="A clip", media="video", src="https://news.example/clip.mp4")
    blocks = (Caption(text="", src=HARBOUR), clip, Caption(text="no address"), Caption(text="again", src=LEAD), Caption(text="", src=MAP))
    assert picture_addresses(make(1, lead_picture=LEAD, blocks=blocks).article) == (LEAD, HARBOUR, MAP)
    assert picture_addresses(make(1).article) == ()


def test_what_is_put_comes_back_and_is_known_by_its_size(store: Store, make: Make) -> None:
    put(store, told(make, 1, LEAD, HARBOUR))
    assert store.pictures.get(LEAD) is None
    assert store.pictures.known([LEAD, HARBOUR]) == {}
    assert store.pictures.put_many([picture(LEAD), picture(HARBOUR, b"\0" * 900, 320)]) == 2
    assert store.pictures.get(LEAD) == picture(LEAD)
    assert store.pictures.known([HARBOUR, LEAD, MAP, LEAD]) == {LEAD: Size(640, 480, 6), HARBOUR: Size(320, 480, 900)}
    assert store.pictures.room() == 906
    assert store.pictures.known([]) == {}
    many = [f"https://news.example/{number}.jpg" for number in range(1000)]
    assert store.pictures.known([*many, LEAD]) == {LEAD: Size(640, 480, 6)}
    assert check(store.home).damages == []


def test_what_is_stored_stays_as_it_is(store: Store, make: Make) -> None:
    put(store, told(make, 1, LEAD))
    store.pictures.put_many([picture(LEAD, b"first"), picture(LEAD, b"second")])
    assert store.pictures.put_many([picture(LEAD, b"third")]) == 0
    found = store.pictures.get(LEAD)
    assert found is not None
    assert found.data == b"second"
    store.pictures.settle([Refused(LEAD, "gone")], [Owed(LEAD, FEED, 1, 5, "slow")])
    assert store.pictures.owed(10) == []
    assert store.pictures.lacking(store.page(Query(), 1).rows[0].id) == []


def test_the_first_picture_of_a_store_may_be_its_first_body(store: Store) -> None:
    store.pictures.put_many([picture(LEAD)])
    assert store.pictures.get(LEAD) == picture(LEAD)


def test_what_a_new_story_wants_is_owed_until_it_comes(store: Store, make: Make) -> None:
    one, two = put(store, told(make, 1, LEAD, HARBOUR), told(make, 2, MAP, LEAD, want=(MAP,)))
    assert store.pictures.owed(0) == [Owed(MAP, FEED), Owed(HARBOUR, FEED), Owed(LEAD, FEED)]
    assert missing(store) == {one: 2, two: 2}
    store.pictures.put_many([picture(LEAD)])
    assert missing(store) == {one: 1, two: 1}
    assert store.summary(one) == store.page(Query(), 50).rows[1]
    store.pictures.settle([Refused(MAP, "an icon", wanted=False)], [Owed(HARBOUR, FEED, 1, 500, "too slow")])
    assert missing(store) == {one: 1, two: 0}
    assert store.pictures.owed(499) == []
    assert store.pictures.owed(500) == [Owed(HARBOUR, FEED, 1, 500, "too slow")]
    assert store.pictures.lacking(one) == [Lacking(HARBOUR, owed=True, why="too slow")]
    store.pictures.settle([Refused(HARBOUR, "gone for good")])
    assert (store.pictures.owed(9_999), missing(store)) == ([], {one: 1, two: 0})
    assert store.pictures.lacking(one) == [Lacking(HARBOUR, owed=False, why="gone for good")]
    assert check(store.home).damages == []


def test_a_story_is_complete_without_a_picture_that_cant_be_had(store: Store, make: Make) -> None:
    (one,) = put(store, told(make, 1, LEAD, HARBOUR))
    store.pictures.put_many([picture(LEAD)])
    assert [row.id for row in store.page(parse("is:partial"), 5).rows] == [one]
    store.pictures.settle([Refused(HARBOUR, "status 404", wanted=False)])
    assert [row.id for row in store.page(parse("is:complete"), 5).rows] == [one]
    assert store.pictures.lacking(one) == [Lacking(HARBOUR, owed=False, why="status 404", wanted=False)]
    (two,) = put(store, told(make, 2, HARBOUR))
    assert (missing(store), store.pictures.owed(9_999)) == ({one: 0, two: 0}, [])
    store.pictures.put_many([picture(HARBOUR)])
    assert (store.pictures.lacking(one), check(store.home).damages) == ([], [])


def test_what_nobody_wants_is_not_owed_and_not_missed(store: Store, make: Make) -> None:
    (one,) = put(store, told(make, 1, LEAD, HARBOUR, want=()))
    assert (store.pictures.owed(0), missing(store)) == ([], {one: 0})
    store.pictures.owe([(store.get(one), [LEAD])])
    assert (store.pictures.owed(0), missing(store)) == ([Owed(LEAD, FEED)], {one: 1})


def test_a_story_without_a_subscription_may_want_pictures_too(store: Store, make: Make) -> None:
    put(store, make(1, lead_picture=LEAD)._replace(pictures=(LEAD,)))
    assert store.pictures.owed(0) == [Owed(LEAD)]


def test_a_story_that_changed_keeps_the_pictures_that_it_still_names(store: Store, make: Make) -> None:
    (one,) = put(store, told(make, 1, LEAD, HARBOUR))
    store.pictures.put_many([picture(LEAD)])
    put(store, told(make, 1, MAP, LEAD, title="Later"))
    assert missing(store) == {one: 1}
    assert [each.address for each in store.pictures.lacking(one)] == [MAP]
    assert store.pictures.owed(0) == [Owed(MAP, FEED)]  # the harbour is nobody's any more
    assert store.sweep() == 0
    put(store, told(make, 1, MAP, title="Later still", want=()))
    assert store.sweep() == 1
    assert (store.pictures.get(LEAD), store.pictures.room()) == (None, 0)
    assert missing(store) == {one: 1}


def test_the_pictures_of_a_deleted_story_stay_until_that_cant_be_undone(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = put(store, told(make, 1, LEAD, HARBOUR, original=None), told(make, 2, LEAD, MAP, original=None))
    store.pictures.put_many([picture(LEAD), picture(HARBOUR)])
    store.delete([one])
    assert store.sweep() == 0
    assert store.restore([one]) == [one]
    assert missing(store) == {one: 0, two: 1}
    store.delete([one, two])
    assert store.pictures.owed(0) == []
    assert store.restore([two]) == [two]
    assert (missing(store), store.pictures.owed(0)) == ({two: 1}, [Owed(MAP, FEED)])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 8 * 86_400)
    assert store.sweep() == 2
    assert store.pictures.known([LEAD, HARBOUR]) == {LEAD: Size(640, 480, 6)}
    assert check(store.home).damages == []


def test_making_room_counts_pictures_and_spares_those_that_others_show(store: Store, make: Make) -> None:
    fields: dict[str, Any] = {"original": None, "published": datetime(2020, 1, 9, tzinfo=UTC)}
    one, two, _ = put(store, told(make, 1, LEAD, HARBOUR, **fields), told(make, 2, MAP, **fields), told(make, 3, LEAD, **fields))
    store.pictures.put_many([picture(LEAD, b"l" * 5_000), picture(HARBOUR, b"h" * 300), picture(MAP, b"m" * 40)])
    texts = store.stats().texts
    (gone,) = put(store, told(make, 4, "https://news.example/gone.jpg", **fields))
    store.pictures.put_many([picture("https://news.example/gone.jpg", b"g" * 70_000)])
    store.delete([gone])
    store.mark([one, two], read=True)
    plan = store.plan_retention(days=1)
    assert plan.ids == [one, two]
    assert 340 < plan.size < 340 + texts
    assert store.plan_retention(size=texts + 5_340).ids == []
    assert store.plan_retention(size=texts + 5_339).ids == [one]
    assert store.apply_retention(plan) == [one, two]
    assert set(store.pictures.known([LEAD, HARBOUR, MAP])) == {LEAD}
    assert store.restore([gone]) == [gone]
    assert store.pictures.get("https://news.example/gone.jpg") is not None


def test_what_pictures_take_is_told(store: Store, make: Make) -> None:
    put(store, told(make, 1, LEAD, HARBOUR, MAP))
    store.pictures.put_many([picture(LEAD, b"x" * 1_000)])
    store.pictures.settle([Refused(MAP, "gone")])
    found = store.stats()
    assert (found.pictures_stored, found.pictures_owed) == (1, 1)
    assert 1_000 < found.pictures < 1_300


def test_pictures_of_an_ended_subscription_are_not_fetched(store: Store, make: Make) -> None:
    (one,) = put(store, told(make, 1, LEAD, HARBOUR))
    store.pictures.put_many([picture(LEAD)])
    store.subscriptions.remove([FEED])
    assert store.pictures.owed(0) == []
    assert store.pictures.lacking(one) == [Lacking(HARBOUR, owed=False, why=ENDED)]
    assert store.pictures.get(LEAD) == picture(LEAD)


def test_a_store_that_is_only_read_takes_none(store: Store, make: Make) -> None:
    put(store, told(make, 1, LEAD))
    store.pictures.put_many([picture(LEAD)])
    store.close()
    with Store.open(store.home, read_only=True) as reading:
        assert reading.pictures.get(LEAD) == picture(LEAD)
        for write in (
            lambda: reading.pictures.put_many([]),
            lambda: reading.pictures.owe([]),
            lambda: reading.pictures.put_with(make(1).article, []),
            lambda: reading.pictures.settle([]),
        ):
            with pytest.raises(StoreUnavailable):
                write()


@pytest.mark.parametrize("statement", ["UPDATE Cache SET value = x'00' WHERE key = ?", "DELETE FROM Cache WHERE key = ?"])
def test_a_damaged_picture_is_named_and_owed_again_after_a_repair(store: Store, make: Make, statement: str) -> None:
    one, two = put(store, told(make, 1, LEAD, HARBOUR), told(make, 2, HARBOUR))
    store.pictures.put_many([picture(LEAD), picture(HARBOUR)])
    alter(bodies(store), statement, picture_name(HARBOUR))
    with pytest.raises(StoreDamaged, match="harbour"):
        store.pictures.get(HARBOUR)
    assert f"the picture {HARBOUR}" in {damage.subject for damage in check(store.home).damages}
    store.close()
    repair(store.home)
    assert check(store.home).damages == []
    with Store.open(store.home) as mended:
        assert mended.pictures.get(LEAD) == picture(LEAD)
        assert mended.pictures.get(HARBOUR) is None
        assert missing(mended) == {one: 1, two: 1}
        assert [owed.address for owed in mended.pictures.owed(0)] == [HARBOUR]


def test_pictures_come_back_when_the_catalogue_is_lost(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairing, "_BYTES", 200)
    one, two, three = put(store, told(make, 1, LEAD, HARBOUR), told(make, 2, MAP), told(make, 3))
    store.pictures.put_many([picture(LEAD), picture(HARBOUR), picture(MAP)])
    store.back_up(due=False)
    store.delete([two])
    alter(bodies(store), "UPDATE Cache SET value = x'00' WHERE key = ?", picture_name(HARBOUR))
    store.close()
    for file in store.home.glob("catalogue.db*"):
        file.unlink()
    repair(store.home)
    assert check(store.home).damages == []
    with Store.open(store.home) as mended:
        assert missing(mended) == {one: 1, three: 0}
        assert mended.pictures.owed(0) == [Owed(HARBOUR, FEED)]
        assert mended.sweep() == 0
        assert mended.restore([two]) == [two]
        assert (mended.pictures.get(LEAD), mended.pictures.get(MAP)) == (picture(LEAD), picture(MAP))


def test_what_is_owed_and_refused_outlives_a_repair(store: Store, make: Make) -> None:
    (one,) = put(store, told(make, 1, LEAD, HARBOUR, MAP))
    store.pictures.settle([Refused(LEAD, "gone for good")], [Owed(MAP, FEED, 2, 70, "slow")])
    store.close()
    alter(store.home / "catalogue.db", "UPDATE articles SET words = 1")
    alter(store.home / "catalogue.db", "INSERT INTO pictures (address, tries, wanted) VALUES ('x', x'00', 1)")
    repair(store.home)
    assert check(store.home).damages == []
    with Store.open(store.home) as mended:
        assert mended.pictures.owed(100) == [Owed(MAP, FEED, 2, 70, "slow"), Owed(HARBOUR, FEED)]
        assert mended.pictures.lacking(one)[0] == Lacking(LEAD, owed=False, why="gone for good")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE pictures SET width = 7", "differ in its size"),
        ("UPDATE articles SET missing = 7", "counts of missing pictures"),
        ("DELETE FROM pictures", "nothing in the catalogue names it"),
        ("DROP TABLE pictures", "tables"),
    ],
)
def test_a_catalogue_that_disagrees_about_pictures_is_named_and_mended(store: Store, make: Make, statement: str, words: str) -> None:
    (one,) = put(store, told(make, 1, LEAD))
    store.pictures.put_many([picture(LEAD)])
    store.close()
    with contextlib.closing(sqlite3.connect(store.home / "catalogue.db")) as connection:
        connection.execute(statement)
        connection.commit()
    assert words in " / ".join(map(str, check(store.home).damages))
    repair(store.home)
    assert check(store.home).damages == []
    with Store.open(store.home) as mended:
        assert missing(mended) == {one: 0}
        assert (mended.pictures.get(LEAD) is None) == statement.startswith("DELETE")


def test_a_picture_that_nothing_names_is_no_damage_and_goes(store: Store, make: Make) -> None:
    put(store, told(make, 1, LEAD))
    store.pictures.put_many([picture(LEAD), picture(MAP)])
    assert check(store.home).damages == []
    assert store.sweep() == 1
    assert store.pictures.known([LEAD, MAP]) == {LEAD: Size(640, 480, 6)}


@pytest.mark.parametrize(
    "payload", [b"no json\npixels", b"[]\npixels", b'{"address": "https://news.example/map.jpg"}\npixels',
                b'{"address": "https://other.example/", "media_type": "image/jpeg", "width": 1, "height": 1}\npixels']
)  # fmt: skip
def test_a_seal_around_nonsense_is_damage(store: Store, make: Make, payload: bytes) -> None:
    put(store, told(make, 1, MAP))
    store.pictures.put_many([picture(MAP)])
    name = picture_name(MAP)
    store._bodies.write([(name, seal(name, payload))], needed=True)
    with pytest.raises(StoreDamaged, match=r"map\.jpg"):
        store.pictures.get(MAP)
    assert {damage.kind for damage in check(store.home).damages} == {"damaged", "missing"}


def test_pictures_that_came_along_with_a_story_are_tied_to_it_and_those_that_cant_be_are_noted(store: Store, make: Make) -> None:
    one, two = put(store, told(make, 1, LEAD, HARBOUR, MAP, want=()), told(make, 2, HARBOUR, want=(HARBOUR,)))
    story = store.get(one)
    assert store.pictures.put_with(story, [picture(HARBOUR), picture(LEAD)], [Refused(MAP, "is broken")]) == 2
    assert missing(store) == {one: 1, two: 0}
    assert store.pictures.lacking(one) == [Lacking(MAP, owed=False, why="is broken")]
    assert (store.pictures.get(LEAD), store.pictures.owed(0)) == (picture(LEAD), [])
    assert store.pictures.put_with(story, [picture(HARBOUR, b"other")], [Refused(MAP, "is no picture"), Refused(LEAD, "is broken")]) == 0
    assert store.pictures.get(HARBOUR) == picture(HARBOUR)
    assert store.pictures.lacking(one) == [Lacking(MAP, owed=False, why="is broken")]
    assert store.pictures.put_with(story, [picture(MAP)]) == 1
    assert missing(store) == {one: 0, two: 0}
    store.delete([one])
    store.sweep()
    assert check(store.home).damages == []


def test_a_picture_that_is_owed_stays_owed_where_what_came_along_cant_be_shown(store: Store, make: Make) -> None:
    (one,) = put(store, told(make, 1, LEAD))
    store.pictures.put_with(store.get(one), [], [Refused(LEAD, "is broken")])
    assert store.pictures.owed(0) == [Owed(LEAD, FEED)]


def test_a_picture_that_is_swept_while_it_is_looked_up_is_none(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, told(make, 1, LEAD))
    store.pictures.put_many([picture(LEAD), picture(MAP)])
    read = store._bodies.read

    def swept(name: str) -> bytes | None:
        store.sweep()
        return read(name)

    monkeypatch.setattr(store._bodies, "read", swept)
    assert store.pictures.get(MAP) is None
    assert store.pictures.get(LEAD) == picture(LEAD)


def test_a_store_of_before_pictures_is_mended(home: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "fixtures" / "store-v3", home)
    alter(home / "catalogue.db", "UPDATE articles SET words = 1")
    repair(home)
    assert check(home).damages == []
    with Store.open(home) as mended:
        assert mended._bodies.read(STORE_NAME) is not None
        assert {row.missing for row in mended.page(Query(), 10).rows} == {0}
