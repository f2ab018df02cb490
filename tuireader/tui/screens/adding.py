"""Add a feed: its address, or that of any page that names its feeds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from tuireader.clean import clean_line
from tuireader.errors import TuireaderError
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.widgets.choice_list import Choice, ChoiceList
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.store.subscriptions import Subscription
    from tuireader.sync.subscribing import Found

HINT = "Enter looks for the feed · Esc closes"
NO_ADDRESS = "“{typed}” is no web address, and no name of the catalogue. Write it as in a browser: example.org/news"
KNOWN = "You are subscribed to {name} already."
_ROW = 3


class Adding(Dialog["Subscription | None"]):
    """Gives the feed that was found, None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]
    CSS = """
    Adding ChoiceList { display: none; }
    Adding.-several ChoiceList { display: block; }
    """

    def __init__(self, mine: Collection[Subscription] = (), allow_hosts: Sequence[str] = ()) -> None:
        super().__init__()
        self._mine = {address: one for one in mine for address in (one.origin, one.address)}
        self._allow_hosts = allow_hosts
        self._first: Subscription | None = None
        self._addresses: list[str] = []

    def compose(self) -> ComposeResult:
        """A title, the field, room for words, and the feeds of a page that has several."""
        with Vertical(id="box"):
            yield Static("Add a feed", classes="title", markup=False)
            yield Input(placeholder="the address of a feed, or of any page that has one", id="address")
            yield Static(HINT, classes="words", id="words", markup=False)
            yield ChoiceList(row_height=_ROW)

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one(Input).focus()

    def _say(self, words: str) -> None:
        self.query_one("#words", Static).update(Content(clean_line(words)))

    def trouble(self, words: str) -> None:
        """Say it where the person looks."""
        self._say(words)

    @on(Input.Changed)
    def _typed(self) -> None:
        """Forget the feeds of another address."""
        if self._addresses:
            self._addresses, self._first = [], None
            self.remove_class("-several")
            self._say(HINT)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._addresses:
            self.query_one(ChoiceList).row_chosen()
        elif event.value.strip():
            self._look(event.value.strip())
        else:
            self.action_leave()

    def _look(self, typed: str) -> None:
        from tuireader.sync.known import known_feed
        from tuireader.sync.subscribing import as_address

        known, address = known_feed(typed), as_address(typed)
        if known is not None:
            self._take(known.subscription())
        elif address is None:
            self._say(NO_ADDRESS.format(typed=typed))
        else:
            self._say(f"Asking {address} … Esc stops it.")
            self._find(address, alone=False)

    @work(thread=True, exclusive=True, group="find", exit_on_error=False)
    def _find(self, address: str, *, alone: bool) -> None:
        from tuireader.sync.subscribing import find

        worker = get_current_worker()
        try:
            found = find(address, allow_hosts=self._allow_hosts, cancelled=lambda: worker.is_cancelled)
        except TuireaderError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._say, f"{error}.")
        else:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._found, found, alone)

    def _found(self, found: Found, alone: bool) -> None:
        """Take the feed, or ask which where the page has several."""
        if alone or not found.others:
            self._take(found.subscription)
            return
        self._first = found.subscription
        now = f"{found.subscription.origin} · {count_of(found.stories, 'story', 'stories')} now"
        choices = [Choice(_called(found.subscription), now)]
        choices += [Choice(clean_line(link.title or link.address), clean_line(link.address)) for link in found.others]
        self._addresses = [found.subscription.origin, *(link.address for link in found.others)]
        self.query_one(ChoiceList).show_choices(choices)
        self.add_class("-several")
        self._say(f"This page has {len(choices)} feeds. ↓ ↑ choose, Enter takes one.")

    def action_move(self, rows: int) -> None:
        """Up or down."""
        self.query_one(ChoiceList).move(rows)

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        if event.index == 0 and self._first is not None:
            self._take(self._first)
        elif event.index < len(self._addresses):
            self._say(f"Asking {self._addresses[event.index]} … Esc stops it.")
            self._find(self._addresses[event.index], alone=True)

    def _take(self, one: Subscription) -> None:
        known = self._mine.get(one.origin) or self._mine.get(one.address)
        if known is not None:
            self._say(KNOWN.format(name=_called(known)))
        else:
            self.dismiss(one)

    def action_leave(self) -> None:
        """Stop asking, and close."""
        self.workers.cancel_node(self)
        self.dismiss(None)


def _called(one: Subscription) -> str:
    return clean_line(one.title or one.origin)
