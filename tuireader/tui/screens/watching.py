"""A sync that is under way: how far it is, whom it asks, how to stop it; and at its end what it came to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import ProgressBar, Static

from tuireader.measures import size_of, time_of
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.widgets.choice_list import Choice, ChoiceList
from tuireader.tui.wording import count_of
from tuireader.tui.wrapping import break_lines, shorten

if TYPE_CHECKING:
    from tuireader.sync.events import Progress, Report
    from tuireader.tui.under_way import UnderWay

EVERY = 0.1
"""Seconds between looks at how far it is."""
_HOSTS = 3
_FRONT = re.compile(r" *(?:[0-9,]+  )?")
COMPLETE, INCOMPLETE = "unread is:complete", "unread -is:complete"
"""Queries for what can be read on the train, and for what can't."""


class Watching(Dialog["str | None"]):
    """Shows a sync; gives a query for the stories that the person wants to see, None when it was left. The sync goes on without it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "Close", show=False),
        Binding("x", "stop", "Stop", show=False),
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("enter", "take", "Take it", show=False),
        Binding("pagedown,space", "scroll(1)", "Scroll down", show=False, priority=True),
        Binding("pageup", "scroll(-1)", "Scroll up", show=False, priority=True),
    ]
    CSS = """
    Watching ProgressBar { width: 100%; height: 1; }
    Watching ProgressBar Bar { width: 1fr; }
    Watching #now { height: auto; min-height: 6; }
    Watching #head { color: $headline; text-style: bold; height: auto; display: none; margin-bottom: 1; }
    Watching #report { height: 1fr; display: none; }
    Watching ChoiceList { display: none; height: 3; }
    Watching.-ended > #box { height: 36; }
    Watching.-ended #head, Watching.-ended #report, Watching.-ended ChoiceList { display: block; }
    Watching.-ended ProgressBar, Watching.-ended #now { display: none; }
    """

    def __init__(self, under_way: UnderWay, stop: Callable[[], None]) -> None:
        super().__init__()
        self._sync = under_way
        self._stop = stop
        self._queries: list[str | None] = []
        self._lines: list[str] = []

    def compose(self) -> ComposeResult:
        """The bar and the counts while it runs; the report and what can be done about it afterwards."""
        with Vertical(id="box"):
            yield Static("Before the train" if self._sync.budget else "Sync", classes="title", markup=False)
            yield Static("", id="head", markup=False)
            yield ProgressBar(show_eta=False, show_percentage=False)
            yield Static("", classes="words", id="now", markup=False)
            with VerticalScroll(id="report", can_focus=False):
                yield Static("", classes="words", id="lines", markup=False)
            yield ChoiceList()
            yield Static("", classes="quiet", id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin to look."""
        self._sync.watched = True
        self.call_after_refresh(self._look)  # what is shown is cut to the room, known by then
        self.set_interval(EVERY, self._look)

    def on_unmount(self) -> None:
        """Leave it alone."""
        self._sync.watched = False

    def _look(self) -> None:
        if self.has_class("-ended"):
            return
        if self._sync.ended:
            self._show_end(self._sync.report)
        else:
            self._show_progress(self._sync.progress)

    def _show_progress(self, now: Progress | None) -> None:
        bar = self.query_one(ProgressBar)
        if now is not None and now.feeds:
            bar.update(total=now.feeds + now.pages + now.pictures, progress=now.feeds_done + now.pages_done + now.pictures_done)
        room = max(8, self.query_one("#now").size.width - 10)
        facts = (f"{name:<10}{shorten(value, room)}" for name, value in self._facts(now)) if now else ("Looking what is to be asked …",)
        words = "\n".join(facts)
        self.query_one("#now", Static).update(Content(words))
        self.query_one("#keys", Static).update(
            Content("Stopping; what came stays …" if self._sync.stopping else "x stops it · Esc hides this, the sync goes on")
        )

    def _facts(self, now: Progress) -> Iterator[tuple[str, str]]:
        budget = self._sync.budget
        yield "Feeds", f"{now.feeds_done:,} of {now.feeds:,}"
        if now.pages:
            yield "Pages", f"{now.pages_done:,} of {now.pages:,}"
        if now.pictures:
            yield "Pictures", f"{now.pictures_done:,} of {now.pictures:,}"
        if now.minutes is not None:
            limit = f" of {time_of(budget.minutes)}" if budget and budget.minutes is not None else ""
            yield "To read", f"{time_of(now.minutes)}{limit}"
        yield "Stories", f"{now.stories:,} new or updated"
        limit = f" of {size_of(budget.bytes)}" if budget and budget.bytes is not None else ""
        yield "Received", f"{size_of(now.received)}{limit}"
        more = f", and {len(now.hosts) - _HOSTS} more" if len(now.hosts) > _HOSTS else ""
        yield "Asking", (", ".join(now.hosts[:_HOSTS]) + more) or "…"

    def _show_end(self, report: Report | None) -> None:
        from tuireader.sync import in_words

        self.add_class("-ended")
        self._lines = in_words.details(report) if report else []
        self.query_one("#head", Static).update(Content(in_words.headline(report) if report else "It ended before it was done."))
        where = f' region:"{self._sync.region}"' if self._sync.region else ""
        offered: list[tuple[str, str | None]] = []
        if report is not None and report.to_read.stories:
            offered.append((f"Read what is on board: {count_of(report.to_read.stories, 'story', 'stories')}", COMPLETE + where))
        if report is not None and report.incomplete:
            offered.append(("See what isn't complete", INCOMPLETE + where))
        self._queries = [*(query for _, query in offered), None]
        choices = self.query_one(ChoiceList)
        choices.show_choices([*(Choice(words) for words, _ in offered), Choice("Close")])
        choices.styles.height = len(self._queries)
        choices.focus()
        self.query_one("#keys", Static).update(Content("Enter takes it · PgUp/PgDn scroll · Esc closes"))
        self.call_after_refresh(self._show_lines)

    def _show_lines(self) -> None:
        """Show the report in lines as long as there is room for."""
        width = self.query_one("#box").content_size.width - 2
        self.query_one("#lines", Static).update(Content("\n".join(line for each in self._lines for line in _hung(each, width))))

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._show_lines)

    def action_stop(self) -> None:
        """Stop the sync; what came stays."""
        if not self._sync.ended:
            self._sync.stopping = True
            self._stop()
            self._look()

    def action_move(self, rows: int) -> None:
        """Up or down in what can be done."""
        if self.has_class("-ended"):
            self.query_one(ChoiceList).move(rows)

    def action_scroll(self, step: int) -> None:
        """Scroll the report."""
        report = self.query_one("#report")
        report.scroll_relative(y=step * max(1, report.size.height - 1), animate=False)

    def action_take(self) -> None:
        """Take what is under the cursor."""
        if self.has_class("-ended"):
            self.query_one(ChoiceList).row_chosen()

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        event.stop()
        self.dismiss(self._queries[event.index])


def _hung(line: str, width: int) -> Iterator[str]:
    """Yield a line in as many as it takes, those after the first below its words and not below what stands in front of them."""
    found = _FRONT.match(line)
    lead = found.end() if found else 0
    for at, (start, end) in enumerate(break_lines(line[lead:], max(8, width - lead))):
        yield (" " * lead if at else line[:lead]) + line[lead:][start:end]
