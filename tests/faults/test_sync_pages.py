"""Full text: what a feed only sums up is fetched as a page, and why it isn't whole where it isn't."""

from __future__ import annotations

import re
import time

import pytest

from tests.faults.server import Server, http, moved
from tests.faults.world import LOGIN, PAGES, headline, item, page, serve_feed, subscribe, sync
from tuireader.article import Article
from tuireader.query import Query
from tuireader.store import Store
from tuireader.sync.engine import run
from tuireader.sync.events import Progress
from tuireader.sync.planning import Options


@pytest.fixture
def summaries(server: Server, store: Store) -> str:
    """Subscribe to a feed of two summaries, on a site without rules for programs; return its address."""
    server.answers("/robots.txt", http(b"none", status="404 Not Found"))
    url = serve_feed(server, [item(server, n, whole=False) for n in (1, 2)])
    subscribe(store, url, region=("Oceania",))
    return url


def stories(store: Store) -> dict[str, Article]:
    return {row.title: store.get(row.id) for row in store.page(Query(), 100).rows}


def asked(server: Server, path: str) -> int:
    return sum(request.split(" ")[1] == path for request in server.requests)


def later(store: Store) -> None:
    """Let the time pass after which pages are tried again."""
    store.subscriptions.settle([], [owed._replace(next_attempt=0) for owed in store.subscriptions.owed(1 << 40)])


def test_summaries_become_whole_stories(server: Server, store: Store, summaries: str) -> None:
    for n in (1, 2):
        server.answers(f"/story/{n}", http(page(n), PAGES))
    report = sync(store)
    assert (report.new, report.changed, report.pages, report.incomplete) == (2, 0, 2, [])
    for n in (1, 2):
        story = stories(store)[headline(n)]
        assert (story.whole, story.whole_reason, story.subscriptions) == ("whole", None, (summaries,))
        assert f"with story {n} in its mailbag" in story.blocks[-1].text
        assert story.region_path == ("Oceania",)
        assert story.published is not None
        assert store.original(story.id).data == page(n)
    assert asked(server, "/robots.txt") == 1


def test_whole_stories_and_those_known_are_not_fetched_again(server: Server, store: Store, summaries: str) -> None:
    for n in (1, 2, 3):
        server.answers(f"/story/{n}", http(page(n), PAGES))
    sync(store)
    serve_feed(server, [*(item(server, n, whole=False) for n in (1, 2, 3)), item(server, 4)])
    report = sync(store)
    assert (report.new, report.changed, report.pages) == (2, 0, 1)
    assert [asked(server, f"/story/{n}") for n in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert {story.whole for story in stories(store).values()} == {"whole"}


def test_a_page_that_several_stories_name_is_the_page_of_none(server: Server, store: Store, summaries: str) -> None:
    serve_feed(server, [item(server, n, whole=False, link=server.url("/home")) for n in (1, 2, 3)])
    server.answers("/home", http(page(1), PAGES))
    report = sync(store)
    assert (report.new, report.pages, asked(server, "/home")) == (3, 0, 0)
    assert set(stories(store)) == {headline(n) for n in (1, 2, 3)}


def test_a_reader_who_wants_no_full_text_gets_none(server: Server, store: Store, summaries: str) -> None:
    store.subscriptions.change(summaries, full_text=False)
    report = sync(store)
    assert (report.new, report.pages, len(report.incomplete)) == (2, 0, 2)
    assert asked(server, "/story/1") == 0


BLOCKED = {
    "401 Unauthorized": "asks for a password",
    "402 Payment Required": "asks for payment",
    "403 Forbidden": "refuses to show this",
    "451 Unavailable": "for legal reasons",
}


@pytest.mark.parametrize(("status", "words"), BLOCKED.items())
def test_a_page_that_is_refused_blocks_the_story_and_says_why(
    server: Server, store: Store, summaries: str, status: str, words: str
) -> None:
    for n in (1, 2):
        server.answers(f"/story/{n}", http(b"no", status=status))
    report = sync(store)
    story = stories(store)[headline(1)]
    assert story.whole == "blocked"
    assert words in (story.whole_reason or "")
    assert "ferry brought letters again" in story.blocks[0].text
    assert {one.whole for one in report.incomplete} == {"blocked"}
    # The feed, asked again and changed, doesn't make it a mere summary, nor is the page asked again.
    serve_feed(server, [item(server, n, whole=False) for n in (1, 2, 3)])
    server.answers("/story/3", http(page(3), PAGES))
    assert sync(store).changed == 0
    assert stories(store)[headline(1)] == story
    assert asked(server, "/story/1") == 1


def test_a_site_that_forbids_programs_is_obeyed(server: Server, store: Store, summaries: str) -> None:
    server.answers("/robots.txt", http(b"User-agent: *\nDisallow: /story/1\n"))
    server.answers("/story/2", http(page(2), PAGES))
    sync(store)
    found = stories(store)
    assert (found[headline(1)].whole, found[headline(2)].whole) == ("blocked", "whole")
    assert "asks programs not to fetch" in (found[headline(1)].whole_reason or "")
    assert asked(server, "/story/1") == 0


def test_a_page_that_is_gone_leaves_the_summary(server: Server, store: Store, summaries: str) -> None:
    for n in (1, 2):
        server.answers(f"/story/{n}", http(b"no", status="404 Not Found"))
    sync(store)
    assert stories(store)[headline(1)].whole == "summary"
    assert "no such page" in (stories(store)[headline(1)].whole_reason or "")
    assert store.subscriptions.owed(1 << 40) == []


def test_a_page_that_shows_no_more_leaves_what_the_feed_gives(server: Server, store: Store, summaries: str) -> None:
    for n in (1, 2):
        server.answers(f"/story/{n}", http(page(n, paragraphs=0), PAGES))
    sync(store)
    story = stories(store)[headline(1)]
    assert story.whole != "whole"
    assert "ferry brought letters again" in story.blocks[0].text


TROUBLE = {
    "busy": http(b"", status="500 Oops"),
    "another page": http(LOGIN, PAGES),
    "cut": http(page(1), PAGES, length=100_000),
    "a loop": moved("/story/1"),
}


@pytest.mark.parametrize("trouble", TROUBLE.values(), ids=TROUBLE.keys())
def test_a_page_that_doesnt_come_now_comes_later(server: Server, store: Store, summaries: str, trouble: bytes) -> None:
    server.answers("/story/1", trouble)
    server.answers("/story/2", http(page(2), PAGES))
    report = sync(store)
    (told,) = report.incomplete
    assert told.title == headline(1)
    assert re.match("its page didn't come, and is asked for again: .", told.why)
    assert stories(store)[headline(1)].whole == "summary"
    assert sync(store).pages == 0  # not at once
    later(store)
    server.answers("/story/1", http(page(1), PAGES))
    report = sync(store)
    assert (report.new, report.changed, report.pages) == (0, 1, 1)
    assert stories(store)[headline(1)].whole == "whole"


def test_a_page_that_never_comes_is_given_up_with_the_reason(server: Server, store: Store, summaries: str) -> None:
    for n in (1, 2):
        server.answers(f"/story/{n}", http(b"", status="500 Oops"))
    for _ in range(6):
        sync(store)
        later(store)
    assert asked(server, "/story/1") == 4
    assert "didn't come" in (stories(store)[headline(1)].whole_reason or "")


def test_a_site_whose_rules_cant_be_read_is_left_alone_for_now(server: Server, store: Store, summaries: str) -> None:
    server.answers("/robots.txt", http(b"", status="500 Oops"))
    sync(store)
    assert asked(server, "/story/1") == 0
    assert len(store.subscriptions.owed(int(time.time()) + 86400)) == 2


def test_a_host_that_is_asked_too_often_gets_its_pages_asked_later(server: Server, store: Store, summaries: str) -> None:
    for n in (1, 2):
        server.answers(f"/story/{n}", http(b"", "Retry-After: 1000", status="429 Too Many Requests"))
    report = sync(store)
    assert {one.why for one in report.incomplete} == {"its page comes later: its server asked to be left alone for a while"}
    now = int(time.time())
    assert store.subscriptions.owed(now + 900) == []
    assert [page.tries for page in store.subscriptions.owed(now + 1100)] == [0, 0]


def test_pages_that_a_stopped_sync_still_owed_come_with_the_next(server: Server, store: Store, summaries: str) -> None:
    for n in (1, 2):
        server.behaves(f"/story/{n}", server.stall)
    seen: list[object] = []
    report = run(
        store,
        Options(allow_hosts=("127.0.0.1",)),
        on_event=seen.append,
        cancelled=lambda: any(isinstance(event, Progress) and event.pages for event in seen),
    )
    assert report.stopped
    assert len(stories(store)) == 2
    for n in (1, 2):
        server.answers(f"/story/{n}", http(page(n), PAGES))
    server.answers("/feed", http(b"", status="500 Oops"))
    report = sync(store)
    assert (report.changed, report.pages) == (2, 2)
    assert {story.whole for story in stories(store).values()} == {"whole"}


def test_a_deleted_storys_page_is_not_fetched(server: Server, store: Store, summaries: str) -> None:
    for n in (1, 2):
        server.answers(f"/story/{n}", http(b"", status="500 Oops"))
    ids = sync(store).ids
    store.delete(ids)
    later(store)
    asked_before = len(server.requests)
    sync(store)
    assert {request.split(" ")[1] for request in server.requests[asked_before:]} == {"/feed"}
