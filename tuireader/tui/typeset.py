"""Turn an article into lines of styled runs for a given width: the page that the reader pane shows.

The result knows nothing of colours: each run carries roles, names that the story widget resolves to styles of the current theme. Where
each block, quotation and picture begins is kept, so that the reader can go from one to the next and find its place again at any width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len

from tuireader.article import (
    Article,
    Block,
    BlockQuote,
    Caption,
    Code,
    Heading,
    ListItem,
    Paragraph,
    Quote,
    Related,
    Table,
)
from tuireader.tui.linknumbers import LinkNumbers
from tuireader.tui.page import Line, Page, Run, Spot
from tuireader.tui.wording import date_in_words, reading_time
from tuireader.tui.wrapping import Span, balanced_lines, break_lines, shorten

MEASURE = 72
"""Cells of a comfortable line (Bringhurst: 45 to 75 characters)."""
NOTE_WIDTH = 20
"""Cells of the margin where a speaker's name stands."""
NOTE_GAP = 2
GLYPHS = {"image": "▣", "video": "▶", "audio": "♪"}
_HEADLINE = -1
"""The block number of what stands before the first block."""


def typeset(article: Article, width: int, *, measure: int = MEASURE, speakers: bool = True) -> Page:
    """Set ``article`` for a pane ``width`` cells wide, with or without the names of those who are quoted."""
    room = max(10, width)
    column = min(measure, room)
    named = speakers and article_has_speakers(article)
    margin = NOTE_WIDTH if named and room >= column + NOTE_GAP + NOTE_WIDTH else 0
    links = LinkNumbers()
    setter = _Setter(article, column, margin, named=named)
    setter.set_head()
    for number, block in enumerate(article.blocks):
        setter.set_block(number, links.number(block))
    setter.set_foot(links)
    return Page(setter.lines, column, margin, setter.quotations, setter.pictures)


def article_has_speakers(article: Article) -> bool:
    """Whether any quotation's speaker is known."""
    return any(quote.speaker for block in article.blocks for quote in block.quotes)


class _Setter:
    """Collects the lines of one page."""

    def __init__(self, article: Article, measure: int, margin: int, *, named: bool) -> None:
        self.article = article
        self.named = named
        self.measure = measure
        self.margin = margin
        self.lines: list[Line] = []
        self.quotations: list[Spot] = []
        self.pictures: list[int] = []
        self._groups: dict[int, int] = {}

    def set_head(self) -> None:
        """Kicker, headline, standfirst, the line of source, date and reading time, and a rule."""
        article = self.article
        self._line((), _HEADLINE, 0)
        kicker = " › ".join(part.upper() for part in article.region_path)
        if article.section:
            kicker = f"{kicker} · {article.section}" if kicker else article.section
        if kicker:
            self._plain(kicker, ("kicker",))
        self._flow(_HEADLINE, article.title or "Untitled", ("headline",), article.title_quotes, balanced=True)
        if article.standfirst:
            self._blank()
            self._flow(_HEADLINE, article.standfirst, ("standfirst",))
        self._blank()
        meta = [article.source, date_in_words(article.published), reading_time(article.words)]
        self._plain(" · ".join(filter(None, meta)), ("meta",))
        if article.byline:
            self._plain(f"By {article.byline}", ("meta",))
        if article.updated and article.published and article.updated.date() != article.published.date():
            self._plain(f"Updated {date_in_words(article.updated)}", ("meta",))
        if article.whole != "whole":
            reason = f": {article.whole_reason}" if article.whole_reason else ""
            word = "Only a summary is stored" if article.whole == "summary" else "The full text could not be read"
            self._plain(f"{word}{reason}", ("notice",))
        self._line((Run("─" * self.measure, ("rule",)),), _HEADLINE, 0)
        self._blank()

    def set_foot(self, links: LinkNumbers) -> None:
        """The sign that the story ends here, and the addresses of its links."""
        self._blank()
        if self.lines and self.lines[-2:-1] and not self.lines[-2].text:
            self.lines.pop()
        end = len(self.article.blocks)
        self._line((Run("∎".rjust((self.measure + 1) // 2), ("rule",)),), end, 0)
        for href, number in links.addresses.items():
            if number == 1:
                self._blank()
            lead = f"{number}. ".rjust(5)
            self._line((Run(lead, ("related-head",)), Run(shorten(href, self.measure - 5), ("related",))), end, number)

    def set_block(self, number: int, block: Block) -> None:
        """Set one block, and the blank line after it."""
        match block:
            case Paragraph():
                self._flow(number, block.text, ("text",), block.quotes, marks=_mark_roles(block))
                self._speakers_below(number, block)
            case Heading():
                self._flow(number, block.text, ("heading",), block.quotes, balanced=True)
            case Caption():
                self._caption(number, block)
            case BlockQuote():
                self._block_quote(number, block)
            case ListItem():
                bullet = f"{block.ordered}. " if block.ordered is not None else "• "
                indent = 2 * block.depth
                first = " " * (indent - 2) + bullet.rjust(max(2, len(bullet)))
                self._flow(number, block.text, ("text",), block.quotes, first=first, rest=" " * len(first), marks=_mark_roles(block))
                following = self.article.blocks[number + 1 : number + 2]
                if following and isinstance(following[0], ListItem):
                    return
            case Code():
                for start, end in break_lines(block.text, self.measure - 2):
                    self._line((Run("  " + block.text[start:end], ("code",)),), number, start)
            case Table():
                self._table(number, block)
            case Related():
                self._related(number, block)
        self._blank()

    def _caption(self, number: int, caption: Caption) -> None:
        self.pictures.append(len(self.lines))
        glyph = GLYPHS[caption.media]
        text = caption.text or {"image": "Picture", "video": "Video", "audio": "Audio"}[caption.media]
        credit = f"Photo: {caption.credit}" if caption.media == "image" else f"From: {caption.credit}"
        self._flow(number, text, ("caption",), caption.quotes, first=f"  {glyph} ", rest="    ", first_roles=("caption-glyph",), shorter=2)
        if not caption.credit:
            return
        last = self.lines[-1]
        gap = self.measure - 2 - cell_len(last.text) - cell_len(credit)
        if gap >= 3:
            self.lines[-1] = last._replace(runs=(*last.runs, Run(" " * gap, ()), Run(credit, ("credit",))))
        else:
            shown = shorten(credit, self.measure - 6)
            indent = " " * (self.measure - 2 - cell_len(shown))
            self._line((Run(indent, ()), Run(shown, ("credit",))), number, len(caption.text))

    def _block_quote(self, number: int, block: BlockQuote) -> None:
        speaker = block.attribution or next((quote.speaker for quote in block.quotes if quote.speaker), None)
        self.quotations.append(Spot(len(self.lines), number, block.text, speaker, None))
        bar = "  ┃ "
        self._flow(
            number, block.text, ("block-quote",), first=bar, rest=bar, first_roles=("bar",), rest_roles=("bar",), marks=_mark_roles(block)
        )
        if speaker:
            shown = shorten(f"— {speaker}", self.measure - 4)
            self._line((Run("  ┃ ", ("bar",)), Run(shown, ("speaker",))), number, len(block.text))

    def _table(self, number: int, table: Table) -> None:
        columns = max((len(row) for row in table.rows), default=0)
        if not columns:
            self._flow(number, table.text, ("text",))
            return
        natural = [max((cell_len(row[i]) for row in table.rows if i < len(row)), default=0) for i in range(columns)]
        room = max(columns, self.measure - 3 * (columns - 1))
        widths = _shares(natural, room)
        for index, row in enumerate(table.rows):
            cells = [shorten(row[i] if i < len(row) else "", widths[i]) for i in range(columns)]
            text = " │ ".join(cell + " " * (widths[i] - cell_len(cell)) for i, cell in enumerate(cells)).rstrip()
            self._line((Run(text, ("table-head",) if index == 0 else ("text",)),), number, 0)

    def _related(self, number: int, block: Related) -> None:
        self._flow(number, block.text or "More on this story", ("related-head",))
        for link in block.links:
            spans = break_lines(link.text, self.measure - 4)
            for index, (start, end) in enumerate(spans):
                self._line((Run("  › " if index == 0 else "    ", ("related",)), Run(link.text[start:end], ("related",))), number, 0)

    def _speakers_below(self, number: int, block: Paragraph) -> None:
        """Name the speakers under the paragraph where there's no margin, unless the paragraph itself has their names."""
        if self.margin or not self.named:
            return
        names = list(dict.fromkeys(quote.speaker for quote in block.quotes if quote.speaker and not _names_speaker(block.text, quote)))
        if names:
            shown = shorten("— " + " · ".join(names), self.measure - 4)
            self._line((Run("    " + shown, ("speaker",)),), number, len(block.text))

    def _flow(
        self,
        number: int,
        text: str,
        roles: tuple[str, ...],
        quotes: Sequence[Quote] = (),
        *,
        first: str = "",
        rest: str = "",
        first_roles: tuple[str, ...] = (),
        rest_roles: tuple[str, ...] = (),
        marks: Sequence[tuple[int, int, str]] = (),
        shorter: int = 0,
        balanced: bool = False,
    ) -> None:
        """Break running text into lines, with its quotations and marks styled and the speakers noted in the margin."""
        width = max(4, self.measure - cell_len(first or rest) - shorter)
        spans: list[Span] = balanced_lines(text, width) if balanced else break_lines(text, width)
        styled = [*((max(0, quote.start - 1), min(len(text), quote.end + 1), "quotation") for quote in quotes), *marks]
        starts = {quote.start: quote for quote in quotes}
        begin = len(self.lines)
        pending = sorted(starts)
        noted: str | None = None
        for index, (start, end) in enumerate(spans):
            runs = list(_runs(text, start, end, roles, styled))
            lead = first if index == 0 else rest
            if lead:
                runs.insert(0, Run(lead, first_roles if index == 0 else rest_roles))
            note = ""
            while pending and (pending[0] <= end or index == len(spans) - 1):
                quote = starts[pending.pop(0)]
                if number >= 0:
                    self._count_quotation(number, quote, begin + index)
                if self.margin and quote.speaker and quote.speaker != noted:
                    note = f"{note}, {quote.speaker}" if note else quote.speaker
                    noted = quote.speaker
            self._line(tuple(runs), number, start, note)

    def _count_quotation(self, number: int, quote: Quote, line: int) -> None:
        if isinstance(self.article.blocks[number], BlockQuote):
            return
        if quote.group in self._groups and quote.group is not None:
            place = self._groups[quote.group]
            begun = self.quotations[place]
            self.quotations[place] = begun._replace(text=f"{begun.text}\n\n{quote.text}", speaker=begun.speaker or quote.speaker)
            return
        if quote.group is not None:
            self._groups[quote.group] = len(self.quotations)
        self.quotations.append(Spot(line, number, quote.text, quote.speaker, quote.description))

    def _plain(self, text: str, roles: tuple[str, ...]) -> None:
        for start, end in break_lines(text, self.measure):
            self._line((Run(text[start:end], roles),), _HEADLINE, 0)

    def _line(self, runs: tuple[Run, ...], block: int, offset: int, note: str = "") -> None:
        self.lines.append(Line(runs, block, offset, note))

    def _blank(self) -> None:
        if self.lines and self.lines[-1].runs:
            last = self.lines[-1]
            self.lines.append(Line((), last.block, last.offset + 1))


def _names_speaker(text: str, quote: Quote) -> bool:
    """Whether the paragraph has the speaker's full name, or says their last name where it has "he" for others."""
    speaker = quote.speaker or ""
    last_name = speaker.rpartition(" ")[2]
    return speaker in text or last_name in (quote.mention or "").split()


def _mark_roles(block: Block) -> list[tuple[int, int, str]]:
    return [(mark.start, mark.end, mark.kind) for mark in block.marks]


def _runs(text: str, start: int, end: int, roles: tuple[str, ...], styled: Sequence[tuple[int, int, str]]) -> Iterator[Run]:
    """Cut one line at the borders of what is styled within it."""
    within = [(max(a, start), min(b, end), role) for a, b, role in styled if a < end and b > start]
    if not within:
        yield Run(text[start:end], roles)
        return
    borders = sorted({start, end, *(a for a, _, _ in within), *(b for _, b, _ in within)})
    for left, right in pairwise(borders):
        extra = tuple(dict.fromkeys(role for a, b, role in within if a <= left and b >= right))
        yield Run(text[left:right], roles + extra)


def _shares(natural: list[int], room: int) -> list[int]:
    """Give each column of a table its natural width, or where that's too much a fair share of the room."""
    widths = list(natural)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= 1:
            break
        widths[widest] = max(1, widths[widest] - max(1, (sum(widths) - room) // 2))
    return widths
