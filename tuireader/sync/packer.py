"""A sync with a budget: which of the pages and pictures owed are fetched, decided when the feeds are read and set right as they come.

A story that was chosen comes whole: what its pictures will take is kept for them until they came.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from tuireader.query import Flag, Query, Region, minutes
from tuireader.store.subscriptions import Owed
from tuireader.sync.estimates import Candidate, Cost, Estimates
from tuireader.sync.events import Aboard, Incomplete, Report
from tuireader.sync.packing import Budget, Packing, choose
from tuireader.sync.pictures import Wish

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.store import Store, Summary

MOST = 2_000
"""Stories of a region that are looked at, the newest: months of reading."""

_SIZES = "page_sizes"
"""Under this name the store keeps what pages and pictures were like, for the next sync's estimates."""
_LEFT, _ENDED = "left for the next sync", "this one ended before"


class Plan(NamedTuple):
    """What a sync with a budget would choose from what is known before it asks."""

    chosen: list[tuple[Summary, Cost]]
    """Stories in the order in which they are chosen, and what each takes, by estimate where it isn't on board."""
    words: int
    bytes: int
    left: int
    """Stories that could be made whole and don't fit."""


class Packer:
    """Holds the pages owed until all feeds are read, and then gives out those that fit."""

    def __init__(self, store: Store, budget: Budget, region: tuple[str, ...], wish: Wish, now: int) -> None:
        self._store = store
        self._wish = wish
        self._budget = budget
        self._region = region
        self._now = now
        self._owed: dict[str, Owed] = {}
        self._rows: dict[str, Summary] = {}
        self._settled = True
        self._illustrated: dict[str, int] = {}
        """Words of chosen stories whose text is there and whose pictures are still to come."""
        self.packing: Packing | None = None
        """None until the choice begins."""

    def hold(self, pages: Iterable[Owed]) -> None:
        """Note pages that may be fetched."""
        self._owed.update((page.id, page) for page in pages)

    def begin(self) -> Packing:
        """Look what there is to choose from; the feeds' stories are stored by now."""
        rows = [row for region in self._regions() for row in self._store.page(unread(region), MOST).rows]
        self._rows = {row.id: row for row in rows if row.id in self._owed or row.whole == "whole"}
        known = ((row.source or "", row.words) for row in reversed(rows) if row.whole == "whole" and not row.starter)
        self.packing = Packing(
            map(self._candidate, self._rows.values()), self._budget, self._now, Estimates(known, self._store.meta(_SIZES) or "")
        )
        return self.packing

    def next(self, received: int, *, idle: bool) -> Iterator[Owed]:
        """Yield the pages to ask for now.

        Args:
            received: bytes that came so far, whatever for.
            idle: whether nothing is on its way, so that nothing will become known any more.
        """
        packing = self.packing or self.begin()
        if not self._settled and not idle:
            return
        self._settled = False
        packing.spent = received
        if idle:
            for story_id, words in self._illustrated.items():
                packing.settle(story_id, words)
            self._illustrated.clear()
            packing.again()
        while (story := packing.take()) is not None:
            if story.page:
                yield self._owed[story.id]
            elif story.pictures:
                self._illustrated[story.id] = story.words

    def chosen(self) -> list[str]:
        """Return the ids of the stories that were chosen so far, in order."""
        return [story.id for story in self.packing.taken] if self.packing else []

    def came(self, article_id: str, article: Article | None, size: int) -> None:
        """Take in what came of a page: the story as it is now, None where it is as it was; and its bytes as they were sent."""
        if self.packing is None:
            return
        self._settled = True
        whole = article is not None and article.whole == "whole"
        words = article.words if article is not None and whole else 0
        if whole:
            self.packing.estimates.learn_words(self._rows[article_id].source or "", words)
        pictures = len(self._wish.of(article)) if article is not None and whole else 0
        if size:
            self.packing.estimates.learn_page(size, pictures)
        if pictures:
            self._illustrated[article_id] = words
            self.packing.correct(article_id, words, self.packing.estimates.pictures(pictures))
        else:
            self.packing.settle(article_id, words)

    def picture_came(self, size: int) -> None:
        """Take in how many bytes a picture was sent in."""
        if self.packing is not None:
            self.packing.estimates.learn_picture(size)

    def plan(self) -> Plan:
        """Choose as though all came as it is thought to."""
        packing = self.begin()
        chosen = [(self._rows[story.id], packing.estimates.cost(story)) for story in choose(packing)]
        return Plan(chosen, packing.words, packing.bytes, len(packing.left))

    def report(self, into: Report) -> None:
        """Tell what is on board now, and what had to stay behind."""
        complete = unread(self._region).also(Flag("complete"))
        into.lacking_pictures = self._store.count(unread(self._region).also(Flag("whole"), Flag("partial"))).total
        into.aboard = [Aboard(**one._asdict(), minutes=minutes(one.words)) for one in self._store.tally(complete)]
        packing = self.packing
        if packing is None:
            return
        self._store.set_meta(_SIZES, packing.estimates.sizes)
        whys = dict.fromkeys((story.id for story in packing.left), f"{_LEFT}: {self._full(into.received)}")
        whys |= dict.fromkeys(packing.pending, f"{_LEFT}: {_ENDED}")
        into.left = len(whys)
        named = {one.id for one in into.incomplete}
        into.incomplete = [Incomplete(one.id, one.title, one.whole, whys.get(one.id, one.why)) for one in into.incomplete]
        rows = (self._rows[key] for key in whys if key not in named)
        into.incomplete += [Incomplete(row.id, row.title, row.whole, whys[row.id]) for row in rows]

    def _full(self, received: int) -> str:
        """Return in words what stood against more."""
        words, size = self._budget
        packing = self.packing
        assert packing is not None  # noqa: S101 - see report
        costs = [packing.estimates.cost(story) for story in packing.left]
        bytes_full = size is not None and any(received + cost.bytes > size for cost in costs)
        time_full = words is not None and any(packing.words + cost.words > words for cost in costs)
        if bytes_full and not time_full:
            return "it would have been more bytes than you allow"
        return "the reading time that you asked for is full" if time_full else _ENDED

    def _regions(self) -> list[tuple[str, ...]]:
        return [self._region] if self._region else [(desk,) for desk in self._store.counts().regions]

    def _candidate(self, row: Summary) -> Candidate:
        pictures = len(self._store.pictures.owed(self._now, row.id)) if row.missing and self._wish.fetch != "none" else 0
        return Candidate(row.id, row.region, row.sort, row.source or "", row.words, row.whole != "whole", pictures)


def planned_choice(store: Store, budget: Budget, region: tuple[str, ...], pages: Iterable[Owed], wish: Wish | None = None) -> Plan:
    """Return what a sync would choose of the stories that are there by now; ``pages`` are those that may be fetched."""
    packer = Packer(store, budget, region, wish or Wish(), int(time.time()))
    packer.hold(pages)
    return packer.plan()


def unread(region: tuple[str, ...]) -> Query:
    """Return the query for what is unread of a region, or of all."""
    return Query((Flag("unread"), Region(*region)) if region else (Flag("unread"),))
