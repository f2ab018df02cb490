"""What feeds say again and anew: each story is stored once, as it is now, and understood only when it changed."""

from __future__ import annotations

import pytest

from tests.faults.server import Server, http
from tests.faults.world import headline, item, only, serve_feed, subscribe, sync, synced, text, titles
from tuireader import drafting
from tuireader.article import Draft, Paragraph
from tuireader.query import Query
from tuireader.store import Store
from tuireader.sync.events import FeedDone


def test_new_stories_come_in_whole_newest_first(server: Server, store: Store) -> None:
    url = serve_feed(server, [item(server, n) for n in range(3)])
    subscribe(store, url, region=("Europe", "Norway"), section="Shipping")
    report = sync(store)
    assert titles(store) == [headline(2), headline(1), headline(0)]
    assert (report.feeds, report.new, report.changed, report.failed, report.incomplete) == (1, 3, 0, [], [])
    rows = store.page(Query(), 10).rows
    assert report.words == sum(row.words for row in rows) > 1000
    article = store.get(rows[0].id)
    assert [block.text for block in article.blocks if isinstance(block, Paragraph)] == [line.strip() for line in text(2)]
    assert (article.subscriptions, article.source, article.section) == ((url,), "Harbour News", "Shipping")
    assert article.region_path == ("Europe", "Norway")
    assert only(store).title == "Harbour News"


def test_a_second_sync_asks_whether_there_is_anything_new(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)], 'ETag: "v1"', "Last-Modified: Mon, 02 Jan 2023 10:00:00 GMT"))
    sync(store)
    server.answers("/feed", http(b"", status="304 Not Modified"))
    report = sync(store)
    assert 'if-none-match: "v1"' in server.requests[-1].lower()
    assert "if-modified-since: mon, 02 jan 2023 10:00:00 gmt" in server.requests[-1].lower()
    assert (report.unchanged, report.new, report.failed) == (1, 0, [])
    assert (only(store).failures, only(store).last_error) == (0, None)


def test_the_same_answer_again_is_nothing_new(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    sync(store)
    report = sync(store)
    assert (report.unchanged, report.new, report.changed) == (1, 0, 0)


def test_that_nothing_is_new_is_not_believed_of_a_feed_never_read(server: Server, store: Store) -> None:
    subscribe(store, server.answers("/feed", http(b"", status="304 Not Modified")))
    assert "wasn't asked" in (sync(store).failed[0].words or "")


def test_a_story_that_was_edited_is_updated(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    sync(store)
    serve_feed(server, [item(server, 1, body="".join(f"<p>{line}</p>" for line in [*text(1), "Corrected: it was the other ferry."]))])
    report = sync(store)
    assert (report.new, report.changed) == (0, 1)
    assert store.get(report.ids[0]).blocks[-1].text.startswith("Corrected")


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the headlines of the entries whose meaning is found."""
    found: list[str] = []

    def complete(draft: Draft, **more: object) -> object:
        found.append(draft.article.title)
        return drafting.complete(draft, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("tuireader.sync.parsing.complete", complete)
    return found


def test_entries_that_are_as_they_were_are_not_understood_again(server: Server, store: Store, understood: list[str]) -> None:
    subscribe(store, serve_feed(server, [item(server, n) for n in range(6)]))
    sync(store)
    understood.clear()
    serve_feed(server, [item(server, n) for n in (7, *range(6))])
    report, events = synced(store)
    assert understood == [headline(7)]
    assert (report.new, report.changed, len(titles(store))) == (1, 0, 7)
    assert [event.stories for event in events if isinstance(event, FeedDone)] == [7]
    assert only(store).entries == 7


def test_an_edit_that_is_taken_back_is_taken_back_here_too(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1)]))
    sync(store)
    before = store.get(store.page(Query(), 1).rows[0].id)
    for body, changed in (("<p>Wrong words in place of the story, and many of them.</p>", 1), (None, 1), (None, 0)):
        serve_feed(server, [item(server, 1, body=body), *([] if changed else [item(server, 2)])])
        assert sync(store).changed == changed
    assert store.get(before.id).blocks == before.blocks


def test_what_a_subscription_says_anew_is_heeded_for_entries_that_are_as_they_were(server: Server, store: Store) -> None:
    url = serve_feed(server, [item(server, 1)])
    subscribe(store, url, region=("Europe", "Norway"))
    sync(store)
    store.subscriptions.change(url, region=("Oceania",), section="Shipping")
    serve_feed(server, [item(server, n) for n in (1, 2)])
    sync(store)
    assert {(store.get(row.id).region_path, row.section) for row in store.page(Query(), 10).rows} == {(("Oceania",), "Shipping")}


def test_a_story_that_an_odd_answer_left_out_counts_as_seen_when_it_is_back(server: Server, store: Store, understood: list[str]) -> None:
    subscribe(store, serve_feed(server, [item(server, n) for n in range(4)]))
    sync(store)
    serve_feed(server, [])
    sync(store)
    understood.clear()
    serve_feed(server, [item(server, n) for n in range(5)])
    assert sync(store).new == 1
    assert understood == [headline(4)]


def test_a_deleted_story_does_not_return(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [item(server, 1), item(server, 2)]))
    gone = sync(store).ids[0]
    store.delete([gone])
    serve_feed(server, [item(server, n) for n in (1, 2, 3)])
    assert sync(store).new == 1
    assert gone not in {row.id for row in store.page(Query(), 10).rows}


def test_one_story_in_two_feeds_is_one_with_two_subscriptions(server: Server, store: Store) -> None:
    link = server.url("/story/1")
    first = serve_feed(server, [item(server, 1, link=f"{link}?utm_source=rss")], path="/a")
    second = serve_feed(server, [item(server, 1, link=f"{link}?at_medium=RSS#top")], path="/b")
    subscribe(store, first, second)
    sync(store)
    (row,) = store.page(Query(), 10).rows
    assert row.url == link
    assert set(store.get(row.id).subscriptions) == {first, second}


@pytest.mark.parametrize("guid", [None, "at-each-turn-another-{turn}"])
def test_stories_without_an_address_are_not_doubled_by_their_names(server: Server, store: Store, guid: str | None) -> None:
    for turn in range(3):
        name = guid and guid.format(turn=turn)
        serve_feed(server, [item(server, n, link=None, guid=name and f"{name}-{n}") for n in range(turn, turn + 3)])
        if not turn:
            subscribe(store, server.url("/feed"))
        sync(store)
    assert sorted(titles(store)) == [headline(n) for n in range(5)]
