"""Before the train: how much to read, how many bytes, which region; and what that would come to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tuireader.errors import TuireaderError, UsageError
from tuireader.measures import bytes_of, minutes_of, size_of, time_of
from tuireader.query import minutes
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.widgets.option_row import OptionRow
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.sync.packer import Plan

_TIMES, _SIZES = ("30 min", "1 h", "3 h", "8 h"), ("no limit", "20 MB", "50 MB", "200 MB")
_MINUTES, _BYTES = (30, 60, 180, 480), (None, 20_000_000, 50_000_000, 200_000_000)
_OWN = "own …"
EVERYWHERE = "all regions"
PAUSE = 0.15
"""Seconds without a key before it is worked out what would be taken."""


class Journey(NamedTuple):
    """What the person wants along."""

    minutes: int
    size: int | None
    """Bytes that may come over the network; None for no limit."""
    region: str | None
    """A desk, None for all."""


def kept(journey: Journey) -> str:
    """Return what is wanted along, to be kept for the next time."""
    return msgspec.json.encode(journey).decode()


def recalled(value: str | None) -> Journey | None:
    """Read what :func:`kept` wrote; None where it isn't as it should be."""
    try:
        return msgspec.json.decode(value, type=Journey) if value else None
    except msgspec.DecodeError:
        return None


Preview = Callable[[Journey], Awaitable["Plan"]]


class BeforeTrain(Dialog["Journey | None"]):
    """Gives what the person wants along; None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", show=False),
        Binding("down,j", "app.focus_next", "Next line", show=False),
        Binding("up,k", "app.focus_previous", "Line before", show=False),
        Binding("q", "leave", "Close", show=False),
    ]
    CSS = """
    BeforeTrain .field { height: 1; }
    BeforeTrain .label { width: 10; color: $meta; }
    BeforeTrain Input { width: 1fr; border: none; height: 1; padding: 0 1; margin-left: 10; background: $background; display: none; }
    BeforeTrain Input:focus { background: $cursor-background; border: none; }
    BeforeTrain Input.-own { display: block; }
    BeforeTrain #preview { margin-top: 1; min-height: 4; }
    BeforeTrain #preview.-wrong { color: $error; }
    """

    def __init__(self, regions: Sequence[str], preview: Preview, last: Journey | None = None) -> None:
        super().__init__()
        self._regions = regions
        self._preview = preview
        self._last = last or Journey(180, None, None)

    def compose(self) -> ComposeResult:
        """Three lines to choose in, a field of one's own for the first two, and what it would come to."""
        last = self._last
        time = _MINUTES.index(last.minutes) if last.minutes in _MINUTES else len(_MINUTES)
        size = _BYTES.index(last.size) if last.size in _BYTES else len(_BYTES)
        region = self._regions.index(last.region) + 1 if last.region in self._regions else 0
        with VerticalScroll(id="box", can_focus=False):
            yield Static("Before the train", classes="title", markup=False)
            yield from self._field("To read", OptionRow((*_TIMES, _OWN), time, id="time"))
            yield self._own("own-time", "3h, 45m or 1h30m", f"{last.minutes}m", shown=time == len(_MINUTES))
            yield from self._field("Receive", OptionRow((*_SIZES, _OWN), size, id="size"))
            yield self._own("own-size", "50M, 1G", f"{last.size or ''}", shown=size == len(_BYTES))
            yield from self._field("From", OptionRow((EVERYWHERE, *self._regions), region, id="region"))
            yield Static("", classes="words", id="preview", markup=False)
            yield Static("←/→ other · ↑/↓ line · Enter starts · Esc closes", classes="quiet", markup=False)

    def _field(self, label: str, row: OptionRow) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static(label, classes="label", markup=False)
            yield row

    def _own(self, name: str, placeholder: str, value: str, *, shown: bool) -> Input:
        return Input(value if shown else "", placeholder=placeholder, id=name, max_length=12, compact=True, classes="-own" if shown else "")

    def on_mount(self) -> None:
        """Begin with the time."""
        self.query_one("#time").focus()
        self._look()

    @on(OptionRow.Changed)
    def _changed(self, event: OptionRow.Changed) -> None:
        event.stop()
        if event.row.id in ("time", "size"):
            field = self.query_one(f"#own-{event.row.id}", Input)
            own = event.row.value == _OWN
            field.set_class(own, "-own")
            if own:
                field.focus()
        self._look()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._look()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_start()

    @work(group="preview", exclusive=True, exit_on_error=False)
    async def _look(self) -> None:
        """Work out a moment later what would be taken: whoever goes on choosing doesn't wait."""
        await asyncio.sleep(PAUSE)
        try:
            plan = await self._preview(self.wanted())
        except TuireaderError as error:
            self._say(str(error), wrong=True)
        else:
            self._say(in_words(plan))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        said = self.query_one("#preview", Static)
        said.update(Content(words))
        said.set_class(wrong, "-wrong")

    def wanted(self) -> Journey:
        """Return what is chosen.

        Raises:
            UsageError: what was typed is no time or no size.
        """
        time, size, region = (self.query_one(f"#{name}", OptionRow) for name in ("time", "size", "region"))
        return Journey(
            minutes_of(self.query_one("#own-time", Input).value) if time.value == _OWN else _MINUTES[time.index],
            bytes_of(self.query_one("#own-size", Input).value) if size.value == _OWN else _BYTES[size.index],
            region.value if region.index else None,
        )

    def action_start(self) -> None:
        """Give what is chosen, unless something of it can't be."""
        try:
            wanted = self.wanted()
        except UsageError as error:
            self._say(str(error), wrong=True)
        else:
            self.dismiss(wanted)


def in_words(plan: Plan) -> str:
    """Return what would be taken along, in some lines."""
    fetched = [cost.bytes for _, cost in plan.chosen if cost.bytes]
    here = len(plan.chosen) - len(fetched)
    if not plan.chosen:
        return "Nothing of what is known by now. The feeds are read first, then what fits is chosen."
    lines = [f"{count_of(len(plan.chosen), 'story', 'stories')}, {time_of(minutes(plan.words))} to read: {here:,} on board already"]
    if fetched:
        lines[0] += f", {len(fetched):,} to be fetched, about {size_of(sum(fetched))}"
    lines[0] += "."
    if plan.left:
        lines.append(f"{plan.left:,} more would be left for another time.")
    return "\n".join([*lines, "What is new in the feeds is chosen from too."])
