"""Collects the lines of a page: running text broken, its styles laid over it, right-to-left text brought into its order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise

from rich.cells import cell_len

from tuireader.article import Quote
from tuireader.tui.bidi import direction, has_right_to_left, isolated, levels
from tuireader.tui.page import Drawn, Line, PictureRow, Room, Run, Spot
from tuireader.tui.turning import flush_right, turned
from tuireader.tui.wrapping import Span, balanced_lines, break_lines

HEAD = -1
"""The block number of what stands before the first block."""
Stretch = tuple[int, int, str]
"""Start and end of part of a text, and its role."""


class Flow:
    """The lines of one page, as far as they are set."""

    def __init__(self, measure: int, margin: int, *, leftward: bool, reorder: bool) -> None:
        """Begin a page.

        Args:
            measure: cells of the column.
            margin: cells beside it for the names of speakers.
            leftward: whether the story as a whole runs from right to left.
            reorder: False where the terminal orders right-to-left text.
        """
        self.measure = measure
        self.margin = margin
        self.leftward = leftward
        self.reorder = reorder
        self.lines: list[Line] = []
        self.quotations: list[Spot] = []
        self.pictures: list[int] = []
        self._groups: dict[int, int] = {}

    def line(
        self,
        runs: tuple[Run, ...],
        block: int,
        offset: int,
        note: str = "",
        *,
        base: int | None = None,
        given: Callable[[], Sequence[int]] | None = None,
    ) -> None:
        """Add a line.

        Args:
            runs: the line in the order of reading.
            block: the block that it shows.
            offset: where in the block's text it begins.
            note: what stands in the margin.
            base: its direction, where that isn't to be told from its own text.
            given: gives the level of each code point, where they aren't to be told from the line alone.
        """
        text = "".join(run.text for run in runs)
        if not base and not has_right_to_left(text):
            self.lines.append(Line(runs, block, offset, note))
            return
        base = direction(text) if base is None else base
        draw: Callable[[], Drawn] | None
        if self.reorder:
            draw = partial(turned, runs, given or partial(_apart, runs, base), base, self.measure)
        else:
            draw = partial(flush_right, runs, self.measure) if base else None
        self.lines.append(Line(runs, block, offset, note, draw and cache(draw), leftward=base == 1))

    def blank(self) -> None:
        """Add a blank line, unless there is one."""
        if self.lines and (self.lines[-1].runs or self.lines[-1].picture):
            last = self.lines[-1]
            self.lines.append(Line((), last.block, last.offset + 1))

    def renumber(self, begin: int) -> None:
        """Let the lines from ``begin`` on count as places one after the other, where they are several texts of one block."""
        for at in range(begin, len(self.lines)):
            self.lines[at] = self.lines[at]._replace(offset=at - begin)

    def parts(self, texts: Iterable[str | None], parted: str, roles: tuple[str, ...]) -> None:
        """Add a line of the head made of several texts, each with a direction of its own; longer ones are broken."""
        shown = [text for text in texts if text]
        whole = parted.join(shown)
        if cell_len(whole) > self.measure:
            self.running(HEAD, whole, roles, base=int(self.leftward))
        elif whole and not (self.leftward or has_right_to_left(whole)):
            self.line((Run(whole, roles),), HEAD, 0)
        elif whole:
            runs = [Run(text, roles) for text in shown]
            for place in range(len(runs) - 1, 0, -1):
                runs.insert(place, Run(parted, roles))
            self.line(tuple(runs), HEAD, 0, base=int(self.leftward))

    def picture(self, address: str, room: Room, block: int) -> None:
        """Keep room for a picture above what comes next."""
        self.pictures.append(len(self.lines))
        indent = self.measure - room.columns if self.leftward else 0
        for row in range(room.rows):
            self.lines.append(Line((), block, row - room.rows, picture=PictureRow(address, row, room, indent)))

    def running(
        self,
        number: int,
        text: str,
        roles: tuple[str, ...],
        quotes: Sequence[Quote] = (),
        *,
        first: Run | None = None,
        rest: Run | None = None,
        marks: Sequence[Stretch] = (),
        shorter: int = 0,
        balanced: bool = False,
        counted: bool = True,
        base: int | None = None,
    ) -> None:
        """Break running text into lines, with its quotations and marks styled and the speakers noted in the margin.

        Args:
            number: the block.
            text: its text.
            roles: the style of all of it.
            quotes: its quotations.
            first: what stands before the first line.
            rest: what stands before the others.
            marks: styled parts.
            shorter: cells that the lines stay away from the end of the column.
            balanced: whether the lines are to be about equally long.
            counted: whether its quotations are among those of the page.
            base: the paragraph's direction, where its text doesn't tell.
        """
        width = max(4, self.measure - cell_len((first or rest or Run("", ())).text) - shorter)
        spans: list[Span] = balanced_lines(text, width) if balanced else break_lines(text, width)
        styled = [*((max(0, quote.start - 1), min(len(text), quote.end + 1), "quotation") for quote in quotes), *marks]
        turns = bool(base) or has_right_to_left(text)
        base = (direction(text, int(self.leftward)) if base is None else base) if turns else 0
        whole = cache(partial(levels, text, base))
        starts = {quote.start: quote for quote in quotes}
        begin = len(self.lines)
        pending = sorted(starts)
        noted: str | None = None
        for index, (start, end) in enumerate(spans):
            runs = list(_runs(text, start, end, roles, styled))
            lead = first if index == 0 else rest
            if lead:
                runs.insert(0, lead)
            note = ""
            while pending and (pending[0] <= end or index == len(spans) - 1):
                quote = starts[pending.pop(0)]
                if counted and number >= 0:
                    self._count(number, quote, begin + index)
                if self.margin and quote.speaker and quote.speaker != noted:
                    note = f"{note}, {quote.speaker}" if note else quote.speaker
                    noted = quote.speaker
            if turns:
                given = partial(_part, whole, start, end, lead.text if lead else "", base)
                self.line(tuple(runs), number, start, note, base=base, given=given)
            else:
                self.lines.append(Line(tuple(runs), number, start, note))

    def _count(self, number: int, quote: Quote, line: int) -> None:
        if quote.group in self._groups and quote.group is not None:
            place = self._groups[quote.group]
            begun = self.quotations[place]
            self.quotations[place] = begun._replace(text=f"{begun.text}\n\n{quote.text}", speaker=begun.speaker or quote.speaker)
            return
        if quote.group is not None:
            self._groups[quote.group] = len(self.quotations)
        self.quotations.append(Spot(line, number, quote.text, quote.speaker, quote.description))


def _part(whole: Callable[[], Sequence[int]], start: int, end: int, lead: str, base: int) -> list[int]:
    """Return the levels of a line with something before it, of those of its paragraph."""
    return [*isolated(lead, base), *whole()[start:end]]


def _apart(runs: Sequence[Run], base: int) -> list[int]:
    """Return the levels of a line of which each run has its own direction."""
    return [level for run in runs for level in isolated(run.text, base)]


def _runs(text: str, start: int, end: int, roles: tuple[str, ...], styled: Sequence[Stretch]) -> Iterator[Run]:
    """Cut one line at the borders of what is styled within it."""
    within = [(max(a, start), min(b, end), role) for a, b, role in styled if a < end and b > start]
    if not within:
        yield Run(text[start:end], roles)
        return
    borders = sorted({start, end, *(a for a, _, _ in within), *(b for _, b, _ in within)})
    for left, right in pairwise(borders):
        extra = tuple(dict.fromkeys(role for a, b, role in within if a <= left and b >= right))
        yield Run(text[left:right], roles + extra)
