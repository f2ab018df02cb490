"""Choose papers from the catalogue: at the first start, and whenever the person wants more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from tuireader.tui.feeds import Catalogue
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.screens.in_rows import MovesInRows, ShowsHelp
from tuireader.tui.widgets.bars import KeyHints
from tuireader.tui.widgets.paper_list import ASKING, PaperList

if TYPE_CHECKING:
    from tuireader.sync.known import Known

NOTHING_CHOSEN = "Nothing is chosen yet: {toggle} chooses the paper under the cursor, or all of a region."
PROMISE = "Nothing is fetched that you haven't chosen."
UNVERIFIED = "None of these addresses has been tried from here; {check} asks one whether it answers."
UNVERIFIED_IN_SHORT = "Addresses not verified from here; {check} asks one."


class Papers(Dialog["list[Known] | None"], MovesInRows, ShowsHelp):
    """Gives the papers that were chosen, None when it was left."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = """
    Papers > #box { width: 92; height: 92%; max-height: 92%; padding: 1 2 0 2; }
    Papers #top { height: 1; }
    Papers #top .title { width: 1fr; margin-bottom: 0; }
    Papers #count { width: auto; color: $meta; }
    Papers #promise { color: $meta; height: auto; }
    Papers #find { display: none; border: none; height: 1; padding: 0 1; margin-top: 1; background: $background; }
    Papers #find.-open { display: block; }
    Papers PaperList { height: 1fr; margin: 1 0; background: $panel; max-height: 100%; }
    Papers KeyHints { margin: 1 0 0 0; background: $panel; }
    Papers .quiet { margin: 0; }
    Papers .tight, Papers.-narrow .roomy { display: none; }
    Papers.-narrow .tight { display: block; }
    Papers.-low > #box { padding: 0 2; height: 96%; max-height: 96%; }
    Papers.-low KeyHints { margin: 0; }
    Papers .row--box { color: $meta; }
    Papers .row--box-on { color: $kicker; text-style: bold; }
    Papers .row--region { color: $kicker; text-style: bold; }
    Papers .row--paper { color: $foreground; }
    Papers .row--good { color: $success; }
    Papers .row--bad { color: $error; }
    """

    def __init__(self, catalogue: Catalogue, keys: Mapping[str, str], allow_hosts: Sequence[str] = ()) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.keys = keys
        self._allow_hosts = allow_hosts

    def compose(self) -> ComposeResult:
        """What it is about, the papers, and the keys."""
        with Vertical(id="box"):
            with Horizontal(id="top"):
                yield Static("Choose your papers", classes="title", markup=False)
                yield Static("", id="count", markup=False)
            yield Static(PROMISE, id="promise", markup=False)
            yield Input(placeholder="a name, a region, a site", id="find", compact=True)
            yield PaperList(self._catalogue.papers, self._catalogue.mine, id="papers")
            check = self.key("check-paper")
            yield Static(UNVERIFIED.format(check=check), id="unverified", classes="quiet roomy", markup=False)
            yield Static(UNVERIFIED_IN_SHORT.format(check=check), classes="quiet tight", markup=False)
            yield KeyHints(self.keys)

    @property
    def rows_here(self) -> PaperList:
        """The papers to choose from."""
        return self.query_one(PaperList)

    def on_mount(self) -> None:
        """Be ready to choose."""
        self.query_one(KeyHints).show_pane("papers")
        self.set_focus(self.rows_here)
        self._count()

    @on(PaperList.Changed)
    def _count(self) -> None:
        chosen = len(self.rows_here.chosen)
        words = f"{chosen} chosen" if chosen else f"{len(self._catalogue.papers)} to choose from"
        for count in self.query("#count").results(Static):  # gone already where the reader is told to end just now
            count.update(Content.styled(words, "bold $kicker" if chosen else ""))

    # Moving and choosing.

    def action_region(self, step: int) -> None:
        """To the next region, or the one before."""
        self.rows_here.to_group(step)

    def action_choose(self) -> None:
        """Choose what the cursor is on, or leave it."""
        self.rows_here.toggle()

    def action_take(self) -> None:
        """Subscribe to what is chosen."""
        if chosen := self.rows_here.chosen_papers:
            self.dismiss(chosen)
        else:
            self.notify(NOTHING_CHOSEN.format(toggle=self.key("choose-paper")), markup=False, timeout=4)

    # Finding.

    def action_find(self) -> None:
        """Open the field to find a paper."""
        field = self.query_one("#find", Input)
        field.add_class("-open")
        self.set_focus(field)

    @on(Input.Changed, "#find")
    def _narrow(self, event: Input.Changed) -> None:
        self.rows_here.narrow(event.value)

    @on(Input.Submitted, "#find")
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self._leave_find()
        self.set_focus(self.rows_here)

    def _leave_find(self) -> bool:
        field = self.query_one("#find", Input)
        if not field.has_class("-open"):
            return False
        field.remove_class("-open")
        field.value = ""
        self.set_focus(self.rows_here)
        return True

    def action_leave(self) -> None:
        """Out of the search; else close without choosing."""
        if not self._leave_find():
            self.workers.cancel_node(self)
            self.dismiss(None)

    # Asking.

    def action_check(self) -> None:
        """Ask whether the paper under the cursor answers, or all of the region."""
        papers = [paper for paper in self.rows_here.papers_here() if not self.rows_here.is_asking(paper)]
        if papers:
            self.rows_here.tell({paper.address: (None, ASKING) for paper in papers})
            self._ask(papers)

    @work(thread=True, group="check", exit_on_error=False)
    def _ask(self, papers: Sequence[Known]) -> None:
        from concurrent.futures import ThreadPoolExecutor

        from tuireader.sync.subscribing import Check, check

        worker = get_current_worker()

        def ask(paper: Known) -> tuple[Known, Check]:
            return paper, check(paper.subscription(), allow_hosts=self._allow_hosts, cancelled=lambda: worker.is_cancelled)

        with ThreadPoolExecutor(max(1, len(papers)), thread_name_prefix="check") as pool:
            for paper, came in pool.map(ask, papers):
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(self.rows_here.tell, {paper.address: (came.answers, came.words)})
