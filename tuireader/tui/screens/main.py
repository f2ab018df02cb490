"""The main screen: three panes, a line above and a line below."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from tuireader.config import LONGEST, SHORTEST, Settings
from tuireader.tui.branches import branches
from tuireader.tui.chords import Chords, Move
from tuireader.tui.keys import keyed, keymap
from tuireader.tui.resuming import Left, Start, keep
from tuireader.tui.screens.in_rows import ShowsHelp
from tuireader.tui.screens.keeping_up import KeepingUp
from tuireader.tui.screens.panes import REGIONS, STORIES, STORY
from tuireader.tui.views import View
from tuireader.tui.web import open_in_browser
from tuireader.tui.widgets.bars import KeyHints, TopBar
from tuireader.tui.widgets.region_tree import RegionTree
from tuireader.tui.widgets.story_list import StoryList
from tuireader.tui.widgets.story_view import StoryView

if TYPE_CHECKING:
    from tuireader.tui.library import Library

WELCOME = "Enter opens a story, space reads on from one to the next."
WATCH_EVERY = 2.0
"""Seconds between looks at whether another program changed the store."""


class MainScreen(ShowsHelp, KeepingUp):
    """Orchestrates the panes: what is chosen at the left comes up at the right."""

    AUTO_FOCUS = None

    def __init__(self, library: Library, settings: Settings, start: Start) -> None:
        super().__init__()
        self.settings = settings
        self.keys = keymap(settings)
        self._chords = Chords() if settings.keys == "vim" else None
        self.library = library
        self.counts = start.counts
        self.synced = start.synced
        self._start = start
        self._list_width = start.left.list_width

    def compose(self) -> ComposeResult:
        """The bars and the panes."""
        yield TopBar()
        with Horizontal(id="panes"):
            with Vertical(id="regions"):
                yield Static("Regions", id="regions-head", classes="pane-head", markup=False)
                yield RegionTree(id="tree")
            with Vertical(id="stories"):
                yield Static("", id="stories-head", classes="pane-head", markup=False)
                yield Input(placeholder="Search everything stored", id="search", compact=True)
                yield Static("", id="empty", markup=False)
                yield StoryList(id="list")
            yield StoryView(id="story")
        yield KeyHints(self.keys)

    def on_mount(self) -> None:
        """Show what was fetched before the screen ran."""
        start, left = self._start, self._start.left
        self.tree_pane.unfolded = set(left.unfolded)
        self.tree_pane.show_branches(branches(self.counts))
        self.tree_pane.show_view(left.view._replace(unread=False))
        self.story_pane.speakers = start.speakers if self.settings.speakers is None else self.settings.speakers
        self.story_pane.measure = left.measure or self.settings.measure
        self.story_pane.show_hint(WELCOME)
        self.list_pane.new_since = left.visited
        if left.list_width:
            self._set_list_width(left.list_width)
        self.place_listing(left.view, start.listing, start.number)
        self.show_counts()
        self.enter(STORIES)
        if start.listing.rest is not None:
            self.show_view(left.view, start.number, quietly=True)
        self.set_interval(WATCH_EVERY, self.watch_store)
        self.keep_up()
        if start.offer:
            self.call_after_refresh(self.offer_papers)

    def on_key(self, event: events.Key) -> None:
        """Take the keys of vim's chords before they come to the bindings."""
        move = self._chords.press(event.character) if self._chords else False
        if move:
            event.stop()
        if isinstance(move, Move):
            if move.kind == "rows":
                self.action_move(move.number)
            else:
                self.action_edge(-1)
                self.action_move(move.number - 1 if move.kind == "row" else 0)

    # Moving.

    def action_move(self, rows: int) -> None:
        """Move the cursor, or scroll the story."""
        if self.pane == STORY:
            self.story_pane.scroll_lines(rows)
        else:
            (self.tree_pane if self.pane == REGIONS else self.list_pane).move(rows)

    def action_page(self, step: int) -> None:
        """A screen down or up."""
        if self.pane == STORY:
            self.story_pane.scroll_lines(step * max(1, self.story_pane.size.height - 2))
        else:
            pane = self.tree_pane if self.pane == REGIONS else self.list_pane
            pane.move(step * max(1, pane.rows_in_sight() - 1))

    def action_edge(self, step: int) -> None:
        """To the top or the end."""
        if self.pane == STORY:
            self.story_pane.scroll_lines(step * 1_000_000)
        else:
            pane = self.tree_pane if self.pane == REGIONS else self.list_pane
            pane.move(step * pane.row_count)

    def action_pane(self, step: int) -> None:
        """To the pane beside; in the tree fold and unfold first."""
        if self.pane == REGIONS and self.tree_pane.fold(step < 0):
            return
        beside = self.neighbour(step)
        if beside == STORY:
            self.action_open()
        elif beside:
            self.enter(beside)

    def action_back(self) -> None:
        """Out of the story, out of the search, out of the reader."""
        if self.pane == STORY:
            self.run_worker(self.keep_place(), group="place", exit_on_error=False)
            self.remove_class("-zen")
            self.enter(STORIES)
        elif self.leave_search():
            return
        elif self.pane == REGIONS:
            self.enter(STORIES)
        else:
            self.action_quit_reader()

    @work(exit_on_error=False)
    async def action_quit_reader(self) -> None:
        """Keep everything as it is, and quit."""
        try:
            await self.keep_place()
            self.keep_left()
        finally:
            self.app.exit()

    def keep_left(self) -> None:
        """Keep view, cursor and what is unfolded for the next start."""
        row = self.list_pane.current
        view = (self._before_search or View()) if self.view.search else self.view
        measure = self.story_pane.measure if self.story_pane.measure != self.settings.measure else None
        unfolded = tuple(sorted(self.tree_pane.unfolded))
        keep(self.library, Left(view, row.id if row else None, unfolded, measure, self._list_width, int(time.time())))

    # The rest.

    def action_zen(self) -> None:
        """Show the story alone, or all panes again."""
        if self.story_pane.article is None:
            self.say("Open a story first.")
            return
        self.open_shown()
        self.toggle_class("-zen")

    def action_measure(self, cells: int) -> None:
        """Make the lines of the story longer or shorter."""
        self.story_pane.measure = max(SHORTEST, min(LONGEST, self.story_pane.measure + cells))
        self.story_pane.set_again()
        self.say(f"Lines of up to {self.story_pane.measure} cells.")

    def action_list_width(self, cells: int) -> None:
        """Give the list more or less of the room, on terminals that show it beside the story."""
        self._set_list_width(max(24, min(100, self.query_one("#stories").outer_size.width + cells)))

    def _set_list_width(self, cells: int) -> None:
        self._list_width = cells
        self.query_one("#stories").styles.width = cells if self.has_class("-wide") or self.has_class("-middling") else None

    def on_resize(self) -> None:
        """Keep the chosen width of the list to terminals where it has a neighbour."""
        if self._list_width:
            self._set_list_width(self._list_width)

    @work(group="dialog", exit_on_error=False)
    async def action_links(self) -> None:
        """Show the story's links, and open the chosen one in the browser."""
        from tuireader.tui.screens.links import Links, links_of

        links = links_of(self.story_pane.article) if self.story_pane.article else []
        if not links:
            self.say("No links in this story." if self.story_pane.article else "Open a story first.")
            return
        chosen = await self.app.push_screen_wait(Links(links))
        if chosen:
            self._browse(chosen)

    def action_why(self) -> None:
        """Say why the story is where it is."""
        article = self.story_pane.article
        if article is None:
            self.say("Open a story first.")
            return
        also = ", ".join(place.name for place in article.places if place.name not in article.region_path)
        words = f"{' › '.join(article.region_path) or 'Unplaced'}: {article.region_evidence or 'nothing in it names a place'}"
        self.say(words + (f"\nAlso in: {also}" if also else ""))

    def action_browse(self) -> None:
        """Open the story's address in the browser."""
        row = self.list_pane.current
        if row is None or not row.url:
            self.say("This story has no web address: it came from a file.")
        else:
            self._browse(row.url)

    @work(thread=True, group="browser", exit_on_error=False)
    def _browse(self, url: str) -> None:
        if not open_in_browser(url):
            self.app.call_from_thread(self.say, f"No browser could be started. The address is {url}", wrong=True)

    @work(group="dialog", exit_on_error=False)
    async def action_quotes(self) -> None:
        """Show who said what in the view, and open the story of the quotation that was chosen."""
        from tuireader.tui.screens.quotes import Quotes

        saying = await self.app.push_screen_wait(Quotes(self.library, self.view))
        if saying is not None:
            await self.open_saying(saying)

    def action_import(self) -> None:
        """Ask what to import, import it, and show it."""
        self.import_targets(())

    @work(group="dialog", exit_on_error=False)
    async def import_targets(self, targets: Sequence[str]) -> None:
        """Import paths and addresses, or ask for one, and show what came in."""
        from tuireader.tui.screens.importing import Importing

        importing = Importing(self.library.store, targets, self.settings.sync.allow_hosts, self.settings.pictures)
        brought = await self.app.push_screen_wait(importing)
        await self.refresh_counts()
        row = await self.library.summary(brought[0]) if brought else None
        if row:
            self.show_view(View(), row.number)
            self.enter(STORIES)


def main_screen(library: Library, settings: Settings, start: Start) -> MainScreen:
    """Make the main screen with the person's keys: Textual reads bindings from the class, so each setting of keys has its own."""
    return keyed(MainScreen, keymap(settings), "reader")(library, settings, start)
