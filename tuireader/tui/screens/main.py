"""The main screen: three panes, a line above and a line below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from tuireader.tui.branches import branches
from tuireader.tui.commands import bindings
from tuireader.tui.messages import HintClicked
from tuireader.tui.screens.marking import Marking
from tuireader.tui.screens.panes import REGIONS, STORIES, STORY
from tuireader.tui.views import View
from tuireader.tui.web import open_in_browser
from tuireader.tui.widgets.bars import KeyHints, TopBar
from tuireader.tui.widgets.region_tree import RegionTree
from tuireader.tui.widgets.story_list import StoryList
from tuireader.tui.widgets.story_view import StoryView

if TYPE_CHECKING:
    from tuireader.store import Counts
    from tuireader.tui.library import Library, Listing

WELCOME = "Enter opens a story, space reads on from one to the next."
WATCH_EVERY = 2.0
"""Seconds between looks at whether another program changed the store."""


class MainScreen(Marking):
    """Orchestrates the panes: what is chosen at the left comes up at the right."""

    BINDINGS = bindings()
    AUTO_FOCUS = None

    def __init__(self, library: Library, counts: Counts, listing: Listing, *, speakers: bool = True) -> None:
        super().__init__()
        self._speakers = speakers
        self.library = library
        self.counts = counts
        self._first = listing

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
                yield StoryList(id="list")
            yield StoryView(id="story")
        yield KeyHints()

    def on_mount(self) -> None:
        """Show what was fetched before the screen ran."""
        self.tree_pane.show_branches(branches(self.counts))
        self.tree_pane.show_view(View())
        self.story_pane.speakers = self._speakers
        self.story_pane.show_hint(WELCOME)
        self.place_listing(View(), self._first)
        self.show_counts()
        self.enter(STORIES)
        if self._first.rest is not None:
            self.show_view(View(), quietly=True)
        self.set_interval(WATCH_EVERY, self.watch_store)

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
            self.run_worker(self.keep_place(), group="place")
            self.enter(STORIES)
        elif self.leave_search():
            return
        elif self.pane == REGIONS:
            self.enter(STORIES)
        else:
            self.action_quit_reader()

    @work
    async def action_quit_reader(self) -> None:
        """Keep the place and quit."""
        await self.keep_place()
        self.app.exit()

    # The rest.

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
        elif not open_in_browser(row.url):
            self.say(f"No browser could be started. The address is {row.url}", wrong=True)

    def action_help(self) -> None:
        """Show all keys."""
        from tuireader.tui.screens.help import Help

        self.app.push_screen(Help())

    def action_import(self) -> None:
        """Ask what to import, import it, and show it."""
        self.import_targets(())

    @work(group="dialog")
    async def import_targets(self, targets: Sequence[str]) -> None:
        """Import paths and addresses, or ask for one, and show what came in."""
        from tuireader.tui.screens.importing import Importing

        brought = await self.app.push_screen_wait(Importing(self.library.store, targets))
        await self.refresh_counts()
        row = await self.library.summary(brought[0]) if brought else None
        if row:
            self.show_view(View(), row.number)
            self.enter(STORIES)

    @on(HintClicked)
    async def _hint_clicked(self, event: HintClicked) -> None:
        event.stop()
        await self.run_action(event.action)

