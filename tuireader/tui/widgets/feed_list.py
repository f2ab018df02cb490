"""The subscriptions by region: how each fares, in a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.message import Message

from tuireader.tui.widgets.grouped_list import GroupedList, Heading
from tuireader.tui.widgets.row_list import Part, RowList, clip

if TYPE_CHECKING:
    from tuireader.store.subscriptions import Subscription

ELSEWHERE = "Wherever their stories belong"
_STATE, _NEXT, _STORIES = 13, 13, 9
"""Cells of the columns at the right; the name takes the rest."""
_ROOMY, _TIGHT = 78, 44
"""Cells from which the next attempt is told too, and below which the number of stories is not."""
SIGNS = {"well": "✓", "new": "·", "odd": "!", "failing": "✗", "gone": "✗", "busy": "…"}


class Feed(NamedTuple):
    """A line of the list."""

    one: Subscription
    kind: str
    """A key of :data:`SIGNS`."""
    state: str
    """In a word or two: "2 h ago"."""
    next: str
    stories: int | None
    """None where it isn't known yet."""


class FeedList(GroupedList):
    """Subscriptions below their regions."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--cursor-blurred",
        "row--bar",
        "row--region",
        "row--paper",
        "row--meta",
        "row--good",
        "row--bad",
        "row--odd",
    }

    class Rested(Message):
        """The cursor is on another subscription."""

    class Chosen(Message):
        """The person wants to see its settings."""

    @property
    def current(self) -> Feed | None:
        """The line under the cursor."""
        row = self.here
        return row if isinstance(row, Feed) else None

    def show_feeds(self, feeds: Sequence[Feed]) -> None:
        """Show subscriptions; the cursor stays on its own, or near where it was."""
        current, cursor = self.current, self.cursor
        rows: list[object] = []
        for region, below in by_region(feeds).items():
            rows += [*([None] if rows else []), Heading(region), *below]
        if current is not None:
            same = (index for index, row in enumerate(rows) if isinstance(row, Feed) and row.one.origin == current.one.origin)
            cursor = next(same, cursor)
        if [self._key(row) for row in rows] == [self._key(row) for row in self.rows]:
            self.rows = rows  # the same lines: nothing moves
            self.set_reactive(RowList.cursor, cursor)
            self.forget_drawn()
            self.cursor_moved()
        else:
            self.show_rows(rows, cursor)

    def _key(self, row: object) -> object:
        return row.one.origin if isinstance(row, Feed) else row

    def row_key(self, index: int) -> object:
        """Return the line: it is a value."""
        row = self.rows[index]
        return (row.one.origin, row.one.title, row[1:]) if isinstance(row, Feed) else (row, index < 1)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return one line: a sign, the name, when it last came, when it is asked again, its stories."""
        row = self.rows[index]
        bar: Part = ("▌" if index == self.cursor else " ", "row--bar")
        wide = width >= _ROOMY
        columns = [_STATE, *([_NEXT] if wide else []), *([_STORIES] if width >= _TIGHT else [])]
        room = max(6, width - 6 - sum(columns))
        if isinstance(row, Heading):
            heads = ["last sync", *(["next"] if wide else []), *(["stories"] if width >= _TIGHT else [])] if index == 0 else []
            cells = "".join(head.rjust(column) for head, column in zip(heads, columns, strict=False))
            name = clip(row.words, room + 2 if heads else width - 3)
            gap = max(1, width - 2 - cell_len(name) - len(cells) - 1)
            return [[bar, (" " + name, "row--region"), (" " * gap + cells + " ", "row--meta")]]
        if not isinstance(row, Feed):
            return [[]]
        name = clip(row.one.title or row.one.origin, room)
        role = {"well": "row--good", "failing": "row--bad", "gone": "row--bad", "odd": "row--odd"}.get(row.kind, "row--meta")
        stories = "" if row.stories is None else f"{row.stories:,}"
        told = [(clip(row.state, _STATE - 1), role if row.kind in ("failing", "gone", "odd") else "row--meta")]
        told += [(clip(row.next, _NEXT - 1), "row--meta")] if wide else []
        told += [(stories, "row--meta")] if width >= _TIGHT else []
        parts: list[Part] = [bar, (f"  {SIGNS[row.kind]} ", role), (name + " " * (room - cell_len(name)), "row--paper")]
        parts += [(" " * max(0, column - cell_len(words)) + words, role) for (words, role), column in zip(told, columns, strict=True)]
        return [[*parts, (" ", "")]]

    def cursor_moved(self) -> None:
        """Tell that the cursor is on another subscription."""
        self.post_message(self.Rested())

    def row_chosen(self) -> None:
        """Ask for its settings."""
        if self.current:
            self.post_message(self.Chosen())


def by_region(feeds: Sequence[Feed]) -> Mapping[str, list[Feed]]:
    """Return subscriptions by desk, those without one last."""
    found: dict[str, list[Feed]] = {}
    for feed in sorted(feeds, key=lambda feed: (not feed.one.region, feed.one.region[:1])):
        found.setdefault(feed.one.region[0] if feed.one.region else ELSEWHERE, []).append(feed)
    return found
