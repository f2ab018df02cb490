"""What a sync has to write, put together to batches, in an order that a crash can't spoil.

First the pages that are owed, then the stories, with the pictures that they want, then what came of their feeds: so a feed isn't taken
for read whose stories aren't stored, and no story is left a summary because nobody remembers its page.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from tuireader.store.pictures import Owed as OwedPicture
from tuireader.store.pictures import Refused
from tuireader.store.records import Incoming, Original, Picture
from tuireader.store.subscriptions import Owed, Tried
from tuireader.sync.events import Incomplete, Report
from tuireader.sync.pictures import Wish

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.drafting import Finished
    from tuireader.store import Store

_STORIES = 100
_BYTES = 8 << 20
_SECONDS = 0.5


class _Kept(NamedTuple):
    words: int
    title: str
    whole: str
    why: str | None


class Ledger:
    """Collects what is to be written, and counts what was."""

    def __init__(self, store: Store, wish: Wish) -> None:
        self._store = store
        self._wish = wish
        self._stories: list[Incoming] = []
        self._owed: dict[str, Owed] = {}
        self._tries: list[Tried] = []
        self._settled: list[str] = []
        self._later: list[Owed] = []
        self._pictures: list[Picture] = []
        self._pictures_refused: list[Refused] = []
        self._pictures_later: list[OwedPicture] = []
        self.written = True
        """Whether all stories that were taken are stored."""
        self.batches = 0
        """How many times stories were stored."""
        self._size = 0
        self._flushed = time.monotonic()
        self._came: dict[str, _Kept] = {}
        self._new: set[str] = set()
        self._not_now: dict[str, str] = {}

    @property
    def stories(self) -> int:
        """How many stories came so far."""
        return len(self._came)

    def story(self, found: Finished, data: bytes = b"", page: Owed | None = None) -> None:
        """Take a story, the bytes that it was read from alone, and the page that it is still owed."""
        original = None
        if found.original is not None:
            known = found.original
            original = Original(data, found.rules, known.name, known.path, known.content_type, known.base_url, known.charset)
            self._size += len(data)
        if page is not None:
            self._owed[page.id] = page
        # The page may show better pictures than the feed names, or none: so long as it is owed, no picture is.
        pictures = self._wish.of(found.article) if page is None else ()
        self._stories.append(
            Incoming(
                found.article,
                found.key,
                original,
                digest=found.digest,
                text_digest=found.text_digest,
                rules=found.rules,
                pictures=pictures,
            )
        )
        self.written = False

    def tried(self, one: Tried) -> None:
        """Take what came of a feed, all of whose stories were taken."""
        self._tries.append(one)

    def settled(self, article_id: str) -> None:
        """Take a page off the list of those owed."""
        self._settled.append(article_id)

    def later(self, page: Owed, why: str) -> None:
        """Note when a page is to be tried again, and for the report why it didn't come now."""
        self._later.append(page)
        self._not_now[page.id] = why

    def picture(self, picture: Picture) -> None:
        """Take a picture."""
        self._pictures.append(picture)
        self._size += len(picture.data)

    def picture_refused(self, picture: Refused) -> None:
        """Note that a picture never will come."""
        self._pictures_refused.append(picture)

    def picture_later(self, picture: OwedPicture) -> None:
        """Note when a picture is to be tried again."""
        self._pictures_later.append(picture)

    def flush(self, *, due: bool = False) -> list[Owed]:
        """Write everything, or with ``due`` only when there is enough of it; return the pages owed to stories that are stored now."""
        full = len(self._stories) >= _STORIES or self._size >= _BYTES
        if due and not full and time.monotonic() - self._flushed < _SECONDS:
            return []
        self._flushed = time.monotonic()
        subscriptions = self._store.subscriptions
        if self._owed:
            subscriptions.owe(self._owed.values())
        owed = [page for start in range(0, len(self._stories), _STORIES) for page in self._put(self._stories[start : start + _STORIES])]
        if self._tries:
            subscriptions.record(self._tries)
        if self._settled or self._later:
            subscriptions.settle(self._settled, self._later)
        for done in (self._stories, self._owed, self._tries, self._settled, self._later):
            done.clear()
        self._flush_pictures()
        self._size = 0
        self.batches += not self.written
        self.written = True
        return owed

    def _flush_pictures(self) -> None:
        pictures = self._store.pictures
        if self._pictures:
            pictures.put_many(self._pictures)
        if self._pictures_refused or self._pictures_later:
            pictures.settle(self._pictures_refused, self._pictures_later)
        for done in (self._pictures, self._pictures_refused, self._pictures_later):
            done.clear()

    def _put(self, batch: list[Incoming]) -> list[Owed]:
        owed = []
        for incoming, stored in zip(batch, self._store.put_many(batch), strict=True):
            page = self._owed.get(incoming.article.id)
            if stored.outcome == "deleted":
                self._settled.append(incoming.article.id)
                continue
            if page is not None:
                owed.append(page)
            if stored.outcome != "same":
                if stored.outcome == "new":
                    self._new.add(stored.id)
                self._came[stored.id] = _kept(incoming.article)
        return owed

    def report(self, into: Report) -> None:
        """Add up what came."""
        into.new = len(self._new)
        into.changed = len(self._came) - len(self._new)
        into.words = sum(kept.words for kept in self._came.values())
        into.ids = list(self._came)
        into.incomplete = [
            Incomplete(article_id, kept.title, kept.whole, self._not_now.get(article_id) or kept.why or "")
            for article_id, kept in self._came.items()
            if kept.whole != "whole"
        ]


def _kept(article: Article) -> _Kept:
    return _Kept(article.words, article.title, article.whole, article.whole_reason)
