"""Syncing from inside the reader: reading goes on, the top line tells how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, get_current_worker

from tuireader.config import Settings
from tuireader.tui.screens.marking import Marking
from tuireader.tui.widgets.bars import TopBar
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.sync.events import Event, Progress, Report

NOTHING_TO_SYNC = "No subscriptions yet. F chooses papers from the catalogue, a adds a feed."
NONE_TO_ASK = "No feed is to be asked now: each is gone, or its server wants to be left alone for a while."
SHOWN_FAILURES = 3


class Syncing(Marking):
    """The part of the main screen that syncs."""

    settings: Settings
    _sync: Worker[None] | None = None

    def action_sync(self) -> None:
        """Fetch what is new of every subscription; while it runs, stop it."""
        if self._sync is not None:
            self._sync.cancel()
            self.query_one(TopBar).show_status("stopping the sync …")
        elif self.library.store.read_only:
            self.say(self.library.store.notice or "This store can't be written.", wrong=True)
        else:
            self.start_sync()

    @property
    def syncing(self) -> bool:
        """Whether a sync is running."""
        return self._sync is not None

    def start_sync(self, *, origins: frozenset[str] | None = None, by_itself: bool = False) -> None:
        """Start a sync, of some subscriptions or of all; ``by_itself`` asks only what is due, and is quiet about what fails."""
        if self._sync is None and not self.library.store.read_only:
            self.busy = True
            self._sync = self._run_sync(origins, by_itself)

    @work(thread=True, group="sync", exit_on_error=False)
    def _run_sync(self, origins: frozenset[str] | None, by_itself: bool) -> None:
        from tuireader.sync import engine  # httpx costs more than the first frame, and most sessions don't sync

        worker, store = get_current_worker(), self.library.store
        options = engine.Options(due=by_itself, origins=origins, allow_hosts=self.settings.sync.allow_hosts)
        try:
            feeds, pages = engine.planned(store, options)
            if feeds or pages:
                report = engine.run(store, options, on_event=self._heard, cancelled=lambda: worker.is_cancelled)
                self.app.call_from_thread(self._synced_by_itself if by_itself else self._synced, report)
            elif not by_itself:
                self.app.call_from_thread(self.say, NONE_TO_ASK if store.subscriptions.all() else NOTHING_TO_SYNC)
        finally:
            store.release()
            self.app.call_from_thread(self._sync_ended)

    def _heard(self, event: Event) -> None:
        from tuireader.sync.events import Progress

        if isinstance(event, Progress):
            self.app.call_from_thread(self._tell_progress, event)

    def _tell_progress(self, progress: Progress) -> None:
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
        """Tell what came of it."""
        self.no_network = report.offline
        if report.offline:
            self.say("No network: nothing was changed.", wrong=True)
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
