"""The store as the screen uses it: everything off the UI loop, in threads, and the last changes kept for undo."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tuireader import query
from tuireader.article import picture_addresses
from tuireader.tui.feeds import Feeds
from tuireader.tui.views import View

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.query import Query
    from tuireader.store import Counts, Cursor, Store, Summary
    from tuireader.store.namesakes import Person
    from tuireader.store.pictures import Lacking, Size
    from tuireader.store.sayings import Cursor as SayingCursor
    from tuireader.store.sayings import Saying, Speaker

T = TypeVar("T")
FIRST_ROWS = 60
"""Rows fetched with a view, so that its first screen is complete at once."""
FIRST_NUMBERS = 1_000
"""Numbers of a long order fetched with a view: more than anybody scrolls in the moment until the rest is there."""
CHUNK = 50_000
"""Numbers of a long order fetched at a time after that."""
FOUND = 500
"""Finds of a search shown at most; the best come first."""
SAYINGS = 60
"""Quotations fetched at a time."""


class Listing(NamedTuple):
    """The beginning of a view."""

    order: array[int]
    rows: list[Summary]
    rest: Cursor | None
    """Where the order goes on; None when it is whole."""


class Pictured(NamedTuple):
    """A story and its pictures."""

    article: Article
    stored: dict[str, Size]
    lacking: dict[str, Lacking]
    """Of those that aren't stored, what is known of why, by address."""


class Undoable(NamedTuple):
    """Something done that can be undone."""

    what: str
    numbers: list[int]
    back: Callable[[], object]


def query_for(view: View) -> Query:
    """Return the query of a view."""
    return query.of(region=view.region, country=view.country, starred=view.starred, unread=view.unread, text=view.search)


class Library:
    """Asynchronous doors to one store. Reads run in two threads, writes one after the other in a third."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="store-read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store-write")
        self._done: list[Undoable] = []
        self.feeds = Feeds(store, self._read, self._write, self._remember)

    def close(self) -> None:
        """Finish what is being written and let the threads go."""
        self._readers.shutdown(cancel_futures=True)
        self._writer.shutdown()

    async def _read(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    async def _write(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, work)

    # Reading.

    async def read(self, work: Callable[[], T]) -> T:
        """Return what ``work`` returns, done in a thread that reads."""
        return await self._read(work)

    def listing_now(self, view: View) -> Listing:
        """Return a view's beginning; blocks, so for use before the screen runs or in a thread."""
        if view.search:
            hits = self.store.search(query_for(view), FOUND)
            rows = [hit.summary for hit in hits]
            return Listing(array("q", (row.number for row in rows)), rows, None)
        order, rest = self.store.order(query_for(view), limit=FIRST_NUMBERS)
        return Listing(order, self.store.rows(order[:FIRST_ROWS]), rest)

    async def listing(self, view: View) -> Listing:
        """Return a view's beginning."""
        return await self._read(lambda: self.listing_now(view))

    async def more(self, view: View, rest: Cursor) -> tuple[array[int], Cursor | None]:
        """Return the next chunk of a view's order, and where it goes on after that."""
        return await self._read(lambda: self.store.order(query_for(view), after=rest, limit=CHUNK))

    async def rows(self, numbers: Sequence[int]) -> list[Summary]:
        """Return rows by number; those deleted meanwhile are left out."""
        return await self._read(lambda: self.store.rows(numbers))

    async def counts(self) -> Counts:
        """Return how many stories there are, and how many are unread, by region and country."""
        return await self._read(self.store.counts)

    async def article(self, article_id: str) -> Article:
        """Return a whole article."""
        return await self._read(lambda: self.store.get(article_id))

    async def pictured(self, article_id: str) -> Pictured:
        """Return a whole article, and what the store has of its pictures."""

        def read() -> Pictured:
            article = self.store.get(article_id)
            stored = self.store.pictures.known(picture_addresses(article))
            return Pictured(article, stored, {one.address: one for one in self.store.pictures.lacking(article_id)})

        return await self._read(read)

    async def speakers(self, view: View, named: str | None = None) -> list[Speaker]:
        """Return who is quoted in a view's stories, whoever spoke last first."""
        return await self._read(lambda: self.store.speakers(query_for(view), named=named))

    async def sayings(self, view: View, person: Person | None, after: SayingCursor | None = None) -> list[Saying]:
        """Return the next quotations of somebody, or of everybody, newest first."""
        return await self._read(lambda: self.store.sayings(query_for(view), speaker=person, limit=SAYINGS, after=after))

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting for the next start, in its own time."""
        if not self.store.read_only:
            self._writer.submit(self.store.set_meta, name, value)

    async def summary(self, article_id: str) -> Summary | None:
        """Return a story's row."""
        return await self._read(lambda: self.store.summary(article_id))

    async def data_version(self) -> int:
        """Return a number that changes when another program, or an import in this one, changed the store.

        SQLite counts for each connection by itself, so it is always the writing thread's that is asked; its own changes don't count.
        """
        return await self._write(self.store.data_version)

    # Writing.

    async def mark(self, row: Summary, *, read: bool | None = None, starred: bool | None = None, undoable: bool = True) -> None:
        """Mark one story, and keep the mark of before for undo."""
        await self._write(lambda: self.store.mark([row.id], read=read, starred=starred))
        if undoable:
            what = ("starred" if starred else "unstarred") if starred is not None else ("marked read" if read else "marked unread")
            before = {"read": row.read if read is not None else None, "starred": row.starred if starred is not None else None}
            self._remember(what, [row.number], lambda: self.store.mark([row.id], **before))

    async def read_all(self, view: View) -> int:
        """Mark everything of a view read; return how many were unread."""
        ids = await self._write(lambda: self.store.mark_all(query_for(view), read=True))
        if ids:
            self._remember(f"marked {len(ids)} read", [], lambda: self.store.mark(ids, read=False))
        return len(ids)

    async def delete(self, row: Summary) -> None:
        """Delete one story; undo brings it back."""
        await self._write(lambda: self.store.delete([row.id]))
        self._remember("deleted", [row.number], lambda: self.store.restore([row.id]))

    async def move(self, row: Summary, path: Sequence[str]) -> None:
        """Move a story to a region, or with an empty path back where its text says."""
        before = tuple(part for part in (row.region, row.country) if part) if row.moved else None
        await self._write(lambda: self.store.move(row.id, path or None))
        self._remember("moved", [row.number], lambda: self.store.move(row.id, before))

    async def keep_place(self, article_id: str, place: tuple[int, int] | None) -> None:
        """Keep where a story was left."""
        block, offset = place or (None, 0)
        await self._write(lambda: self.store.set_position(article_id, block, offset))

    async def undo(self) -> Undoable | None:
        """Take back the last change; return what it was, None when there's nothing left."""
        if not self._done:
            return None
        last = self._done.pop()
        await self._write(last.back)
        return last

    def _remember(self, what: str, numbers: Iterable[int], back: Callable[[], object]) -> None:
        self._done.append(Undoable(what, list(numbers), back))
        del self._done[:-100]
