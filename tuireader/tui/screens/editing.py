"""A subscription's settings: what it is called, where its stories belong, how it is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tuireader.clean import clean_line
from tuireader.errors import UsageError
from tuireader.periods import in_short, seconds_of
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from tuireader.store.subscriptions import Subscription

SECTIONS = ("Arts", "Business", "Climate", "Culture", "Health", "Opinion", "Politics", "Science", "Sport", "Technology", "Travel")
"""Offered as one types a section; any other may be written."""
_LONGEST, _DAY = 200, 86_400


class Editing(Dialog["dict[str, Any] | None"]):
    """Gives the settings that the person changed, by their names in a subscription; None when it was left."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save", show=False),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Field before", show=False),
    ]
    CSS = """
    Editing > #box { height: auto; }
    Editing .field { height: 1; margin-top: 1; }
    Editing .tick { height: auto; }
    Editing .label { width: 15; color: $meta; }
    Editing Input { width: 1fr; border: none; height: 1; padding: 0 1; background: $background; }
    Editing Input:focus { background: $cursor-background; border: none; }
    Editing Input > .input--suggestion { color: $meta; text-style: none; }
    Editing #wrong { color: $error; height: auto; margin-top: 1; display: none; }
    Editing #wrong.-said { display: block; }
    Editing .title { margin-bottom: 0; }
    Editing.-low > #box { padding: 0 2; }
    Editing.-low .field { margin-top: 0; }
    Editing.-low #address { margin-bottom: 1; }
    Editing #address { color: $meta; height: auto; }
    """

    def __init__(self, one: Subscription, regions: Sequence[str], sections: Sequence[str] = (), *, new: bool = False) -> None:
        super().__init__()
        self._one = one
        self._regions = regions
        self._sections = sorted({*SECTIONS, *sections})
        self._new = new

    def compose(self) -> ComposeResult:
        """Every field with its name, and what the keys do."""
        one = self._one
        with VerticalScroll(id="box", can_focus=False):
            yield Static("Subscribe" if self._new else "Subscription", classes="title", markup=False)
            yield Static(clean_line(one.origin), id="address", markup=False)
            yield from self._field("Name", "title", one.title or "", "what the feed calls itself")
            regions = SuggestFromList(self._regions, case_sensitive=False)
            yield from self._field("Region", "region", " › ".join(one.region), "as its stories say", regions)
            sections = SuggestFromList(self._sections, case_sensitive=False)
            yield from self._field("Section", "section", one.section or "", "as its stories say", sections)
            yield from self._field("Asked every", "interval", in_short(one.interval) if one.interval else "", "1h (or 30m, 2h, 1d)")
            yield from self._field("Kept for", "keep", f"{one.keep}d" if one.keep else "", "good (or 30d, once read)")
            yield from self._field("Asks as", "user_agent", one.user_agent or "", "tuireader")
            with Horizontal(classes="field tick"):
                yield Static("Full text", classes="label", markup=False)
                yield TickBox("fetch the pages of summaries", one.full_text, id="full_text")
            yield Static("", id="wrong", markup=False)
            yield Static("Tab next · → completes · Enter keeps · Esc leaves", classes="quiet", markup=False)

    def _field(self, label: str, name: str, value: str, placeholder: str, suggester: SuggestFromList | None = None) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static(label, classes="label", markup=False)
            yield Input(clean_line(value), placeholder=placeholder, id=name, suggester=suggester, max_length=_LONGEST, compact=True)

    def on_mount(self) -> None:
        """Begin with the region: the rest is as it should be most times."""
        self.query_one("#region", Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Give what was changed, unless something can't be."""
        try:
            wanted = self._wanted()
        except UsageError as error:
            words = self.query_one("#wrong", Static)
            words.update(Content(str(error)))
            words.add_class("-said")
            return
        self.dismiss({name: value for name, value in wanted.items() if value != getattr(self._one, name)})

    def _wanted(self) -> dict[str, Any]:
        from tuireader.meaning.region_names import region_path

        typed = {field.id: field.value.strip() or None for field in self.query(Input)}
        region, interval, keep = typed["region"], typed["interval"], typed["keep"]
        return {
            "title": typed["title"],
            "region": region_path(region) if region else (),
            "section": typed["section"],
            "interval": seconds_of(interval) if interval else None,
            "keep": max(1, seconds_of(keep) // _DAY) if keep else None,
            "user_agent": typed["user_agent"],
            "full_text": self.query_one(TickBox).value,
        }


def region_names() -> list[str]:
    """Return what may be typed as a region: desks, countries, and countries below their desk; takes a moment."""
    from tuireader.meaning.region_names import all_paths  # the gazetteer

    paths = all_paths()
    return [*(path[-1] for path in paths), *(" › ".join(path) for path in paths if len(path) > 1)]
