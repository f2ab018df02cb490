"""The journey: many feeds with their pages and pictures on board, then no network, and everything readable."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.faults.server import Server, http
from tests.faults.test_sync_pictures import asked, illustrated, page_with, photo
from tests.faults.world import PAGES, headline, item, serve_feed, subscribe, sync, text
from tuireader.article import Paragraph, picture_addresses
from tuireader.query import Query
from tuireader.store import Store
from tuireader.store.checking import check
from tuireader.sync.pictures import Wish

FEEDS, STORIES = 40, 25


def test_forty_feeds_with_their_pages_and_pictures_are_readable_when_the_server_is_off(server: Server, home: Path) -> None:
    server.answers("/robots.txt", http(b"User-agent: *\nAllow: /\n"))
    # A picture of its own for each story, and one that each feed's stories share.
    for n in range(FEEDS * STORIES):
        server.answers(f"/own/{n}.jpg", http(photo(n, 160, 120), "Content-Type: image/jpeg"))
    addresses = []
    for number in range(FEEDS):
        numbers = range(number * STORIES, (number + 1) * STORIES)
        shared = server.answers(f"/shared/{number}.jpg", http(photo(number, 400, 200), "Content-Type: image/jpeg"))
        shown = {n: (server.url(f"/own/{n}.jpg"), shared) for n in numbers}
        # Half of the feeds give whole stories, half of them only sum them up.
        if number % 2:
            items = [item(server, n, whole=False) for n in numbers]
            for n in numbers:
                server.answers(f"/story/{n}", http(page_with(n, *shown[n]), PAGES))
        else:
            items = [illustrated(server, n, *shown[n]) for n in numbers]
        addresses.append(serve_feed(server, items, path=f"/feed/{number}"))
    with Store.open(home) as store:
        subscribe(store, *addresses)
        report = sync(store, pictures=Wish("all"))
    assert (report.new, report.pages, report.failed, report.incomplete) == (1000, 500, [], [])
    assert (report.pictures, report.pictures_missing, report.pictures_over_budget) == (1000 + FEEDS, [], 0)
    pictures = {path: times for path, times in asked(server).items() if path.endswith(".jpg")}
    assert len(pictures) == 1000 + FEEDS
    assert set(pictures.values()) == {1}
    server.close()
    with Store.open(home, read_only=True) as store:
        rows = store.page(Query(), 2000).rows
        assert {row.title for row in rows} == {headline(n) for n in range(FEEDS * STORIES)}
        assert {row.missing for row in rows} == {0}
        for row in rows:
            number = int(row.title.split()[2])
            story = store.get(row.id)
            assert story.whole == "whole"
            assert [block.text for block in story.blocks if isinstance(block, Paragraph)] == [line.strip() for line in text(number)]
            own, shared = picture_addresses(story)
            assert (own, shared) == (server.url(f"/own/{number}.jpg"), server.url(f"/shared/{number // STORIES}.jpg"))
            for address, size in ((own, (160, 120)), (shared, (400, 200))):
                picture = store.pictures.get(address)
                assert picture is not None
                with Image.open(BytesIO(picture.data)) as image:
                    image.load()
                    assert image.size == size == (picture.width, picture.height)
    assert check(home).damages == []
