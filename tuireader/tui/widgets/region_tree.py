"""The regions, their countries below them, and how much of each is unread."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len

from tuireader.tui.messages import ViewChosen
from tuireader.tui.views import View
from tuireader.tui.widgets.row_list import Part, RowList, clip, fill


class Branch(NamedTuple):
    """A line of the tree."""

    view: View
    label: str
    unread: int
    total: int
    depth: int = 0
    children: tuple[Branch, ...] = ()


class RegionTree(RowList):
    """All stories, starred, then the regions; a region unfolds into the countries that have stories."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--cursor-blurred",
        "row--bar",
        "tree--label",
        "tree--label-unread",
        "tree--count",
        "tree--shown",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.branches: tuple[Branch, ...] = ()
        self.unfolded: set[str] = set()
        self.shown: list[Branch] = []
        self.current_view = View()

    @property
    def row_count(self) -> int:
        """How many lines are unfolded."""
        return len(self.shown)

    def show_branches(self, branches: tuple[Branch, ...]) -> None:
        """Show new counts; the cursor stays on its view, what is unfolded stays so."""
        here = self.here
        self.branches = branches
        self._unfold(here.view if here else None)

    def show_view(self, view: View) -> None:
        """Put the cursor on a view, and mark it as the one that the list shows."""
        self.current_view = view
        if view.country and view.region:
            self.unfolded.add(view.region)
        self._unfold(view)

    @property
    def here(self) -> Branch | None:
        """The line under the cursor."""
        return self.shown[self.cursor] if self.cursor < len(self.shown) else None

    def _unfold(self, view: View | None) -> None:
        self.shown = []
        for branch in self.branches:
            self.shown.append(branch)
            if branch.children and branch.view.region in self.unfolded:
                self.shown.extend(branch.children)
        place = next((index for index, branch in enumerate(self.shown) if branch.view == view), None)
        if place is None and view is not None:
            place = next((index for index, branch in enumerate(self.shown) if branch.view == View(region=view.region)), None)
        if place is not None:
            self.set_reactive(RowList.cursor, place)
        self.forget_drawn()
        self.rows_changed()
        self.show_cursor()

    def row_key(self, index: int) -> object:
        """Return the line, and whether it is folded and shown."""
        branch = self.shown[index]
        return (branch, branch.view.region in self.unfolded, branch.view == self.current_view)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return one line: the fold mark, the name, the unread count."""
        branch = self.shown[index]
        selected = index == self.cursor
        mark = " "
        if branch.children:
            mark = "▾" if branch.view.region in self.unfolded else "▸"
        elif branch.view.starred:
            mark = "★"
        lead = "  " * branch.depth + mark + " "
        count = f"{branch.unread} " if branch.unread else ""
        label = clip(branch.label, width - 1 - cell_len(lead) - cell_len(count) - 1)
        role = "tree--shown" if branch.view == self.current_view else ("tree--label-unread" if branch.unread else "tree--label")
        left: list[Part] = [("▌" if selected else " ", "row--bar"), (lead, "tree--count"), (label, role)]
        return [fill(left, [(count, "tree--count")], width, (1 + cell_len(lead) + cell_len(label), cell_len(count)))]

    def cursor_moved(self) -> None:
        """Tell which view the cursor is on."""
        if branch := self.here:
            self.post_message(ViewChosen(branch.view, enter=False))

    def row_chosen(self) -> None:
        """Go to the list of this view."""
        if branch := self.here:
            self.post_message(ViewChosen(branch.view, enter=True))

    def row_clicked(self, x: int, again: bool) -> None:
        """Fold or unfold by the mark; else go to the view."""
        branch = self.here
        if branch and branch.children and x <= 2 + 2 * branch.depth:
            self.fold(branch.view.region in self.unfolded)
        else:
            super().row_clicked(x, again)

    def fold(self, folded: bool) -> bool:
        """Fold or unfold the region under the cursor; return whether anything changed."""
        branch = self.here
        if branch is None or branch.view.region is None:
            return False
        region = branch.view.region
        if folded == (region not in self.unfolded):
            return False
        if not folded and not branch.children:
            return False
        (self.unfolded.discard if folded else self.unfolded.add)(region)
        self._unfold(View(region=region))
        return True
