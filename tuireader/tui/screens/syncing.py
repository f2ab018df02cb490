"""Syncing from inside the reader: reading goes on, the top line tells how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, get_current_worker

from tuireader.config import Settings
from tuireader.tui.screens.marking import Marking
from tuireader.tui.under_way import UnderWay
from tuireader.tui.widgets.bars import TopBar
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.sync.events import Event, Progress, Report
    from tuireader.sync.packer import Plan
    from tuireader.sync.planning import Options
    from tuireader.tui.screens.before_train import Journey

NOTHING_TO_SYNC = "No subscriptions yet. F chooses papers from the catalogue, a adds a feed."
NONE_TO_ASK = "No feed is to be asked now: each is gone, or its server wants to be left alone for a while."
SHOWN_FAILURES = 3
_JOURNEY = "journey"
"""Under this name the store keeps what was wanted along the last time."""


class Syncing(Marking):
    """The part of the main screen that syncs."""

    settings: Settings
    _sync: Worker[None] | None = None
    _under_way: UnderWay | None = None

    def action_sync(self) -> None:
        """Fetch what is new of every subscription; while it runs, stop it."""
        if self._sync is not None:
            self.stop_sync()
        elif self.can_write():
            self.start_sync()

    def stop_sync(self) -> None:
        """Stop the sync that is running; what came stays."""
        if self._sync is not None:
            self._sync.cancel()
            self.query_one(TopBar).show_status("stopping the sync …")

    @work(group="dialog", exit_on_error=False)
    async def action_before_train(self) -> None:
        """Ask how much to take along and fetch it, or show how far the sync is that is running."""
        if self._sync is None:
            from tuireader.tui.screens.before_train import BeforeTrain, kept, recalled

            if not self.can_write():
                return
            if not await self.library.feeds.all():
                self.say(NOTHING_TO_SYNC)
                return
            last = recalled(await self.library.read(lambda: self.library.store.meta(_JOURNEY)))
            wanted = await self.app.push_screen_wait(BeforeTrain(list(self.counts.regions), self._plan, last))
            if wanted is None:
                return
            self.library.keep_setting(_JOURNEY, kept(wanted))
            self.start_sync(journey=wanted)
        if self._under_way is not None:
            from tuireader.tui.screens.watching import Watching  # its bar alone would make the first frame late

            query = await self.app.push_screen_wait(Watching(self._under_way, self.stop_sync))
            if query:
                self.find(query)

    async def _plan(self, wanted: Journey) -> Plan:
        """Return what would be taken along of what is known by now."""

        def plan() -> Plan:
            from tuireader.sync.packer import planned_choice
            from tuireader.sync.planning import planned

            store, options = self.library.store, self._options(None, wanted)
            assert options.budget is not None  # noqa: S101 - a journey has one
            return planned_choice(store, options.budget, options.region, planned(store, options)[1], options.pictures)

        return await self.library.read(plan)

    def can_write(self) -> bool:
        """Whether the store can be written; says so where it can't."""
        if self.library.store.read_only:
            self.say(self.library.store.notice or "This store can't be written.", wrong=True)
        return not self.library.store.read_only

    @property
    def syncing(self) -> bool:
        """Whether a sync is running."""
        return self._sync is not None

    def start_sync(self, *, origins: frozenset[str] | None = None, by_itself: bool = False, journey: Journey | None = None) -> None:
        """Start a sync, of some subscriptions or of all.

        Args:
            origins: which subscriptions; None for all.
            by_itself: asks only what is due, and is quiet about what fails.
            journey: fetches no more than that.
        """
        if self._sync is not None:
            if not by_itself:
                self.say(f"A sync is running; {self.key('sync')} stops it.")
        elif not self.library.store.read_only:
            self.busy = True
            self._under_way = UnderWay(region=journey.region if journey else None)
            self._sync = self._run_sync(self._under_way, origins, by_itself, journey)

    def _options(self, origins: frozenset[str] | None, journey: Journey | None, *, due: bool = False) -> Options:
        from tuireader.sync.packing import Budget
        from tuireader.sync.pictures import Wish
        from tuireader.sync.planning import Options  # costs more than the first frame, and most sessions don't sync

        return Options(
            due=due,
            origins=origins,
            region=(journey.region,) if journey and journey.region else (),
            pictures=Wish(*self.settings.pictures),
            budget=Budget.of(journey.minutes, journey.size) if journey else None,
            allow_hosts=self.settings.sync.allow_hosts,
        )

    @work(thread=True, group="sync", exit_on_error=False)
    def _run_sync(self, under_way: UnderWay, origins: frozenset[str] | None, by_itself: bool, journey: Journey | None) -> None:
        from tuireader.sync import engine, planning

        worker, store = get_current_worker(), self.library.store
        try:
            options = self._options(origins, journey, due=by_itself)
            under_way.budget = options.budget
            feeds, pages = planning.planned(store, options)
            if feeds or pages or journey or planning.planned_pictures(store, options):
                report = engine.run(store, options, on_event=self._heard, cancelled=lambda: worker.is_cancelled)
                under_way.report = report
                self.app.call_from_thread(self._synced_by_itself if by_itself else self._synced, report)
            elif not by_itself:
                self.app.call_from_thread(self.say, NONE_TO_ASK if store.subscriptions.all() else NOTHING_TO_SYNC)
        finally:
            store.release()
            under_way.ended = True
            self.app.call_from_thread(self._sync_ended)

    def _heard(self, event: Event) -> None:
        from tuireader.sync.events import Progress

        if isinstance(event, Progress):
            self.app.call_from_thread(self._tell_progress, event)

    def _tell_progress(self, progress: Progress) -> None:
        if self._under_way is not None:
            self._under_way.progress = progress
        asked = f" · {', '.join(progress.hosts[:2])}" if progress.hosts else ""
        pages = f" · {progress.pages_done}/{progress.pages} pages" if progress.pages else ""
        self.query_one(TopBar).show_status(
            f"syncing {progress.feeds_done}/{progress.feeds} feeds{pages} · {count_of(progress.stories, 'story', 'stories')} · "
            f"{progress.received // 1000:,} kB{asked} · S stops it"
        )

    def _sync_ended(self) -> None:
        self._sync = None
        self.busy = False
        self.run_worker(self.refresh_counts(), group="counts", exclusive=True, exit_on_error=False)

    def _synced_by_itself(self, report: Report) -> None:
        """Tell of what is new alone; the subscriptions tell what failed, and the bar that there's no network."""
        self.no_network = report.offline
        if report.new:
            self.say(f"{count_of(report.new, 'new story', 'new stories')}; F5 shows them.")

    def _synced(self, report: Report) -> None:
        """Tell what came of it, unless it is being watched."""
        from tuireader.sync.in_words import to_read

        self.no_network = report.offline
        if self._under_way is not None and self._under_way.watched:
            return
        if report.offline:
            self.say("No network: nothing was changed.", wrong=True)
            return
        if report.aboard is not None:
            more = f" {count_of(len(report.incomplete), 'other is', 'others are')} not complete." if report.incomplete else ""
            stopped = "Stopped. " if report.stopped else "The network went away. " if report.cut_off else ""
            self.say(f"{stopped}{to_read(report)}{more}", seconds=8)
            return
        words = f"{count_of(report.new, 'new story', 'new stories')}, {report.minutes} min to read"
        if report.incomplete:
            words += f"; {len(report.incomplete)} not whole"
        if report.stopped or report.cut_off:
            words = ("Stopped: " if report.stopped else "The network went away: ") + words + "; the rest comes with the next sync"
        lines = [f"{feed.title}: {feed.words}" for feed in report.failed[:SHOWN_FAILURES]]
        if len(report.failed) > SHOWN_FAILURES:
            lines.append(f"and {len(report.failed) - SHOWN_FAILURES} more feeds that failed")
        self.say("\n".join([words + ("; F5 shows them." if report.new else "."), *lines]), wrong=bool(report.failed))
