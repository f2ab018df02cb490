"""What files carry beside stories: marks of another reader, subscriptions, addresses, feeds without entries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories import LIGHTHOUSE
from tuireader import query
from tuireader.intake import Failure, take, take_fetched
from tuireader.store import Store

OPML = """<opml version="2.0"><body><outline text="Europe"><outline type="rss" text="Harbour Post" xmlUrl="https://harbour.example/feed"/>
</outline></body></opml>"""
EMPTY_FEED = '<rss version="2.0"><channel><title>Harbour Post</title><link>https://harbour.example/</link></channel></rss>'
PODCAST = """<rss version="2.0"><channel><title>Lamp talk</title><link>https://lamp.example/</link>{items}</channel></rss>"""
EPISODE = """<item><title>Episode {n}</title><link>https://lamp.example/</link><guid isPermaLink="false">ep-{n}</guid>
<description>What the keeper saw in night number {n}, told at some length.</description></item>"""
WALLABAG = """[{"title": "A lamp", "url": "https://harbour.example/lamp", "content": "<p>The lamp burned all night on the pier.</p>",
"is_archived": 1, "is_starred": 1}]"""


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


def written(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_marks_of_another_reader_come_along(store: Store, tmp_path: Path) -> None:
    report = take(store, [written(tmp_path / "in", saved_json=WALLABAG)])
    (row,) = store.page(query.of(), 10).rows
    assert (row.read, row.starred) == (True, True)
    assert report.marked == 1


def test_marks_are_set_on_stories_that_are_here_already(store: Store, tmp_path: Path) -> None:
    take_fetched(store, LIGHTHOUSE.encode(), "https://harbour.example/lamp", "text/plain")
    take(store, [written(tmp_path / "in", saved_json=WALLABAG)])
    (row,) = store.page(query.of(), 10).rows
    assert (row.read, row.starred) == (True, True)


def test_subscriptions_and_addresses_are_told_of_and_nothing_is_subscribed_to(store: Store, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", list_opml=OPML, urls_txt="https://harbour.example/one\nhttps://harbour.example/two\n")
    report = take(store, [folder])
    assert [one.address for one in report.subscriptions] == ["https://harbour.example/feed"]
    assert report.addresses == ["https://harbour.example/one", "https://harbour.example/two"]
    assert report.failed == []
    assert not store.subscriptions.all()


def test_a_feed_without_entries_is_no_failure(store: Store, tmp_path: Path) -> None:
    report = take(store, [written(tmp_path / "in", feed_xml=EMPTY_FEED)])
    assert (report.new, report.failed) == (0, [])


def test_episodes_that_all_link_to_the_home_page_are_stories_of_their_own(store: Store, tmp_path: Path) -> None:
    feed = PODCAST.format(items="".join(EPISODE.format(n=n) for n in range(3)))
    folder = written(tmp_path / "in", feed_xml=feed)
    assert take(store, [folder]).new == 3
    assert take(store, [folder]).same == 3


def test_a_feed_of_one_entry_without_a_link_is_not_taken_for_its_own_address(store: Store) -> None:
    feed = PODCAST.format(items=EPISODE.format(n=1).replace("<link>https://lamp.example/</link>", ""))
    report = take_fetched(store, feed.encode(), "https://lamp.example/feed.xml", "application/rss+xml")
    assert store.get(report.ids[0]).url != "https://lamp.example/feed.xml"


def test_each_empty_folder_is_named_though_others_bring_stories(store: Store, tmp_path: Path) -> None:
    empty, full, none = tmp_path / "empty", written(tmp_path / "full", a_txt=LIGHTHOUSE), tmp_path / "none"
    empty.mkdir()
    none.mkdir()
    report = take(store, [empty, full, none])
    assert report.new == 1
    assert report.failed == [Failure(str(folder), "there are no articles in this folder") for folder in (empty, none)]
