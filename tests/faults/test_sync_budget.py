"""Before the train: so much to read, in so many bytes, and what is on board is whole."""

from __future__ import annotations

import io
import random

import pytest

from tests.faults.server import Server, http
from tests.faults.world import MANNERS, PAGES, feed, headline, item, page, serve_feed, subscribe, sync
from tuireader.query import parse
from tuireader.store import Store
from tuireader.sync.engine import run
from tuireader.sync.events import Progress
from tuireader.sync.in_words import to_read
from tuireader.sync.packing import Budget
from tuireader.sync.planning import Options

REGIONS = ("Africa", "Asia", "Europe")
NO_RULES = http(b"none", status="404 Not Found")


@pytest.fixture
def world(server: Server, store: Store) -> Server:
    """Subscribe to a feed of ten summaries in each of three regions."""
    server.answers("/robots.txt", NO_RULES)
    for number, region in enumerate(REGIONS):
        numbers = range(number * 100, number * 100 + 10)
        subscribe(store, serve_feed(server, [item(server, n, whole=False) for n in numbers], path=f"/feed/{number}"), region=(region,))
        for n in numbers:
            server.answers(f"/story/{n}", http(page(n), PAGES))
    return server


def pages_asked(server: Server) -> list[int]:
    return [int(request.split(" ")[1].rpartition("/")[2]) for request in server.requests if " /story/" in request]


def whole(store: Store, region: str = "") -> int:
    return store.count(parse("is:complete" + (f" region:{region}" if region else ""))).total


def test_a_reading_time_is_filled_by_turns_over_the_regions_with_whole_stories(world: Server, store: Store) -> None:
    report = sync(store, budget=Budget.of(minutes=20))
    stories = whole(store)
    assert 20 * 230 - 700 < sum(row.words for row in store.page(parse("is:complete"), 100).rows) <= 20 * 230
    by_region = [(region, whole(store, region)) for region in REGIONS]
    assert {number for _, number in by_region} <= {stories // 3, stories // 3 + 1}
    assert len(pages_asked(world)) == stories == report.pages
    assert report.new == 30
    assert report.aboard is not None
    assert [(one.region, one.stories) for one in report.aboard] == by_region
    assert report.to_read.stories == stories
    assert (report.left, len(report.incomplete)) == (30 - stories, 30 - stories)
    assert {one.why for one in report.incomplete} == {"left for the next sync: the reading time that you asked for is full"}


def test_the_newest_of_each_region_are_taken(world: Server, store: Store) -> None:
    sync(store, budget=Budget.of(minutes=20))
    asked = pages_asked(world)
    for number in range(3):
        here = sorted(n for n in asked if n // 100 == number)
        assert here == list(range(number * 100 + 10 - len(here), number * 100 + 10))


def test_what_is_on_board_counts_and_what_was_left_comes_when_more_is_asked_for(world: Server, store: Store) -> None:
    sync(store, budget=Budget.of(minutes=20))
    before = pages_asked(world)
    again = sync(store, budget=Budget.of(minutes=20))
    assert pages_asked(world) == before
    assert (again.pages, again.to_read.stories) == (0, len(before))
    more = sync(store, budget=Budget.of(minutes=40))
    assert more.to_read.stories > len(before)
    assert more.left == 30 - more.to_read.stories
    rest = sync(store)
    assert (rest.aboard, whole(store)) == (None, 30)


def test_no_more_bytes_come_than_are_allowed(world: Server, store: Store) -> None:
    most = 110_000
    report = sync(store, budget=Budget.of(size=most))
    largest = max(len(page(n)) for n in (1, 100, 209))
    assert report.received <= most + largest
    assert 0 < whole(store) < 30
    assert report.left == 30 - whole(store)
    assert {one.why for one in report.incomplete} == {"left for the next sync: it would have been more bytes than you allow"}


def test_one_page_too_large_is_broken_off_and_asked_again_another_time(world: Server, store: Store) -> None:
    for n in range(10):
        for number in range(3):
            world.answers(f"/story/{number * 100 + n}", http(page(n, paragraphs=1_000), PAGES))
    report = sync(store, budget=Budget.of(size=60_000), manners=MANNERS)
    assert report.received < 60_000 + 70_000
    assert (report.pages, whole(store), report.failed) == (0, 0, [])
    assert len(store.subscriptions.owed(0)) == 30


def test_feeds_that_use_the_bytes_up_are_read_as_far_as_they_came(world: Server, store: Store) -> None:
    world.answers("/feed/2", http(feed([item(world, n) for n in range(900, 960)]), "Content-Type: application/rss+xml"))
    report = sync(store, budget=Budget.of(size=15_000))
    assert report.received < 15_000 + 200_000
    assert (report.failed, pages_asked(world)) == ([], [])
    cut = [one for one in store.subscriptions.all() if one.last_try is None]
    assert "/feed/2" in {one.address[-7:] for one in cut}
    assert len(cut) == report.unasked
    assert {one.failures for one in cut} == {0}


def test_a_region_limits_feeds_and_stories(world: Server, store: Store) -> None:
    report = sync(store, budget=Budget.of(minutes=200), region=("Asia",))
    assert (report.feeds, report.new, whole(store), whole(store, "asia")) == (1, 10, 10, 10)
    assert report.aboard is not None
    assert [one.region for one in report.aboard] == ["Asia"]


def test_a_region_is_looked_for_in_feeds_of_the_whole_world_too(world: Server, store: Store) -> None:
    body = "<p>The ferry to Mombasa in Kenya left Nairobi waiting.</p>"
    world.answers(
        "/world", http(feed([item(world, 1, body=body), item(world, 2, body="<p>In Tokyo, Japan.</p>")]), "Content-Type: text/xml")
    )
    subscribe(store, world.url("/world"))
    report = sync(store, budget=Budget.of(minutes=200), region=("Africa",))
    assert report.feeds == 2
    assert {row.region for row in store.page(parse("is:complete unread region:africa"), 100).rows} == {"Africa"}


def test_pages_that_dont_come_make_room_for_others(world: Server, store: Store) -> None:
    for n in (9, 109, 209):
        world.answers(f"/story/{n}", http(b"no", status="403 Forbidden"))
    report = sync(store, budget=Budget.of(minutes=9))
    assert {9, 109, 209} <= set(pages_asked(world))
    assert whole(store) >= 3
    assert 7 * 230 < report.to_read.words <= 9 * 230


def test_what_was_read_makes_no_reading_time(world: Server, store: Store) -> None:
    sync(store, budget=Budget.of(minutes=20))
    store.mark_all(parse("is:complete"), read=True)
    report = sync(store, budget=Budget.of(minutes=20))
    assert report.pages == report.to_read.stories > 5


def test_nothing_is_chosen_where_full_text_isnt_wanted(world: Server, store: Store) -> None:
    report = sync(store, budget=Budget.of(minutes=20), pages=False)
    assert (report.pages, report.to_read.stories, report.left) == (0, 0, 0)


def test_it_can_be_stopped_and_what_came_stays(world: Server, store: Store) -> None:
    seen: list[object] = []
    report = run(
        store,
        Options(allow_hosts=("127.0.0.1",), manners=MANNERS, budget=Budget.of(minutes=30)),
        on_event=seen.append,
        cancelled=lambda: any(isinstance(event, Progress) and event.pages_done for event in seen),
    )
    assert report.stopped
    assert report.new == 30
    assert whole(store) == report.to_read.stories
    assert report.left == len(report.incomplete) == 30 - whole(store)
    assert {one.why for one in report.incomplete} == {"left for the next sync: this one ended before"}
    assert headline(0) in {row.title for row in store.page(parse("is:headline"), 100).rows}


def test_without_a_network_nothing_changes(store: Store) -> None:
    subscribe(store, "http://nobody.invalid/feed")
    report = sync(store, budget=Budget.of(minutes=20))
    assert (report.offline, report.aboard, report.left) == (True, None, 0)


def test_pages_left_for_later_are_chosen_from_later(world: Server, store: Store) -> None:
    sync(store, pages=False)
    assert pages_asked(world) == []
    report = sync(store, budget=Budget.of(minutes=20))
    assert report.pages == report.to_read.stories > 5


def test_what_is_chosen_comes_with_its_pictures_and_they_count(server: Server, store: Store) -> None:
    server.answers("/robots.txt", NO_RULES)
    subscribe(store, serve_feed(server, [item(server, n, whole=False) for n in range(30)]))
    drawn = picture()
    for n in range(30):
        shown = f"<figure><img src=/picture/{n}.png width=400 height=300><figcaption>The ferry</figcaption></figure><p>".encode()
        server.answers(f"/story/{n}", http(page(n).replace(b"<p>", shown, 1), PAGES))
        server.answers(f"/picture/{n}.png", http(drawn, "Content-Type: image/png"))
    most = 500_000
    report = sync(store, budget=Budget.of(size=most))
    assert report.received <= most + len(drawn)
    assert 3 <= whole(store) < 30
    assert report.to_read.pictures == report.pictures == whole(store)
    assert store.count(parse("is:partial")).total <= 1
    assert report.left >= 29 - whole(store)


def test_stories_that_lack_only_pictures_are_told_of(server: Server, store: Store) -> None:
    server.answers("/robots.txt", NO_RULES)
    subscribe(store, serve_feed(server, [item(server, n, whole=False) for n in range(3)]))
    for n in range(3):
        shown = f"<figure><img src=/picture/{n}.png width=400 height=300><figcaption>The ferry</figcaption></figure><p>".encode()
        server.answers(f"/story/{n}", http(page(n).replace(b"<p>", shown, 1), PAGES))
        server.answers(f"/picture/{n}.png", http(b"", status="500 Oops"))
    report = sync(store, budget=Budget.of(minutes=30))
    assert (report.to_read.stories, report.lacking_pictures) == (0, 3)
    assert to_read(report) == "The whole text of 3 unread stories is on board, without the pictures."
    server.answers("/picture/1.png", http(picture(), "Content-Type: image/png"))
    later = [one._replace(next_attempt=0) for one in store.pictures.owed(1 << 40)]
    store.pictures.settle([], later)
    report = sync(store, budget=Budget.of(minutes=30))
    assert (report.to_read.stories, report.lacking_pictures) == (1, 2)
    assert to_read(report).endswith("to read, 1 story, whole. 2 more lack only pictures.")


def picture() -> bytes:
    """Return a PNG of 400 x 300 that compresses badly: some 30 kB."""
    from PIL import Image

    noise = random.Random(1).randbytes(100 * 75 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (100, 75), noise).resize((400, 300), Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()
