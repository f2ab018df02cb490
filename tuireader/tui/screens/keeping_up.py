"""What the main screen does about subscriptions: shows them, offers papers at the first start, and syncs by itself where it is told to."""

from __future__ import annotations

from textual import work

from tuireader.tui import first_start
from tuireader.tui.keys import keyed
from tuireader.tui.screens.subscribing import NOT_NOW, Subscribes
from tuireader.tui.screens.syncing import Syncing
from tuireader.tui.widgets.bars import TopBar

AFTER_START = 1.5
"""Seconds after the start until the first sync by itself: the first story is on the screen by then."""


class KeepingUp(Syncing, Subscribes):
    """The part of the main screen that keeps up with the subscriptions."""

    @property
    def status(self) -> str:
        """What the line at the top says."""
        return self.query_one(TopBar).status

    def subscriptions_changed(self) -> None:
        """Say what to do next where there are no stories."""
        self.run_worker(self.refresh_counts(), group="counts", exclusive=True, exit_on_error=False)

    @work(group="dialog", exit_on_error=False)
    async def action_subscriptions(self) -> None:
        """Show the subscriptions."""
        from tuireader.tui.screens.feeds import Feeds

        await self.app.push_screen_wait(keyed(Feeds, self.keys, "subscriptions")(self.library, self.settings, self.keys, self))
        await self.refresh_counts()

    @work(group="dialog", exit_on_error=False)
    async def offer_papers(self) -> None:
        """Offer the catalogue, once; the list of stories stands behind it."""
        if self.app.screen is not self:  # something is being imported: the next start will do
            return
        chosen = await self.choose_papers()
        first_start.offered(self.library)
        if not chosen:
            keys = {"papers": self.key("papers"), "palette": self.key("command-palette"), "add": self.key("add-feed")}
            self.say(NOT_NOW.format(**keys), seconds=8)

    def keep_up(self) -> None:
        """Begin to sync by itself, where the settings say so."""
        sync = self.settings.sync
        if sync.on_start:
            self.set_timer(AFTER_START, self.sync_by_itself)
        if sync.every:
            self.set_interval(sync.every, self.sync_by_itself)

    def sync_by_itself(self) -> None:
        """Ask the feeds whose time has come; nothing under the cursor moves."""
        self.start_sync(by_itself=True)
