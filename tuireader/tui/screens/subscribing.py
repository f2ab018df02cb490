"""Subscribing from inside the reader: papers of the catalogue, feeds by their address; for every screen that offers it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import work

from tuireader.config import Settings
from tuireader.tui.keys import HasKeys, keyed
from tuireader.tui.screens.trouble import TellsTrouble
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.store.subscriptions import Subscription
    from tuireader.tui.library import Library

READ_ONLY = "This store can't be written."
NOT_NOW = "No paper chosen. {papers} brings the choice back, and so does the palette ({palette}); {add} adds any feed by its address."


class Subscribes(HasKeys, TellsTrouble):
    """The part of a screen that subscribes."""

    library: Library
    settings: Settings

    def start_sync(self, *, origins: frozenset[str] | None = None, by_itself: bool = False) -> None:
        """Start a sync, of some subscriptions or of all."""
        raise NotImplementedError

    def subscriptions_changed(self) -> None:
        """Do what a screen does when there are others."""

    def can_subscribe(self) -> bool:
        """Whether the store can be written; says so where it can't."""
        if self.library.store.read_only:
            self.say(self.library.store.notice or READ_ONLY, wrong=True)
        return not self.library.store.read_only

    @work(group="dialog", exit_on_error=False)
    async def action_papers(self) -> None:
        """Let the person choose papers from the catalogue."""
        if self.can_subscribe():
            await self.choose_papers()

    async def choose_papers(self) -> bool:
        """Show the catalogue, subscribe to what is chosen, and offer to fetch it; return whether anything was."""
        from tuireader.tui.screens.choosing import Choosing
        from tuireader.tui.screens.papers import Papers
        from tuireader.tui.widgets.choice_list import Choice

        catalogue = await self.library.feeds.catalogue()
        screen = keyed(Papers, self.keys, "papers")(catalogue, self.keys, self.settings.sync.allow_hosts)
        chosen = await self.app.push_screen_wait(screen)
        if not chosen:
            return False
        origins = await self.library.feeds.add([paper.subscription() for paper in chosen])
        self.subscriptions_changed()
        choices = [
            Choice("Fetch their stories now", "Reading goes on; it can be stopped."),
            Choice("Later", f"{self.key('sync')} fetches what is new, whenever you like."),
        ]
        title = f"Subscribed to {count_of(len(origins), 'paper')}"
        if await self.app.push_screen_wait(Choosing(title, choices, (True, False), "takes it", row_height=3)):
            self.start_sync(origins=frozenset(origins))
        return True

    @work(group="dialog", exit_on_error=False)
    async def action_add_feed(self) -> None:
        """Ask for an address, find its feed, ask where its stories belong, and subscribe."""
        from tuireader.sync.telling import name_of
        from tuireader.tui.screens.adding import Adding

        if not self.can_subscribe():
            return
        mine = await self.library.feeds.all()
        found = await self.app.push_screen_wait(Adding(mine, self.settings.sync.allow_hosts))
        if found is None:
            return
        settings = await self.ask_settings(found, mine, new=True)
        if settings is None:
            self.say("Not subscribed.")
            return
        one = found._replace(**settings)
        await self.library.feeds.add([one])
        self.say(f"Subscribed to {name_of(one)}; {self.key('sync')} fetches its stories.")
        self.subscriptions_changed()

    async def ask_settings(self, one: Subscription, mine: Sequence[Subscription], *, new: bool = False) -> dict[str, Any] | None:
        """Ask for a subscription's settings; return those that were changed, None when it was left."""
        from tuireader.tui.screens.editing import Editing, region_names

        regions = await asyncio.to_thread(region_names)
        return await self.app.push_screen_wait(Editing(one, regions, [each.section for each in mine if each.section], new=new))
