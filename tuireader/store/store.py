"""The store's one door. Whatever is heavy is imported where it is first needed: a list needs SQLite alone."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tuireader.errors import StoreUnavailable
from tuireader.query import Flag, Query
from tuireader.store import listing, meta, opening
from tuireader.store.connections import Connections
from tuireader.store.lists import Lists
from tuireader.store.locking import Hold, shared
from tuireader.store.trouble import translated

if TYPE_CHECKING:
    from types import TracebackType

    from tuireader.article import Article
    from tuireader.store.pictures import Pictures
    from tuireader.store.records import Incoming, Kept, Original, Stored
    from tuireader.store.retention import Plan
    from tuireader.store.stats import Stats
    from tuireader.store.subscriptions import Subscriptions

_EVERYTHING = Query()


class Store(Lists):
    """The offline store: a context manager, safe to use from several threads.

    A thread that used it and ends calls :meth:`release`. Every method may raise :class:`~tuireader.errors.StoreError`.

    Attributes:
        home: its folder.
        read_only: whether nothing can be written.
        notice: a sentence that says why it is read-only although that wasn't asked for; else None.
    """

    def __init__(self, home: Path, connections: Connections, hold: Hold, *, notice: str | None = None) -> None:
        super().__init__(home, connections)
        self.read_only = connections.read_only
        self.notice = notice
        self._hold = hold

    @classmethod
    def open(cls, home: Path, *, read_only: bool = False) -> Store:
        """Open the store in ``home``, which is made where there is none; read-only where it can't be written.

        Raises:
            StoreTooNew: a later version of tuireader wrote it.
            StoreDamaged: the catalogue is broken, or gone although there are bodies.
            StoreUnavailable: it can neither be opened nor made.
            StoreBusy: another program writes into it for long, or mends it.
        """
        home = home.absolute()
        with translated(home):
            if not read_only:
                home.mkdir(mode=0o700, parents=True, exist_ok=True)
                try:
                    return cls._opened(home, read_only=False, notice=None)
                except StoreUnavailable as error:
                    if not (home / opening.CATALOGUE).is_file():
                        raise
                    with contextlib.suppress(StoreUnavailable):
                        return cls._opened(home, read_only=True, notice=str(error))
                    raise
            return cls._opened(home, read_only=True, notice=None)

    @classmethod
    def _opened(cls, home: Path, *, read_only: bool, notice: str | None) -> Store:
        store = cls(home, Connections(home / opening.CATALOGUE, read_only=read_only), shared(home), notice=notice)
        try:
            opening.begin(home, store._connections)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close every connection; the store can't be used any more."""
        self._connections.close()
        if self._opened_bodies is not None:
            self._opened_bodies.close()
        self._hold.let_go()

    def release(self) -> None:
        """Close this thread's connections; they open again when they are needed."""
        self._connections.release()
        if self._opened_bodies is not None:
            self._opened_bodies.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Articles

    def get(self, article_id: str) -> Article:
        """Return a whole article, its checksum verified.

        Raises:
            NotFound: there is none with this id.
            StoreDamaged: it isn't as it was written.
        """
        from tuireader.store import reading

        with translated(self.home):
            return reading.get(self._connections.get(), self._bodies, article_id)

    def original(self, article_id: str) -> Original:
        """Return the bytes that an article was read from.

        Raises:
            NotFound: there is no such article, or its original wasn't kept.
            StoreDamaged: it isn't as it was written.
        """
        from tuireader.store import reading

        with translated(self.home):
            return reading.original(self._connections.get(), self._bodies, article_id)

    def put_many(self, batch: Sequence[Incoming]) -> list[Stored]:
        """Store a batch, all or nothing; return what became of each, in order."""
        self._must_write()
        from tuireader.store import putting

        with translated(self.home):
            return putting.put_many(self._connections.get(), self._bodies, batch, int(time.time()))

    def delete(self, ids: Iterable[str]) -> list[str]:
        """Delete stories; return the ids of those that were there. :meth:`restore` takes it back until the store is swept."""
        self._must_write()
        from tuireader.store import removing

        with translated(self.home):
            return removing.delete(self._connections.get(), self._bodies, ids, int(time.time()))

    def restore(self, ids: Sequence[str]) -> list[str]:
        """Take deletions back; return the ids of the stories that are there again."""
        self._must_write()
        from tuireader.store import removing

        with translated(self.home):
            return removing.restore(self._connections.get(), self._bodies, ids)

    def delete_starter(self) -> list[str]:
        """Delete the starter edition; return the ids."""
        with translated(self.home):
            ids = listing.ids(self._connections.get(), Query((Flag("starter"),)))
        return self.delete(ids)

    # The reader's marks

    def mark(self, ids: Iterable[str], *, read: bool | None = None, starred: bool | None = None) -> list[str]:
        """Set marks; return the ids of the stories that this changed."""
        self._must_write()
        from tuireader.store import marks

        with translated(self.home):
            return marks.mark(self._connections.get(), ids, read=read, starred=starred)

    def mark_all(self, query: Query, read: bool = True) -> list[str]:
        """Mark all that a query finds as read or unread; return the ids of the stories that this changed, for undoing it."""
        self._must_write()
        from tuireader.store import marks

        with translated(self.home):
            return marks.mark_all(self._connections.get(), query, read=read)

    def set_position(self, article_id: str, block: int | None, offset: int = 0) -> None:
        """Note where reading stopped: the block's index, and an offset within it; None forgets it."""
        self._must_write()
        from tuireader.store import marks

        with translated(self.home):
            marks.set_position(self._connections.get(), article_id, block, offset)

    def position(self, article_id: str) -> tuple[int, int] | None:
        """Return block and offset where reading stopped."""
        from tuireader.store import marks

        with translated(self.home):
            return marks.position(self._connections.get(), article_id)

    def move(self, article_id: str, path: Sequence[str] | None) -> None:
        """Put a story under a region of the reader's choice, which outlives syncs; None puts it back where its text says."""
        self._must_write()
        from tuireader.store import marks

        with translated(self.home):
            if path:
                marks.move(self._connections.get(), article_id, path)
            else:
                marks.move_back(self._connections.get(), self._bodies, article_id)

    # Subscriptions and pictures

    @property
    def subscriptions(self) -> Subscriptions:
        """The feeds that the reader wants."""
        from tuireader.store.subscriptions import Subscriptions

        return Subscriptions(self.home, self._connections, self._must_write)

    @property
    def pictures(self) -> Pictures:
        """The stories' pictures."""
        from tuireader.store.pictures import Pictures

        return Pictures(self.home, self._connections, self._bodies, self._must_write)

    # The store itself

    def meta(self, name: str) -> str | None:
        """Return a small value that was kept under ``name``."""
        with translated(self.home):
            return meta.get(self._connections.get(), name)

    def set_meta(self, name: str, value: str | None) -> None:
        """Keep a small value; None forgets it."""
        self._must_write()
        with translated(self.home):
            meta.keep(self._connections.get(), name, value)

    def back_up(self, *, due: bool = True) -> Path | None:
        """Write the reader's marks into a dated file of their own, when the newest is a day old (``due``) or at once; return its path."""
        from tuireader.store import backup

        now = time.time()
        with translated(self.home):
            if self.read_only or (due and not backup.is_due(self.home, now)):
                return None
            return backup.write(self._connections.get(), self.home, now)

    def plan_retention(self, *, days: int | None = None, size: int | None = None) -> Plan:
        """Return what would go so that nothing read is older than ``days``, and texts, originals and pictures take at most ``size`` bytes.

        Unread and starred stories never go. Nothing is done: :meth:`apply_retention` does it.
        """
        from tuireader.store import retention

        with translated(self.home):
            return retention.plan(self._connections.get(), self._bodies, int(time.time()), days=days, size=size)

    def overdue(self) -> int:
        """Return how many read stories are older than their subscriptions say that they are kept; :meth:`plan_retention` names them."""
        from tuireader.store import retention

        with translated(self.home):
            return retention.overdue(self._connections.get(), int(time.time()))

    def apply_retention(self, plan: Plan) -> list[str]:
        """Delete what was planned and is still read and not starred, texts included; return the ids."""
        from tuireader.store import retention, sweeping

        with translated(self.home):
            connection = self._connections.get()
            deleted = self.delete(retention.still_expendable(connection, plan.ids))
            sweeping.sweep(connection, self._bodies, self._connections.path, int(time.time()), deleted)
            return deleted

    def sweep(self, *, due: bool = False) -> int:
        """Remove the texts and pictures of stories deleted a week ago, and whatever else nothing names; return how many went.

        The index of words is written anew, and the files made smaller, where that is worth while. Work for an idle moment.

        Args:
            due: whether to do nothing when the last time is less than a week ago.
        """
        self._must_write()
        from tuireader.store import sweeping

        with translated(self.home):
            connection, now = self._connections.get(), int(time.time())
            if due and not sweeping.is_due(connection, now):
                return 0
            sweeping.note(connection, now)
            return sweeping.sweep(connection, self._bodies, self._connections.path, now)

    def last_deleted(self) -> list[str]:
        """Return the ids of the stories that were deleted last, all at once; :meth:`restore` brings them back."""
        from tuireader.store import removing

        with translated(self.home):
            return removing.last_deleted(self._connections.get())

    def outdated(self, rules: int, query: Query = _EVERYTHING, after: int = 0, limit: int = 100) -> list[tuple[int, str]]:
        """Return number and id of a query's stories that rules older than ``rules`` read, those behind number ``after``."""
        from tuireader.store import rereading

        with translated(self.home):
            return rereading.outdated(self._connections.get(), rules, query, after, limit)

    def count_outdated(self, rules: int, query: Query = _EVERYTHING) -> int:
        """Return how many of a query's stories rules older than ``rules`` read."""
        from tuireader.store import rereading

        with translated(self.home):
            return rereading.count_outdated(self._connections.get(), rules, query)

    def kept(self, article_id: str) -> Kept:
        """Return a story with all that is stored of it, to be read again and put in its own place (:attr:`Incoming.replaces`).

        Raises:
            NotFound: there is none with this id.
            StoreDamaged: it or its original isn't as it was written.
        """
        from tuireader.store import rereading

        with translated(self.home):
            return rereading.kept(self._connections.get(), self._bodies, article_id)

    def stats(self) -> Stats:
        """Return what the store holds and what takes the room; a second or so at a million stories."""
        from tuireader.store.stats import stats

        with translated(self.home):
            return stats(self._connections.get(), self._bodies, self._connections.path)

    def _must_write(self) -> None:
        if self.read_only:
            raise StoreUnavailable(self.notice or f"the store in {self.home} was opened for reading only")
