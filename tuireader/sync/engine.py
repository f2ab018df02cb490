"""A sync: what is new of every subscription, in full, into the store.

One thread, the caller's, reads answers (another process helps it), writes, and tells what happens; threads of :mod:`fetchers` ask. It
can be stopped at any moment: what was stored stays, and what is missing is known and comes with the next sync.
"""

from __future__ import annotations

import queue
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tuireader.errors import InputError, NoNetwork, UnknownHost
from tuireader.query import minutes
from tuireader.spreading import spread
from tuireader.store.subscriptions import Owed
from tuireader.sync.answers import Answered, FeedRead, PageRead, read_answer
from tuireader.sync.events import Listener, Progress, Report
from tuireader.sync.exchange import Answer
from tuireader.sync.feed_desk import FeedDesk
from tuireader.sync.fetchers import Fetchers
from tuireader.sync.jobs import Came, FeedJob, Job, PageJob, PictureJob
from tuireader.sync.ledger import Ledger
from tuireader.sync.meter import Meter
from tuireader.sync.page_desk import PageDesk
from tuireader.sync.pictures_adopting import adopt
from tuireader.sync.pictures_desk import PictureDesk
from tuireader.sync.planning import Options, is_chosen, planned
from tuireader.sync.proxies import ProxyTrouble
from tuireader.sync.verdicts import Judge

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.store import Store
    from tuireader.sync.packer import Packer

_TICK = 0.05
"""Seconds without an answer after which finished work is looked at."""
_EVERY = 0.1
"""Seconds between two tellings of progress."""
_HELPERS = 2
"""Processes that may help with reading."""
_STRAGGLERS = 4
"""Feeds and pages that may still be waited for when the first pictures are asked for."""
_HOPELESS = 16
"""Servers in a row that can't be reached, after which no other is tried: the network is gone."""


def run(
    store: Store, options: Options | None = None, *, on_event: Listener | None = None, cancelled: Callable[[], bool] | None = None
) -> Report:
    """Sync, and return what came of it.

    Args:
        store: where to; subscriptions are read from it too.
        options: what to sync, and how.
        on_event: told of every feed, and of the progress several times a second; in this thread.
        cancelled: asked several times a second; True ends it.

    Raises:
        StoreError: the store as a whole can't take it.
    """
    return _Run(store, options or Options(), on_event or (lambda _: None), cancelled or (lambda: False)).run()


class _Run:
    """One sync."""

    def __init__(self, store: Store, options: Options, tell: Listener, cancelled: Callable[[], bool]) -> None:
        now = int(time.time())
        self._store = store
        self._options = options
        self._tell = tell
        self._cancelled = cancelled
        self._report = Report()
        self._ledger = Ledger(store, options.pictures)
        self._judge = Judge(now, random.Random())  # noqa: S311 - spreads the load, keeps no secret
        newer: dict[str, Article] = {}
        self._feeds = FeedDesk(
            store, self._ledger, self._judge, self._report, tell, newer, pages=options.pages, again=options.budget is None
        )
        subscriptions = {one.origin: one for one in store.subscriptions.all()}
        self._pages = PageDesk(store, self._ledger, subscriptions, self._report, newer, now)
        chosen = {origin: one for origin, one in subscriptions.items() if options.budget is not None or is_chosen(one, options)}
        self._pictures = PictureDesk(store, self._ledger, chosen, options.pictures, self._report, now, some=options.some)
        self._packer: Packer | None = None
        if options.budget:
            from tuireader.sync.packer import Packer  # only who has a budget packs

            self._packer = Packer(store, options.budget, options.region, options.pictures, now)
        self._meter = Meter(options.budget.bytes if options.budget else None)
        self._fetchers = Fetchers(options.manners, options.allow_hosts, self._meter)
        self._reading: deque[tuple[Came, Answer]] = deque()
        self._unreached: list[tuple[Job, InputError]] = []
        self._open = 0
        self._in_a_row = 0
        self._answered = False
        self._told = 0.0

    def run(self) -> Report:
        """Run it."""
        feeds, pages = planned(self._store, self._options, self._judge.now)
        self._report.feeds = len(feeds)
        try:
            for one in feeds:
                self._add(FeedJob(one))
            self._add_pages(pages)
            adopt(self._store, self._options.pictures, self._pictures.origins, self._judge.now, self._cancelled)
            self._ledger.flush()  # pages of stories that aren't there are forgotten now: a feed may bring these stories, and owe them, anew
            for read in spread(read_answer, self._answers(), _HELPERS):
                self._take(*self._reading.popleft(), read)
        finally:
            self._fetchers.close()
            self._pictures.close()
            self._judge_unreached()
            self._ledger.flush()
        self._ledger.report(self._report)
        self._progress(at_once=True)
        if self._packer and not self._report.offline:
            self._report.unasked = self._report.feeds - self._feeds.done if self._meter.is_full() else 0
            self._packer.report(self._report)
        return self._report

    def _add(self, job: Job) -> None:
        self._open += 1
        self._fetchers.add(job)

    def _add_pages(self, pages: list[Owed]) -> None:
        """Ask for pages; with a budget only once it is known which of them fit."""
        if not self._options.pages:
            return
        if self._packer:
            self._packer.hold(pages)
        else:
            self._ask_pages(pages)

    def _ask_pages(self, pages: Iterable[Owed]) -> None:
        for page in pages:
            job = self._pages.job(page)
            if job is not None:
                self._add(job)
            elif self._packer:
                self._packer.came(page.id, None, 0)

    def _go_on(self) -> bool:
        """Write, and ask for the pages that are owed by then; return whether there is more to come."""
        self._pictures.take()
        self._add_pages(self._ledger.flush(due=self._open > 0 or (self._ledger.written and self._pictures.open > 0)))
        self._add_pictures()
        if self._packer and (self._packer.packing or not self._open):
            self._ask_pages(self._packer.next(self._fetchers.received, idle=not (self._open or self._pictures.open)))
            self._add_pictures()
        return self._open > 0 or self._pictures.open > 0

    def _add_pictures(self) -> None:
        """Ask for pictures where hardly a text is waited for; with a budget for those of the chosen stories, and when no text is."""
        if self._unreached and not self._answered:
            return
        if self._packer is None and self._open <= _STRAGGLERS:
            jobs = self._pictures.jobs()
        elif self._packer and self._packer.packing and not self._open:
            jobs = self._pictures.jobs(self._packer.chosen())
        else:
            return
        for job in jobs:
            self._fetchers.add(job)

    def _answers(self) -> Iterator[Answered | None]:
        """Yield the answers that must be read, as they come, until nothing is open; None now and then, so that those read are taken."""
        while self._go_on() and not self._is_over():
            self._progress()
            came = self._next()
            if came is None:
                yield None
            elif isinstance(came.job, PictureJob):
                self._take_picture(came.job, came)
                yield None
            else:
                to_read = self._to_read(came.job, came)
                if to_read is None:
                    came.release()
                    self._open -= 1
                elif came.answer is not None:
                    self._reading.append((came, came.answer))
                    yield to_read

    def _next(self) -> Came | None:
        try:
            return self._fetchers.results.get(timeout=_TICK)
        except queue.Empty:
            return None

    def _take_picture(self, job: PictureJob, came: Came) -> None:
        if isinstance(came.error, NoNetwork | UnknownHost):
            self._in_a_row += self._pictures.unreachable(job)
            self._unreached.append((job, came.error))
        elif came.error is not None and self._meter.is_full():
            self._pictures.broken_off()
        elif came.error is not None and not isinstance(came.error, InputError):
            raise came.error
        else:
            self._in_a_row = 0
            self._answered = True
            self._pictures.came(job, came)
            if self._packer and came.received:
                self._packer.picture_came(came.received)

    def _to_read(self, job: FeedJob | PageJob, came: Came) -> Answered | None:
        """Return what of an answer must be read; None where it was dealt with."""
        if came.error is not None and self._meter.is_full():
            return None  # broken off, for no more bytes may come: it is asked again another time
        if isinstance(came.error, NoNetwork | UnknownHost):
            self._in_a_row += 1
            self._unreached.append((job, came.error))
            return None
        if came.error is not None and not isinstance(came.error, InputError):
            raise came.error
        self._in_a_row = 0
        self._answered = True
        if isinstance(job, FeedJob):
            return self._feeds.to_read(job, came)
        to_read = self._pages.to_read(job, came)
        if to_read is None and self._packer:
            self._packer.came(job.page.id, None, came.received)
        return to_read

    def _take(self, came: Came, answer: Answer, read: FeedRead | PageRead) -> None:
        """Take what was read of an answer."""
        job = came.job
        came.release()
        self._open -= 1
        if isinstance(job, FeedJob) and isinstance(read, FeedRead):
            self._feeds.take(job, answer, read)
        elif isinstance(job, PageJob) and isinstance(read, PageRead):
            self._pages.take(job, answer, read)
            if self._packer:
                self._packer.came(job.page.id, read.found.article if read.found else None, came.received)

    def _is_over(self) -> bool:
        self._report.stopped = self._cancelled()
        self._report.cut_off = self._in_a_row >= _HOPELESS
        if self._report.stopped or self._report.cut_off:
            return True
        return self._meter.is_full() and self._fetchers.let_finish() and not self._pictures.reading

    def _judge_unreached(self) -> None:
        """Note who couldn't be reached, unless nobody could: then it is this computer that is offline, and nothing is changed."""
        self._report.offline = bool(self._unreached) and not self._answered
        if self._report.offline:
            reasons = (error.reason for _, error in self._unreached if isinstance(error, ProxyTrouble))
            self._report.offline_because = next(reasons, None)
            return
        for job, error in self._unreached:
            if isinstance(job, FeedJob):
                self._feeds.finish(job.subscription, self._judge.failed(job.subscription, error))
            elif isinstance(job, PictureJob) and not self._report.cut_off:
                self._pictures.unreached(job, error)

    def _progress(self, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if now - self._told < _EVERY and not at_once:
            return
        self._told = now
        self._report.received = self._fetchers.received
        self._tell(
            Progress(
                feeds=self._report.feeds,
                feeds_done=self._feeds.done,
                pages=self._pages.wanted,
                pages_done=self._pages.done,
                stories=self._ledger.stories,
                received=self._fetchers.received,
                hosts=self._fetchers.hosts(),
                pictures=self._pictures.wanted,
                pictures_done=self._pictures.done,
                minutes=minutes(self._packer.packing.words) if self._packer and self._packer.packing else None,
            )
        )
