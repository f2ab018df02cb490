"""newsboat's cache: its articles and marks, from a database that nobody vouches for."""

import sqlite3
from contextlib import suppress

import pytest

from tuireader.article import Paragraph
from tuireader.errors import InputError, UnknownFormat
from tuireader.reading import Hints, read

TABLES = """
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL, title VARCHAR(1024) NOT NULL,
  lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT '');
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL,
  author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,
  content VARCHAR(65535) NOT NULL,
  unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024), enqueued INTEGER(1) NOT NULL DEFAULT 0,
  flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT '');
INSERT INTO rss_feed (rssurl, url, title) VALUES ('https://quay.example/rss', 'https://quay.example/', 'Harbour Herald');
INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted)
VALUES
  ('a', 'The ferry &amp; the tide', 'Ada Kerr', 'https://quay.example/a', 'https://quay.example/rss', 1578578585,
   '<p>She sails at noon.</p>', 0, 's', 0),
  ('b', 'The mill', '', 'https://quay.example/b', 'https://quay.example/rss', 0, '', 1, NULL, 0),
  ('c', 'Gone', '', 'https://quay.example/c', 'https://quay.example/rss', 0, '', 1, NULL, 1);
"""

ENDLESS_VIEW = """
CREATE TABLE rss_feed (rssurl, url, title);
CREATE VIEW rss_item AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c;
"""


def database(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    return connection.serialize()


def test_articles_come_with_their_marks_and_feeds() -> None:
    reading = read(database(TABLES), Hints(path="cache.db"))
    ferry, mill = (draft.article for draft in reading.drafts)
    assert (ferry.title, ferry.byline, ferry.source, ferry.subscriptions) == (
        "The ferry & the tide", "Ada Kerr", "Harbour Herald", ("https://quay.example/rss",)
    )  # fmt: skip
    assert ferry.blocks == (Paragraph(text="She sails at noon."),)
    assert ferry.published is not None
    assert ferry.published.isoformat() == "2020-01-09T14:03:05+00:00"
    assert (mill.title, mill.published) == ("The mill", None)
    assert [(mark.url, mark.read, mark.starred) for mark in reading.marks] == [
        ("https://quay.example/a", True, True),
        ("https://quay.example/b", False, False),
    ]
    assert [(feed.address, feed.title, feed.site) for feed in reading.subscriptions] == [
        ("https://quay.example/rss", "Harbour Herald", "https://quay.example/")
    ]


def test_a_cache_that_kept_a_write_ahead_log_is_read() -> None:
    data = bytearray(database(TABLES))
    data[18:20] = b"\2\2"
    assert len(read(bytes(data), Hints(path="cache.db")).drafts) == 2


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE other (x)",
        "CREATE TABLE rss_feed (x); CREATE TABLE rss_item (x);",
        ENDLESS_VIEW,
    ],
    ids=["another", "other columns", "a view"],
)
def test_other_databases_are_refused(script: str) -> None:
    with pytest.raises(UnknownFormat, match="newsboat"):
        read(database(script), Hints(path="cache.db"))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_cache_is_read_or_refused(seed: int) -> None:
    data = bytearray(database(TABLES))
    for n in range(1 + seed):
        data[(seed * 7919 + n * 104_729) % len(data)] ^= 1 << (n + seed) % 8
    with suppress(InputError):
        read(b"SQLite format 3\0" + bytes(data[16:]), Hints(path="cache.db"))
