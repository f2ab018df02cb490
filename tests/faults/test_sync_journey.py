"""The journey: many feeds with their pages on board, then no network, and everything readable."""

from __future__ import annotations

from pathlib import Path

from tests.faults.server import Server, http
from tests.faults.world import PAGES, headline, item, page, serve_feed, subscribe, sync, text
from tuireader.query import Query
from tuireader.store import Store
from tuireader.store.checking import check

FEEDS, STORIES = 40, 25


def test_forty_feeds_with_their_pages_are_readable_when_the_server_is_off(server: Server, home: Path) -> None:
    server.answers("/robots.txt", http(b"User-agent: *\nAllow: /\n"))
    addresses = []
    for number in range(FEEDS):
        numbers = range(number * STORIES, (number + 1) * STORIES)
        # Half of the feeds give whole stories, half of them only sum them up.
        addresses.append(serve_feed(server, [item(server, n, whole=number % 2 == 0) for n in numbers], path=f"/feed/{number}"))
        for n in numbers if number % 2 else []:
            server.answers(f"/story/{n}", http(page(n), PAGES))
    with Store.open(home) as store:
        subscribe(store, *addresses)
        report = sync(store)
    assert (report.new, report.pages, report.failed, report.incomplete) == (1000, 500, [], [])
    server.close()
    with Store.open(home, read_only=True) as store:
        rows = store.page(Query(), 2000).rows
        assert {row.title for row in rows} == {headline(n) for n in range(FEEDS * STORIES)}
        for row in rows:
            number = int(row.title.split()[2])
            story = store.get(row.id)
            assert story.whole == "whole"
            assert [block.text for block in story.blocks] == [line.strip() for line in text(number)]
    assert check(home).damages == []
