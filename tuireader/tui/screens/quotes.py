"""Who said what, in all stories of a view: everybody quoted at the left, what they said at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from tuireader.errors import TuireaderError
from tuireader.store.sayings import COUNTED, Saying, Speaker
from tuireader.tui.screens.in_rows import MovesInRows
from tuireader.tui.screens.trouble import TellsTrouble
from tuireader.tui.views import View
from tuireader.tui.widgets.row_list import RowList
from tuireader.tui.widgets.saying_list import EVERYBODY, SayingList, SpeakerList
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.tui.library import Library

PAUSE = 0.08
"""Seconds that the cursor rests on a speaker, or that nothing is typed, before the store is asked."""
NOBODY = "Nobody is quoted by name here."
NOBODY_CALLED_SO = "Nobody by that name is quoted here."
HINTS = "Enter opens · Tab other side · / finds a name · Esc back"


class Quotes(MovesInRows, TellsTrouble, Screen[Saying | None]):
    """Gives the quotation whose story is to be opened; None when it was left."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (81, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = None
    CSS = """
    Quotes #sides { height: 1fr; }
    Quotes #speakers { width: 36%; max-width: 52; border-right: solid $pane-line; }
    Quotes #sayings { width: 1fr; }
    Quotes #filter { display: none; height: 1; border: none; padding: 0 1; background: $panel; }
    Quotes #filter.-open { display: block; }
    Quotes .hints { height: 1; padding: 0 1; background: $panel; color: $meta; }
    Quotes .row--person { color: $foreground; }
    Quotes .row--speaker { color: $speaker; text-style: bold; }
    Quotes .row--quotation { color: $quotation; text-style: italic; }
    Quotes.-at-speakers #speakers-head, Quotes.-at-sayings #sayings-head { color: $kicker; }
    Quotes.-narrow #speakers, Quotes.-narrow #sayings { display: none; width: 1fr; max-width: 100%; border-right: none; }
    Quotes.-narrow.-at-speakers #speakers, Quotes.-narrow.-at-sayings #sayings { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("pagedown,space,ctrl+d,ctrl+f", "page(1)", "A screen down", show=False),
        Binding("pageup,ctrl+u,ctrl+b", "page(-1)", "A screen up", show=False),
        Binding("g,home", "edge(-1)", "To the top", show=False),
        Binding("G,end", "edge(1)", "To the end", show=False),
        Binding("enter", "take", "Open", show=False),
        Binding("l,right", "side('sayings')", "To the quotations", show=False),
        Binding("h,left", "side('speakers')", "To the speakers", show=False),
        Binding("tab,shift+tab", "other_side", "To the other side", show=False),
        Binding("slash", "find", "Find a speaker", show=False),
        Binding("escape,q", "back", "Back", show=False),
    ]

    def __init__(self, library: Library, view: View) -> None:
        super().__init__()
        self._library = library
        self._view = view
        self._rest: Timer | None = None
        self._shown: Speaker | None = None
        self._whole = True

    def compose(self) -> ComposeResult:
        """The two sides, each with a head, and a line of keys."""
        with Horizontal(id="sides"):
            with Vertical(id="speakers"):
                yield Static("", id="speakers-head", classes="pane-head", markup=False)
                yield Input(placeholder="A speaker's name", id="filter", compact=True)
                yield SpeakerList(id="speaker-list")
            with Vertical(id="sayings"):
                yield Static("", id="sayings-head", classes="pane-head", markup=False)
                yield SayingList(id="saying-list")
        yield Static(HINTS, classes="hints", markup=False)

    def on_mount(self) -> None:
        """Bring in whoever is quoted."""
        self.action_side("speakers")
        self._find_speakers("")

    # What is shown.

    @property
    def _lists(self) -> tuple[SpeakerList, SayingList]:
        return self.query_one(SpeakerList), self.query_one(SayingList)

    @work(exclusive=True, group="speakers", exit_on_error=False)
    async def _find_speakers(self, named: str) -> None:
        try:
            found = await self._library.speakers(self._view, named.strip() or None)
        except TuireaderError as error:
            self._say(str(error))
            return
        self._lists[0].show_speakers(found, with_everybody=not named.strip())
        title = self._view.title if self._view != View() else "Who said what"
        whole = sum(speaker.said for speaker in found) < COUNTED
        self._head("speakers", f"{title} · {count_of(len(found), 'speaker') if whole else f'the newest {COUNTED:,}'}")
        if not found:
            self._lists[1].show_sayings([])
            self._head("sayings", NOBODY_CALLED_SO if named.strip() else NOBODY)

    @on(SpeakerList.Rested)
    def _rested(self) -> None:
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(PAUSE, self._show_current)

    def _show_current(self) -> None:
        speakers = self._lists[0]
        if speakers.rows:
            self._show_sayings(speakers.current)

    @work(exclusive=True, group="sayings", exit_on_error=False)
    async def _show_sayings(self, speaker: Speaker | None) -> None:
        try:
            found = await self._library.sayings(self._view, speaker.person if speaker else None)
        except TuireaderError as error:
            self._say(str(error))
            return
        self._shown, self._whole = speaker, not found
        self._lists[1].show_sayings(found)
        self._head("sayings", speaker.person.name if speaker else EVERYBODY)

    @on(SayingList.MoreWanted)
    @work(exclusive=True, group="sayings", exit_on_error=False)
    async def _show_more(self) -> None:
        sayings = self._lists[1]
        if self._whole or not sayings.sayings:
            return
        person = self._shown.person if self._shown else None
        more = await self._library.sayings(self._view, person, sayings.sayings[-1].cursor)
        self._whole = not more
        sayings.extend(more)

    def _head(self, side: str, words: str) -> None:
        self.query_one(f"#{side}-head", Static).update(Content(words))

    def _say(self, words: str) -> None:
        self.notify(words, severity="error", markup=False, timeout=8)

    # Moving.

    @property
    def rows_here(self) -> RowList:
        """The side that has the keys."""
        speakers, sayings = self._lists
        return sayings if self.has_class("-at-sayings") else speakers

    def action_side(self, side: str) -> None:
        """Go to the speakers or to the quotations."""
        for name in ("speakers", "sayings"):
            self.set_class(name == side, f"-at-{name}")
        self.set_focus(self.rows_here, scroll_visible=False)

    def action_other_side(self) -> None:
        """Go to the other side."""
        self.action_side("speakers" if self.has_class("-at-sayings") else "sayings")

    def action_take(self) -> None:
        """Go to what the speaker said; open the quotation's story."""
        self.rows_here.row_chosen()

    @on(SpeakerList.Chosen)
    def _speaker_chosen(self) -> None:
        self._show_current()
        self.action_side("sayings")

    @on(SayingList.Chosen)
    def _saying_chosen(self, event: SayingList.Chosen) -> None:
        self.dismiss(event.saying)

    def action_back(self) -> None:
        """Out of the quotations, out of the search for a speaker, out of here."""
        if self.has_class("-at-sayings"):
            self.action_side("speakers")
        elif not self._leave_filter():
            self.dismiss(None)

    # Finding a speaker.

    def action_find(self) -> None:
        """Open the field for a speaker's name."""
        self.action_side("speakers")
        field = self.query_one("#filter", Input)
        field.add_class("-open")
        self.set_focus(field)

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        self.set_timer(PAUSE, lambda: self._find_typed(event.value))

    def _find_typed(self, text: str) -> None:
        if text == self.query_one("#filter", Input).value:
            self._find_speakers(text)

    @on(Input.Submitted, "#filter")
    def _typing_done(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.action_side("speakers")
        else:
            self._leave_filter()

    def _leave_filter(self) -> bool:
        """Close the field and show everybody again; return whether it was open."""
        field = self.query_one("#filter", Input)
        if not field.has_class("-open"):
            return False
        field.remove_class("-open")
        field.value = ""
        self.action_side("speakers")
        return True
