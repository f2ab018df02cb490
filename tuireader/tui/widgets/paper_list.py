"""The catalogue's papers by region, each to be chosen or not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from rich.cells import cell_len
from textual.message import Message

from tuireader.tui.widgets.grouped_list import GroupedList, Heading
from tuireader.tui.widgets.row_list import Part, clip, fill

if TYPE_CHECKING:
    from tuireader.sync.known import Known

ALL_THE_WORLD = "The whole world"
ASKING = "asking …"
_INDENT = "  "


class PaperList(GroupedList):
    """Papers with a box before each; a region's box stands for all of its papers."""

    HEADINGS_REST: ClassVar[bool] = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--cursor-blurred",
        "row--bar",
        "row--box",
        "row--box-on",
        "row--region",
        "row--paper",
        "row--meta",
        "row--good",
        "row--bad",
    }

    class Changed(Message):
        """Something was chosen, or left."""

    def __init__(self, papers: Sequence[Known], mine: Collection[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._papers = papers
        self._mine = mine
        self.chosen: set[str] = set()
        """Addresses."""
        self._checks: dict[str, tuple[bool | None, str]] = {}
        self.rows = self._rows_for(())

    @property
    def chosen_papers(self) -> list[Known]:
        """What is chosen, in the catalogue's order."""
        return [paper for paper in self._papers if paper.address in self.chosen]

    @property
    def current(self) -> Known | None:
        """The paper under the cursor; None on a region."""
        return self._paper(self.here)

    def papers_here(self) -> list[Known]:
        """Return the paper under the cursor, or all of the region."""
        row = self.here
        if isinstance(row, Heading):
            return self._of(row)
        return [self.current] if self.current else []

    def is_asking(self, paper: Known) -> bool:
        """Whether it is being asked now."""
        return self._checks.get(paper.address, (None, ""))[1] == ASKING

    def narrow(self, words: str) -> None:
        """Show the papers that have all these words in name, region or address."""
        wanted = words.casefold().split()
        self.show_rows(self._rows_for(wanted), 1 if wanted else 0)

    def _rows_for(self, wanted: Sequence[str]) -> list[object]:
        rows: list[object] = []
        for region, papers in groups(self._papers).items():
            found = [paper for paper in papers if all(word in _sought(paper) for word in wanted)]
            if found:
                rows += [*([None] if rows else []), Heading(region), *found]
        return rows

    def tell(self, checks: Mapping[str, tuple[bool | None, str]]) -> None:
        """Show what came of asking, by address: whether it answers (None: not known yet), and in words."""
        self._checks.update(checks)
        self.forget_drawn()

    def row_key(self, index: int) -> object:
        """Return the row, and what of it is chosen."""
        row = self.rows[index]
        if isinstance(row, Heading):
            return (row, *self._numbers(row))
        paper = self._paper(row)
        return (paper, paper is not None and paper.address in self.chosen)

    def _paper(self, row: object) -> Known | None:
        return row if row is not None and not isinstance(row, Heading) else None  # type: ignore[return-value]

    def _of(self, heading: Heading) -> list[Known]:
        """Return the region's papers, of those shown."""
        return groups([paper for row in self.rows if (paper := self._paper(row))]).get(heading.words, [])

    def _numbers(self, heading: Heading) -> tuple[int, int, int]:
        papers = self._of(heading)
        mine = sum(paper.address in self._mine for paper in papers)
        return sum(paper.address in self.chosen for paper in papers), mine, len(papers)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return one line: the box, the name, and at the right what is known of it."""
        row = self.rows[index]
        bar: Part = ("▌" if index == self.cursor else " ", "row--bar")
        if isinstance(row, Heading):
            chosen, mine, total = self._numbers(row)
            box = "[✓]" if chosen + mine == total else "[–]" if chosen else "[ ]"
            words = f"{chosen} of {total} " if chosen else f"{total} "
            box_part: Part = (box, "row--box-on" if chosen else "row--box")
            return [self._line(bar, box_part, (row.words, "row--region"), (words, "row--meta"), width)]
        paper = self._paper(row)
        if paper is None:
            return [[]]
        on = paper.address in self.chosen
        mine_already = paper.address in self._mine
        box_part = ("[✓]", "row--box-on") if on else ("[✓]" if mine_already else "[ ]", "row--box")
        known, words = self._checks.get(paper.address, (None, "subscribed" if mine_already else host_of(paper.address)))
        role = "row--meta" if known is None else "row--good" if known else "row--bad"
        lead: Part = (_INDENT + box_part[0], box_part[1])
        return [self._line(bar, lead, (paper.title, "row--paper"), (words + " ", role), width)]

    def _line(self, bar: Part, box: Part, name: Part, right: Part, width: int) -> list[Part]:
        lead = 1 + cell_len(box[0]) + 1
        words = clip(name[0], width - lead)
        rest = clip(right[0].rstrip(), width - lead - cell_len(words) - 3)
        rest = f"{rest} " if len(rest) > 3 or rest == right[0].rstrip() else ""
        left: list[Part] = [bar, (box[0] + " ", box[1]), (words, name[1])]
        return fill(left, [(rest, right[1])], width, (lead + cell_len(words), cell_len(rest)))

    def toggle(self) -> None:
        """Choose or leave the paper under the cursor, or all of the region."""
        row = self.here
        if isinstance(row, Heading):
            free = {paper.address for paper in self._of(row)} - set(self._mine)
            self.chosen = self.chosen - free if free <= self.chosen else self.chosen | free
        elif (paper := self.current) and paper.address not in self._mine:
            self.chosen ^= {paper.address}
        self.forget_drawn()
        self.post_message(self.Changed())

    def row_clicked(self, x: int, again: bool) -> None:  # noqa: ARG002
        """A click chooses, or leaves."""
        self.toggle()


def groups(papers: Sequence[Known]) -> dict[str, list[Known]]:
    """Return the papers by desk, in the catalogue's order."""
    found: dict[str, list[Known]] = {}
    for paper in papers:
        found.setdefault(paper.region[0] if paper.region else ALL_THE_WORLD, []).append(paper)
    return found


def host_of(address: str) -> str:
    """Return the server's name, without the parts that tell nothing."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _sought(paper: Known) -> str:
    return " ".join((paper.title, paper.name, " ".join(paper.region) or ALL_THE_WORLD, host_of(paper.address))).casefold()
