"""The subscriptions as they are shown: by region, how each fares, and all there is to know of the one under the cursor."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from tuireader.config import Settings
from tuireader.tui.feedwords import Checked, in_full, in_short_lines, line_of
from tuireader.tui.screens.in_rows import MovesInRows, ShowsHelp
from tuireader.tui.screens.subscribing import Subscribes
from tuireader.tui.widgets.bars import KeyHints, TopBar
from tuireader.tui.widgets.feed_list import Feed, FeedList
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.store.subscriptions import Subscription
    from tuireader.tui.library import Library

LOOK_EVERY = 0.25
"""Seconds between looks at how far a sync is."""
RELOAD_EVERY = 1.0
"""Seconds after which, while a sync runs, the subscriptions are shown anew; their stories are counted when it has ended."""
AGE_EVERY = 30.0
"""Seconds after which "2 min ago" is told anew."""
NONE_YET = """No subscriptions yet.

{papers} chooses papers from a catalogue, by region
{add} adds a feed, or the feed of any page, by its address
{take} takes the list of another reader (OPML)"""
NONE_FOUND = "No subscription is called so."


class Syncs(Protocol):
    """Who syncs: the main screen, so that reading goes on while it does."""

    @property
    def syncing(self) -> bool:
        """Whether a sync is running."""

    @property
    def status(self) -> str:
        """How far it is, in words."""

    def start_sync(self, *, origins: frozenset[str] | None = None, by_itself: bool = False) -> None:
        """Start a sync, of some subscriptions or of all."""

    def action_sync(self) -> None:
        """Start a sync of all, or stop the one that is running."""


class FeedShelf(MovesInRows, ShowsHelp, Subscribes, Screen[None]):
    """The subscriptions by region at the left, the one under the cursor at the right or below."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (81, "-middling"), (120, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = """
    Feeds #sides { height: 1fr; layout: vertical; }
    Feeds #left { height: 1fr; width: 1fr; }
    Feeds #left .pane-head { color: $kicker; }
    Feeds #detail { height: 8; padding: 0 2; border-top: solid $pane-line; background: $background; }
    Feeds #words { height: auto; }
    Feeds.-wide #sides { layout: horizontal; }
    Feeds.-wide #left { border-right: solid $pane-line; height: 100%; }
    Feeds.-wide #detail { width: 44%; max-width: 68; height: 100%; border-top: none; padding: 1 3; }
    Feeds #filter { display: none; height: 1; border: none; padding: 0 1; background: $panel; }
    Feeds #filter.-open { display: block; }
    Feeds #empty { display: none; width: 100%; height: 1fr; content-align: center middle; color: $meta; }
    Feeds.-empty #empty { display: block; }
    Feeds.-empty FeedList { height: 1; }
    Feeds.-empty #detail { display: none; }
    Feeds.-empty #left { border-right: none; }
    Feeds .row--region { color: $kicker; text-style: bold; }
    Feeds .row--paper { color: $foreground; }
    Feeds .row--good { color: $success; }
    Feeds .row--bad { color: $error; }
    Feeds .row--odd { color: $warning; }
    """

    def __init__(self, library: Library, settings: Settings, keys: Mapping[str, str], reader: Syncs) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.keys = keys
        self._reader = reader
        self._all: list[Subscription] = []
        self._stories: dict[str, int] | None = None
        self._checks: dict[str, Checked] = {}
        self._fetching: frozenset[str] | None = frozenset()
        """What a sync is fetching, None for all."""
        self._since = 0
        self._was_syncing = False
        self._seen = 0.0

    def compose(self) -> ComposeResult:
        """The bars, the list, and what is known of one."""
        yield TopBar(self._reader.status)
        with Container(id="sides"):
            with Vertical(id="left"):
                yield Static("Subscriptions", id="head", classes="pane-head", markup=False)
                yield Input(placeholder="a name, a region, an address", id="filter", compact=True)
                keys = {"papers": self.key("papers"), "add": self.key("add-feed"), "take": self.key("import-feeds")}
                yield Static(NONE_YET.format(**keys), id="empty", markup=False)
                yield FeedList(id="feeds")
            with VerticalScroll(id="detail", can_focus=False):
                yield Static("", id="words", markup=False)
        yield KeyHints(self.keys)

    def on_mount(self) -> None:
        """Bring them in."""
        self.query_one(KeyHints).show_pane("subscriptions")
        self.set_focus(self.rows_here)
        self._was_syncing = self._reader.syncing
        self._fetching = None if self._was_syncing else frozenset()
        self.reload()
        self.set_interval(LOOK_EVERY, self._look)
        self.set_interval(AGE_EVERY, self.show)

    # What is shown.

    @property
    def rows_here(self) -> FeedList:
        """The subscriptions."""
        return self.query_one(FeedList)

    @property
    def _current(self) -> Subscription | None:
        """The subscription under the cursor, as it is in the store."""
        line = self.rows_here.current
        return next((one for one in self._all if line and one.origin == line.one.origin), None)

    @work(exclusive=True, group="reload", exit_on_error=False)
    async def reload(self, *, counting: bool = True) -> None:
        """Fetch them anew, and count their stories."""
        self._all = await self.library.feeds.all()
        self.show()
        if counting or self._stories is None:
            self._stories = await self.library.feeds.stories()
            self.show()

    def subscriptions_changed(self) -> None:
        """Show what there is now."""
        self.reload()

    def show(self) -> None:
        """Show what was fetched, as far as it is looked for."""
        now = int(time.time())
        wanted = self.query_one("#filter", Input).value.casefold().split()
        lines = [self._line(one, now) for one in self._all if all(word in _sought(one) for word in wanted)]
        self.set_class(not self._all and self._stories is not None, "-empty")
        self.rows_here.show_feeds(lines)
        failing = sum(line.kind == "failing" for line in lines)
        words = count_of(len(lines), "subscription") if lines or wanted else "Subscriptions"
        self.query_one("#head", Static).update(Content(f"{words} · {failing} failing" if failing else words))
        self._describe()

    def _line(self, one: Subscription, now: int) -> Feed:
        stories = None if self._stories is None else self._stories.get(one.origin, 0)
        asked = self._fetching is None or one.origin in self._fetching
        busy = "fetching …" if asked and self._reader.syncing and not one.gone and (one.last_try or 0) < self._since else None
        check = self._checks.get(one.origin)
        return line_of(one, now, stories, "asking …" if check and check[0] is None else busy)

    @on(FeedList.Rested)
    def _describe(self) -> None:
        line = self.rows_here.current
        if line is None:
            self.query_one("#words", Static).update(Content(NONE_FOUND if self._all else ""))
            return
        tell = in_full if self.has_class("-wide") else in_short_lines
        self.query_one("#words", Static).update(tell(line, int(time.time()), self._checks.get(line.one.origin)))

    def on_resize(self) -> None:
        """Tell as much as there is room for."""
        self.call_after_refresh(self._describe)

    def _look(self) -> None:
        """Show how far a sync is, and what it has come to."""
        self.query_one(TopBar).show_status(self._reader.status)
        syncing, now = self._reader.syncing, time.time()
        if syncing and now - self._seen >= RELOAD_EVERY:
            self._seen = now
            self.reload(counting=False)
        elif self._was_syncing and not syncing:
            self.reload()
        self._was_syncing = syncing

    # Moving.

    def action_back(self) -> None:
        """Out of the search, out of here."""
        if not self._leave_filter():
            self.dismiss(None)

    def action_find(self) -> None:
        """Open the field to find a subscription."""
        field = self.query_one("#filter", Input)
        field.add_class("-open")
        self.set_focus(field)

    @on(Input.Changed, "#filter")
    def _narrow(self) -> None:
        self.show()

    @on(Input.Submitted, "#filter")
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self._leave_filter()
        self.set_focus(self.rows_here)

    def _leave_filter(self) -> bool:
        field = self.query_one("#filter", Input)
        if not field.has_class("-open"):
            return False
        field.remove_class("-open")
        field.value = ""
        self.set_focus(self.rows_here)
        return True


def _sought(one: Subscription) -> str:
    return " ".join((one.title or "", one.origin, " ".join(one.region), one.section or "")).casefold()
