"""Your subscriptions: how each fares, and all that can be done with them."""

from __future__ import annotations

import time

from textual import on, work
from textual.worker import get_current_worker

from tuireader.errors import InputError
from tuireader.store.subscriptions import Subscription
from tuireader.sync.telling import name_of
from tuireader.tui.feedwords import Checked
from tuireader.tui.screens.feed_shelf import FeedShelf
from tuireader.tui.widgets.feed_list import FeedList
from tuireader.tui.wording import count_of

FILE = "subscriptions.opml"


class Feeds(FeedShelf):
    """What can be done with the subscriptions: fetched, asked, changed, ended, written as a list and taken from one."""

    # Fetching and asking.

    def start_sync(self, *, origins: frozenset[str] | None = None, by_itself: bool = False) -> None:
        """Have some subscriptions fetched, or all."""
        if not self._reader.syncing:
            self._fetching, self._since = origins, int(time.time())
        self._reader.start_sync(origins=origins, by_itself=by_itself)
        self._was_syncing = True
        self.show()

    def action_sync(self) -> None:
        """Fetch what is new of all; again, stop it."""
        if self._reader.syncing or not self.can_subscribe():
            self._reader.action_sync()
        else:
            self.start_sync()

    def action_sync_one(self) -> None:
        """Fetch what is new of the one under the cursor."""
        if (one := self._current) and self.can_subscribe():
            self.start_sync(origins=frozenset({one.origin}))

    def action_check(self) -> None:
        """Ask whether the one under the cursor answers."""
        one = self._current
        if one and self._checks.get(one.origin, (True, ""))[0] is not None:
            self._checks[one.origin] = (None, f"asking {one.origin} …")
            self.show()
            self._ask(one)

    @work(thread=True, group="check", exit_on_error=False)
    def _ask(self, one: Subscription) -> None:
        from tuireader.sync.subscribing import check

        worker = get_current_worker()
        came = check(one, allow_hosts=self.settings.sync.allow_hosts, cancelled=lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._checked, one.origin, (came.answers, came.words))

    def _checked(self, origin: str, came: Checked) -> None:
        self._checks[origin] = came
        self.show()

    # Changing.

    @on(FeedList.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    @work(group="dialog", exit_on_error=False)
    async def action_edit(self) -> None:
        """Show the settings of the one under the cursor, and keep what is changed."""
        one = self._current
        if one is None or not self.can_subscribe():
            return
        if changed := await self.ask_settings(one, self._all):
            await self.library.feeds.change(one, changed)
            self.say(f"Changed: {', '.join(name.replace('_', ' ') for name in changed)}; {self.key('undo')} takes it back.")
            self.reload()

    @work(group="dialog", exit_on_error=False)
    async def action_remove(self) -> None:
        """End the subscription under the cursor; its stories stay."""
        one = self._current
        if one and self.can_subscribe():
            await self.library.feeds.remove(one)
            self.say(f"Ended {name_of(one)}; its stories stay. {self.key('undo')} brings it back.")
            self.reload()

    @work(group="dialog", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the last change."""
        undone = await self.library.undo()
        self.say(f"Undone: {undone.what}." if undone else "Nothing to undo.")
        self.reload()

    @work(group="dialog", exit_on_error=False)
    async def action_import_list(self) -> None:
        """Ask for a list, and subscribe to what it names."""
        from tuireader.tui.screens.asking import Asking

        if not self.can_subscribe():
            return
        path = await self.app.push_screen_wait(Asking("Import subscriptions", "", "an OPML file, or one of addresses", "imports"))
        if not path:
            return
        taken = await self.library.feeds.take_lists(path)
        words = [count_of(len(taken.new), "new subscription"), *([f"{taken.known} there already"] if taken.known else [])]
        self.say("\n".join([", ".join(words) + ".", *map(str, taken.failed[:3])]), wrong=bool(taken.failed))
        self.reload()

    @work(group="dialog", exit_on_error=False)
    async def action_export_list(self) -> None:
        """Ask for a path, and write all subscriptions there."""
        from tuireader.tui.screens.asking import Asking

        path = await self.app.push_screen_wait(Asking("Export subscriptions", FILE, "a file", "writes them there, as OPML"))
        if not path:
            return
        try:
            written = await self.library.feeds.write_list(path)
        except InputError as error:
            self.say(str(error), wrong=True)
        else:
            self.say(f"{count_of(len(self._all), 'subscription')} written to {written.absolute()}")
