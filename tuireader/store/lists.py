"""The half of the store's door that lists and finds: it needs the catalogue alone, and never writes."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tuireader.query import Query
from tuireader.store import listing
from tuireader.store.connections import Connections
from tuireader.store.records import Count, Counts, Cursor, Hit, Order, Page, Summary
from tuireader.store.trouble import translated

if TYPE_CHECKING:
    from tuireader.store.bodies import Bodies
    from tuireader.store.namesakes import Person
    from tuireader.store.sayings import Cursor as SayingCursor
    from tuireader.store.sayings import Saying, Speaker
    from tuireader.store.tallying import Tally

ORDERED = 50_000
"""Row numbers that one call of :meth:`Lists.order` gives."""
BODIES = "bodies"


class Lists:
    """What a store tells of its stories without opening them.

    Attributes:
        home: the store's folder.
    """

    def __init__(self, home: Path, connections: Connections) -> None:
        self.home = home
        self._connections = connections
        self._opened_bodies: Bodies | None = None
        self._lock = threading.Lock()

    def page(self, query: Query, limit: int, after: Cursor | None = None, *, newest_first: bool = True) -> Page:
        """Return up to ``limit`` rows of a list, behind the page that ended at ``after``."""
        with translated(self.home):
            return listing.page(self._connections.get(), query, limit, after, newest_first=newest_first)

    def order(self, query: Query, after: Cursor | None = None, limit: int = ORDERED, *, newest_first: bool = True) -> Order:
        """Return up to ``limit`` row numbers in a list's order, behind those that ended at ``after``."""
        with translated(self.home):
            return listing.order(self._connections.get(), query, after, limit, newest_first=newest_first)

    def rows(self, numbers: Sequence[int]) -> list[Summary]:
        """Return the rows with these numbers, in their order; rows that are gone are left out."""
        with translated(self.home):
            return listing.rows(self._connections.get(), numbers)

    def summary(self, article_id: str) -> Summary | None:
        """Return the row with this id; None where there is none."""
        with translated(self.home):
            return listing.summary(self._connections.get(), article_id)

    def search(self, query: Query, limit: int = 50) -> list[Hit]:
        """Return the stories that fit best, best first."""
        from tuireader.store import searching

        with translated(self.home):
            return searching.search(self._connections.get(), query, limit)

    def sayings(
        self, query: Query, *, speaker: str | Person | None = None, limit: int = 50, after: SayingCursor | None = None
    ) -> list[Saying]:
        """Return up to ``limit`` quotations of a query's stories with who said them, newest first, behind the one at ``after``.

        Args:
            query: the stories; ``quote:`` narrows the quotations too.
            speaker: whose; a name, full or short, finds everyone who may be meant.
            limit: how many at most.
            after: the last page's last :attr:`Saying.cursor`.
        """
        from tuireader.store import sayings

        with translated(self.home):
            return sayings.sayings(self._connections.get(), self._bodies, query, speaker, limit, after)

    def speakers(self, query: Query, *, named: str | None = None, limit: int = 5_000) -> list[Speaker]:
        """Return who is quoted in a query's stories, whoever spoke last first; ``named`` as :meth:`sayings` takes a speaker's name."""
        from tuireader.store import sayings

        with translated(self.home):
            return sayings.speakers(self._connections.get(), query, named, limit)

    def count(self, query: Query) -> Count:
        """Return how many stories a query finds, and how many of them are unread."""
        with translated(self.home):
            return listing.count(self._connections.get(), query)

    def tally(self, query: Query) -> list[Tally]:
        """Return by region what the stories that a query finds come to: stories, words, pictures, bytes."""
        from tuireader.store.tallying import tally

        with translated(self.home):
            return tally(self._connections.get(), query)

    def counts(self) -> Counts:
        """Return the numbers beside the regions."""
        with translated(self.home):
            return listing.counts(self._connections.get())

    def resolve(self, prefix: str) -> str:
        """Return the one id that begins with ``prefix``; NotFound says which several do."""
        with translated(self.home):
            return listing.resolve(self._connections.get(), prefix)

    def data_version(self) -> int:
        """Return a number that changes when another connection (another thread's or program's) has changed the store; for one thread."""
        with translated(self.home):
            return int(self._connections.get().execute("PRAGMA data_version").fetchone()[0])

    @property
    def _bodies(self) -> Bodies:
        with self._lock:
            if self._opened_bodies is None:
                self._opened_bodies = bodies_in(self.home)
            return self._opened_bodies


def bodies_in(home: Path) -> Bodies:
    """Return the bodies of the store in ``home``; diskcache is imported only then."""
    from tuireader.store.bodies import Bodies

    return Bodies(home / BODIES)
