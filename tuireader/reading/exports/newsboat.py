"""newsboat's ``cache.db``: its articles, which of them were read, and which were flagged.

The columns are those of newsboat 2.10 to 2.40 (``src/cache.cpp``). The file is a stranger's: it is opened in memory, with a connection
that may do nothing but read two plain tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from tuireader.article import Draft, Enclosure
from tuireader.errors import NoArticle, TooLarge, UnknownFormat
from tuireader.reading.address import web_address
from tuireader.reading.carried import Feed, Marked, Subscription
from tuireader.reading.formats import Reader, Reading, Source
from tuireader.reading.spans import optional

if TYPE_CHECKING:
    import sqlite3

_MAGIC = b"SQLite format 3\0"
_JOURNAL = slice(18, 20)
"""Where the header says that a write-ahead log lies beside the file."""
MOST = 200_000
"""Articles of one cache."""
_STEPS = 2000
"""Hundred thousands of instructions of SQLite's machine after which a query is given up."""
_ITEMS = (
    "SELECT i.guid, i.title, i.author, i.url, i.feedurl, i.pubDate, i.content, i.unread, i.flags, "
    "i.enclosure_url, i.enclosure_type, i.base "
    "FROM rss_item AS i WHERE coalesce(i.deleted, 0) = 0 ORDER BY i.id LIMIT ?"
)


def read(source: Source) -> Reading:
    """Read newsboat's articles, its feeds and its marks.

    Raises:
        UnknownFormat: it is another database, or damaged.
        NoArticle: it is empty.
        TooLarge: it has more than ``MOST`` articles.
    """
    import sqlite3

    data = bytearray(source.data)
    data[_JOURNAL] = b"\1\1"
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(bytes(data))
        _confine(connection)
        _check(connection)
        feeds = {
            str(address): (_text(title), _text(site))
            for address, site, title in connection.execute("SELECT rssurl, url, title FROM rss_feed")
        }
        rows = connection.execute(_ITEMS, (MOST + 1,)).fetchall()
    except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError) as error:
        raise UnknownFormat(f"this is an SQLite database, but not newsboat's, or a damaged one: {error}") from error
    finally:
        connection.close()
    if len(rows) > MOST:
        raise TooLarge(f"it has more than {MOST:,} articles")
    if not rows and not feeds:
        raise NoArticle("this newsboat cache is empty")
    found = list(_articles(rows, feeds))
    subscriptions = [
        Subscription(address=address, title=optional(title), site=web_address(site))
        for named, (title, site) in feeds.items()
        if (address := web_address(named))
    ]
    return Reading(drafts=tuple(draft for draft, _ in found), marks=tuple(mark for _, mark in found), subscriptions=tuple(subscriptions))


def _confine(connection: sqlite3.Connection) -> None:
    """Let the connection read, and nothing else; views and triggers of a file that isn't trusted could do more."""
    import sqlite3

    def allow(action: int, *_: object) -> int:
        reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)
        return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY

    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.set_authorizer(allow)
    steps = iter(range(_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, 100_000)


def _check(connection: sqlite3.Connection) -> None:
    """See that both tables are tables and no views; raises UnknownFormat."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name IN ('rss_feed', 'rss_item')"
    if len(connection.execute(query).fetchall()) != 2:
        raise UnknownFormat("this is an SQLite database, but not newsboat's")


def _articles(rows: list[tuple[object, ...]], feeds: dict[str, tuple[str, str]]) -> Iterator[tuple[Draft, Marked]]:
    from tuireader.reading.feeds.entry import Entry, draft
    from tuireader.reading.feeds.words import line

    for guid, title, author, url, feed, published, content, unread, flags, enclosure, enclosure_type, base in rows:
        address = web_address(_text(url))
        carried = web_address(_text(enclosure))
        entry = Entry(
            title=line(_text(title)),
            url=address,
            guid=_text(guid) or None,
            published=_moment(published),
            authors=[_text(author)],
            summary=_text(content),
            base=web_address(_text(base)) or address,
            enclosures=[Enclosure(url=carried, media_type=_text(enclosure_type) or None)] if carried else [],
        )
        of_feed = Feed(kind="newsboat", title=feeds.get(_text(feed), ("", ""))[0] or None)
        by = web_address(_text(feed))
        made = draft(entry, of_feed)
        if by:
            made = msgspec.structs.replace(made, article=msgspec.structs.replace(made.article, subscriptions=(by,)))
        yield made, Marked(url=address, guid=optional(entry.guid, 4096), feed=by, read=unread == 0, starred=bool(_text(flags)))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    return datetime.fromtimestamp(value, UTC) if isinstance(value, int) and 0 < value < 1 << 32 else None


def _sniff(source: Source) -> int:
    return 100 if source.data.startswith(_MAGIC) else 0


READER = Reader("newsboat's cache", _sniff, read)
