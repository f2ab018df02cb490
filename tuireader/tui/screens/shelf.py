"""Showing views in the list: choosing, searching, taking in what came since."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.widgets import Input, Static

from tuireader.errors import TuireaderError
from tuireader.tui.branches import branches
from tuireader.tui.messages import RowsWanted, ViewChosen
from tuireader.tui.screens.panes import STORIES, Panes
from tuireader.tui.views import View
from tuireader.tui.widgets.bars import TopBar
from tuireader.tui.widgets.region_tree import Branch
from tuireader.tui.wording import count_of, short_date

if TYPE_CHECKING:
    from tuireader.store import Counts
    from tuireader.tui.library import Library, Listing

SEARCH_PAUSE = 0.06
"""Seconds without a key before a search runs."""
EMPTY = """No stories {where} yet.

Press {papers} to choose papers to subscribe to, {add} to add any feed by its address, {sync} to fetch what is new.

Press {import} to import a file, a folder or a web address."""
NOTHING_UNREAD = "Nothing unread here.\n\nPress {unread} to show what you have read, or {next} for the next unread story anywhere."
NOTHING_FOUND = "Nothing found.\n\nFewer or shorter words find more; the beginning of a word is enough."
NOTHING_STARRED = "No starred stories.\n\nPress {star} on a story to keep it here."


class Shelf(Panes):
    """The part of the main screen that brings views into the list."""

    library: Library
    view: View = View()
    counts: Counts
    busy = False
    """Whether the line at the top is telling how far something is."""
    synced: int | None = None
    """When a feed last came, in epoch seconds."""
    no_network = False
    """Whether the last sync reached no server at all."""
    _before_search: View | None = None
    _seen_version = 0

    # Showing a view.

    @work(exclusive=True, group="view", exit_on_error=False)
    async def show_view(self, view: View, number: int | None = None, *, quietly: bool = False) -> None:
        """Show a view from its top, or with the cursor on story ``number``."""
        try:
            listing = await self.library.listing(view)
        except TuireaderError as error:
            self.say(str(error), wrong=True)
            return
        self.place_listing(view, listing, number)
        if not quietly:
            self.tree_pane.show_view(view._replace(unread=False, search=""))
        rest = listing.rest
        stories = self.list_pane
        while rest is not None:
            more, rest = await self.library.more(view, rest)
            before = stories.row_count
            stories.extend_order(more)
            if number is not None and number in more and number not in listing.order and stories.cursor == 0:
                stories.cursor = before + more.index(number)

    def place_listing(self, view: View, listing: Listing, number: int | None = None) -> None:
        """Put a view that was fetched into the list."""
        self.view = view
        self.list_pane.show_region = view.country is None
        cursor = listing.order.index(number) if number is not None and number in listing.order else 0
        self.list_pane.show_order(listing.order, listing.rows, cursor)
        self.head_list()
        self.query_one("#empty", Static).update(Content("" if listing.order else self._empty_words(view)))
        self.set_class(not listing.order, "-empty")
        if not listing.order:
            self.story_pane.show_hint("")

    def _empty_words(self, view: View) -> str:
        """Return what to do where there is nothing to read."""
        if view.search:
            return NOTHING_FOUND
        words = NOTHING_STARRED if view.starred else NOTHING_UNREAD if view.unread and self.counts.all.total else EMPTY
        where = f"from {view.country or view.region}" if view.region else "here"
        commands = {"papers": "papers", "add": "add-feed", "sync": "sync", "import": "import", "unread": "unread-only", "star": "star"}
        keys = {word: self.key(command) for word, command in {**commands, "next": "next-unread"}.items()}
        return words.format(where=where, **keys)

    def head_list(self) -> None:
        """Write the view's name and its unread count over the list."""
        view = self.view
        words = view.title
        if view.search:
            words = f"{self.list_pane.row_count:,} found"
        else:
            unread = next((line.unread for line in self._lines() if line.view == view._replace(unread=False)), 0)
            words += f" · {unread:,} unread" if unread else ""
        if view.unread:
            words += " · unread only"
        self.query_one("#stories-head", Static).update(Content(words))

    def _lines(self) -> list[Branch]:
        lines = list(branches(self.counts))
        return [*lines, *(child for line in lines for child in line.children)]

    @on(ViewChosen)
    def _choose(self, event: ViewChosen) -> None:
        event.stop()
        if event.view != self.view._replace(unread=False):
            self.show_view(event.view._replace(unread=self.view.unread), quietly=True)
            self.tree_pane.current_view = event.view
        if event.enter:
            self.enter(STORIES)

    @on(RowsWanted)
    @work(group="rows", exit_on_error=False)
    async def _fetch_rows(self, event: RowsWanted) -> None:
        self.list_pane.put_rows(await self.library.rows(event.numbers))

    # Counts, and what other programs bring in.

    async def refresh_counts(self) -> None:
        """Show the numbers as they are now."""
        self.counts = await self.library.counts()
        self.synced = await self.library.feeds.synced()
        self._seen_version = await self.library.data_version()
        self.show_counts()

    def show_counts(self) -> None:
        """Show the counts in the tree, at the top and over the list."""
        self.tree_pane.show_branches(branches(self.counts))
        total, unread = self.counts.all
        parts = ["no network" if self.no_network else "offline"]
        parts += [count_of(total, "story", "stories"), f"{unread:,} unread"] if total else []
        parts += [f"synced {short_date(self.synced, time.time())}"] if self.synced else []
        if not self.busy:
            self.query_one(TopBar).show_status(" · ".join(parts))
        self.head_list()

    @work(exclusive=True, group="watch", exit_on_error=False)
    async def watch_store(self) -> None:
        """See whether another program changed the store; show new counts, and refresh the rows in memory without moving any."""
        version = await self.library.data_version()
        if version == self._seen_version:
            return
        await self.refresh_counts()
        self.list_pane.put_rows(await self.library.rows(list(self.list_pane.rows)))
        if not self.list_pane.row_count:
            self.show_view(self.view)

    def action_refresh(self) -> None:
        """Show the view anew, the cursor on the story it is on."""
        row = self.list_pane.current
        self.show_view(self.view, row.number if row else None, quietly=True)
        self.run_worker(self.refresh_counts(), group="counts", exclusive=True, exit_on_error=False)

    def action_unread_only(self) -> None:
        """Show only what is unread, or everything."""
        row = self.list_pane.current
        self.show_view(self.view._replace(unread=not self.view.unread), row.number if row else None, quietly=True)

    # Searching.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key of the search to who is typing: it is taken before all others."""
        return not (action == "search" and isinstance(self.focused, Input)) and super().check_action(action, parameters)

    def action_search(self) -> None:
        """Open the search bar."""
        if self._before_search is None:
            self._before_search = self.view
        bar = self.query_one("#search", Input)
        bar.add_class("-open")
        self.enter(STORIES)
        self.set_focus(bar)  # at once: who types on quickly would press keys of the list

    def find(self, text: str) -> None:
        """Open the search bar and look for something, as if the person had typed it."""
        self.action_search()
        self.query_one("#search", Input).value = text
        self.enter(STORIES)

    @on(Input.Changed, "#search")
    def _search_changed(self, event: Input.Changed) -> None:
        if "-open" in event.input.classes:
            self.set_timer(SEARCH_PAUSE, lambda: self._run_search(event.value))

    def _run_search(self, text: str) -> None:
        if text == self.query_one("#search", Input).value and "-open" in self.query_one("#search", Input).classes:
            view = View(search=text) if text.strip() else (self._before_search or View())
            self.show_view(view, quietly=True)

    @on(Input.Submitted, "#search")
    def _search_done(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.enter(STORIES)
        else:
            self.leave_search()

    def leave_search(self) -> bool:
        """Close the search bar and show the view of before; return whether it was open."""
        bar = self.query_one("#search", Input)
        if "-open" not in bar.classes:
            return False
        bar.remove_class("-open")
        bar.value = ""
        self.enter(STORIES)
        row = self.list_pane.current
        self.show_view(self._before_search or View(), row.number if row else None)
        self._before_search = None
        return True
