"""Import from inside the reader: a path or an address typed, its progress, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from tuireader.config import Pictures
from tuireader.errors import TuireaderError
from tuireader.tui.bringing import bring_all
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.intake import Report
    from tuireader.store import Store

SHOWN_FAILURES = 5


class Importing(Dialog[list[str] | None]):
    """Asks for what to import; gives the ids of what came in, None when nothing did."""

    def __init__(
        self, store: Store, targets: Sequence[str] = (), allow_hosts: Sequence[str] = (), pictures: Pictures | None = None
    ) -> None:
        super().__init__()
        self._store = store
        self._targets = targets
        self._allow_hosts = allow_hosts
        self._pictures = pictures
        self._brought: list[str] = []
        self._busy = False

    def compose(self) -> ComposeResult:
        """A title, the field, and room for words."""
        with Vertical(id="box"):
            yield Static("Import", classes="title", markup=False)
            yield Input(" ".join(self._targets), placeholder="a file, a folder, or https://…", id="target")
            yield Static("Enter imports · Esc closes", classes="words", id="words", markup=False)
            yield Static("", classes="quiet", id="failures", markup=False)

    def on_mount(self) -> None:
        """Start at once with what was given."""
        self.query_one("#target").focus()
        if self._targets:
            self._start(self._targets)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        target = event.value.strip()
        if target and not self._busy:
            self._start([target])
        elif not target and not self._busy:
            self.action_leave()

    def _start(self, targets: Sequence[str]) -> None:
        self._busy = True
        self._say(f"Importing {' '.join(targets)} …")
        self._bring(targets)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _bring(self, targets: Sequence[str]) -> None:
        worker = get_current_worker()
        tell: Callable[[str], None] = lambda words: self.app.call_from_thread(self._say, words)  # noqa: E731
        try:
            report = bring_all(self._store, targets, tell, lambda: worker.is_cancelled, self._allow_hosts, self._pictures)
        except TuireaderError as error:
            self.app.call_from_thread(self._failed, str(error))
        else:
            self.app.call_from_thread(self._finished, report)

    def _say(self, words: str, failures: str = "") -> None:
        self.query_one("#words", Static).update(Content(words))
        self.query_one("#failures", Static).update(Content(failures))

    def trouble(self, words: str) -> None:
        """Say it where the person looks."""
        self._failed(words)

    def _failed(self, words: str) -> None:
        self._busy = False
        self._say(words)

    def _finished(self, report: Report) -> None:
        self._busy = False
        came = report.new + report.changed
        parts = [count_of(report.new, "new story", "new stories")] if report.new else []
        parts += [f"{report.changed} updated"] if report.changed else []
        parts += [f"{report.same} there already"] if report.same else []
        parts += [f"{report.marked} marked as the file says"] if report.marked else []
        parts += [f"{count_of(report.pictures, 'picture')} stored"] if report.pictures else []
        if report.subscriptions:
            parts.append(f"{count_of(len(report.subscriptions), 'subscription')} listed (import them where your subscriptions are)")
        parts += [f"{len(report.failed)} failed"] if report.failed else []
        self._brought += report.ids
        if came and not report.failed:
            self.dismiss(self._brought)
            return
        lines = [f"{source}: {reason}" for source, reason in report.failed[:SHOWN_FAILURES]]
        if len(report.failed) > SHOWN_FAILURES:
            lines.append(f"and {len(report.failed) - SHOWN_FAILURES} more")
        self._say((", ".join(parts) or "Nothing to import there") + ".", "\n".join(lines))

    def action_leave(self) -> None:
        """Stop what is running; what came in stays."""
        self.workers.cancel_node(self)
        self.dismiss(self._brought or None)
