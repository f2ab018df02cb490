"""Your subscriptions: how each fares, and all that can be done with them."""

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
from textual.worker import get_current_worker

from tuireader.config import Settings
from tuireader.errors import InputError
from tuireader.sync.telling import name_of
from tuireader.tui.feedwords import Checked, in_full, in_short_lines, line_of
from tuireader.tui.messages import HintClicked
from tuireader.tui.screens.subscribing import Subscribes
from tuireader.tui.widgets.bars import KeyHints, TopBar
from tuireader.tui.widgets.feed_list import Feed, FeedList
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.store.subscriptions import Subscription
    from tuireader.tui.library import Library

LOOK_EVERY = 0.25
"""Seconds between looks at how far a sync is."""
AGE_EVERY = 30.0
"""Seconds after which "2 min ago" is told anew."""
FILE = "subscriptions.opml"
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


class Feeds(Subscribes, Screen[None]):
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
        self.set_focus(self._list)
        self._was_syncing = self._reader.syncing
        self._fetching = None if self._was_syncing else frozenset()
        self._reload()
        self.set_interval(LOOK_EVERY, self._look)
        self.set_interval(AGE_EVERY, self._show)

    # What is shown.

    @property
    def _list(self) -> FeedList:
        return self.query_one(FeedList)

    @property
    def _current(self) -> Subscription | None:
        """The subscription under the cursor, as it is in the store."""
        line = self._list.current
        return next((one for one in self._all if line and one.origin == line.one.origin), None)

    @work(exclusive=True, group="reload", exit_on_error=False)
    async def _reload(self) -> None:
        self._all = await self.library.feeds.all()
        self._show()
        self._stories = await self.library.feeds.stories()
        self._show()

    def subscriptions_changed(self) -> None:
        """Show what there is now."""
        self._reload()

    def _show(self) -> None:
        now = int(time.time())
        wanted = self.query_one("#filter", Input).value.casefold().split()
        lines = [self._line(one, now) for one in self._all if all(word in _sought(one) for word in wanted)]
        self.set_class(not self._all and self._stories is not None, "-empty")
        self._list.show_feeds(lines)
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
        line = self._list.current
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
        syncing = self._reader.syncing
        if syncing or self._was_syncing:
            self._reload()
        self._was_syncing = syncing

    # Moving.

    def action_move(self, rows: int) -> None:
        """Up or down."""
        self._list.move(rows)

    def action_page(self, step: int) -> None:
        """A screen up or down."""
        self._list.move(step * max(1, self._list.rows_in_sight() - 1))

    def action_edge(self, step: int) -> None:
        """To the top or the end."""
        self._list.move(step * self._list.row_count)

    def action_back(self) -> None:
        """Out of the search, out of here."""
        if not self._leave_filter():
            self.dismiss(None)

    def action_help(self) -> None:
        """Show all keys."""
        from tuireader.tui.screens.help import Help

        self.app.push_screen(Help(self.keys))

    @on(HintClicked)
    async def _hint_clicked(self, event: HintClicked) -> None:
        event.stop()
        await self.run_action(event.action)

    def action_find(self) -> None:
        """Open the field to find a subscription."""
        field = self.query_one("#filter", Input)
        field.add_class("-open")
        self.set_focus(field)

    @on(Input.Changed, "#filter")
    def _narrow(self) -> None:
        self._show()

    @on(Input.Submitted, "#filter")
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self._leave_filter()
        self.set_focus(self._list)

    def _leave_filter(self) -> bool:
        field = self.query_one("#filter", Input)
        if not field.has_class("-open"):
            return False
        field.remove_class("-open")
        field.value = ""
        self.set_focus(self._list)
        return True

    # Fetching and asking.

    def start_sync(self, *, origins: frozenset[str] | None = None, by_itself: bool = False) -> None:
        """Have some subscriptions fetched, or all."""
        if self._reader.syncing:
            self.say(f"A sync is running; {self.key('sync')} stops it.")
            return
        self._fetching, self._since = origins, int(time.time())
        self._reader.start_sync(origins=origins, by_itself=by_itself)
        self._was_syncing = True
        self._show()

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
            self._show()
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
        self._show()

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
            self._reload()

    @work(group="dialog", exit_on_error=False)
    async def action_remove(self) -> None:
        """End the subscription under the cursor; its stories stay."""
        one = self._current
        if one and self.can_subscribe():
            await self.library.feeds.remove(one)
            self.say(f"Ended {name_of(one)}; its stories stay. {self.key('undo')} brings it back.")
            self._reload()

    @work(group="dialog", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the last change."""
        undone = await self.library.undo()
        self.say(f"Undone: {undone.what}." if undone else "Nothing to undo.")
        self._reload()

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
        self._reload()

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


def _sought(one: Subscription) -> str:
    return " ".join((one.title or "", one.origin, " ".join(one.region), one.section or "")).casefold()
