"""Turn an article into lines of styled runs for a given width: the page that the reader pane shows.

The result knows nothing of colours: each run carries roles, names that the story widget resolves to styles of the current theme. Where
each block, quotation and picture begins is kept, so that the reader can go from one to the next and find its place again at any width.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, takewhile
from typing import TYPE_CHECKING

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
    shown_blocks,
)
from tuireader.completeness import SIGNS, completeness
from tuireader.tui.bidi import direction
from tuireader.tui.flow import HEAD, Flow, Stretch
from tuireader.tui.linknumbers import LinkNumbers
from tuireader.tui.page import Page, Room, Run, Spot
from tuireader.tui.tables import table_lines
from tuireader.tui.wording import count_of, credit_line, date_in_words, not_stored, reading_time
from tuireader.tui.wrapping import break_lines, shorten

if TYPE_CHECKING:
    from tuireader.store.pictures import Lacking

MEASURE = 72
"""Cells of a comfortable line (Bringhurst: 45 to 75 characters)."""
NOTE_WIDTH = 20
"""Cells of the margin where a speaker's name stands."""
NOTE_GAP = 2
GLYPHS = {"image": "▣", "video": "▶", "audio": "♪"}
_NAMES = {"image": "Picture", "video": "Video", "audio": "Audio"}


def typeset(
    article: Article,
    width: int,
    *,
    measure: int = MEASURE,
    speakers: bool = True,
    pictures: Mapping[str, Room | None] | None = None,
    lacking: Mapping[str, Lacking] | None = None,
    missing: int = 0,
    reorder: bool = True,
) -> Page:
    """Set ``article`` for a pane.

    Args:
        article: the story.
        width: cells of the pane.
        measure: cells of a line at most.
        speakers: whether to name those who are quoted.
        pictures: by address the room of each picture that is stored, None for what isn't worth showing; without it, nothing is said of
            pictures.
        lacking: by address why a picture isn't stored, where that is known.
        missing: how many of the pictures that are wanted aren't stored.
        reorder: whether right-to-left text is to be brought into the order of the screen; False where the terminal does it.
    """
    room = max(10, width)
    column = min(measure, room)
    named = speakers and article_has_speakers(article)
    margin = NOTE_WIDTH if named and room >= column + NOTE_GAP + NOTE_WIDTH else 0
    links = LinkNumbers()
    texts = chain((article.title,), (block.text for block in article.blocks[:3]))
    flow = Flow(column, margin, leftward=direction(" ".join(texts)) == 1, reorder=reorder)
    setter = _Setter(article, flow, pictures, lacking or {}, missing, named=named)
    setter.set_head()
    for number, block in shown_blocks(article.blocks):
        setter.set_block(number, links.number(block))
    setter.set_foot(links)
    return Page(flow.lines, column, margin, flow.quotations, flow.pictures)


def article_has_speakers(article: Article) -> bool:
    """Whether any quotation's speaker is known."""
    return any(quote.speaker for block in article.blocks for quote in block.quotes)


class _Setter:
    """Sets the parts of one article."""

    def __init__(
        self,
        article: Article,
        flow: Flow,
        pictures: Mapping[str, Room | None] | None,
        lacking: Mapping[str, Lacking],
        missing: int,
        *,
        named: bool,
    ) -> None:
        self.article = article
        self.lacking = lacking
        self.missing = missing
        self.flow = flow
        self.pictures = pictures or {}
        self.tells_of_pictures = pictures is not None
        self._number_width: dict[int, int] = {}
        self.named = named
        self.measure = flow.measure

    def set_head(self) -> None:
        """Kicker, headline, standfirst, the line of source, date and reading time, and a rule."""
        article, flow = self.article, self.flow
        flow.line((), HEAD, 0)
        kicker = " › ".join(part.upper() for part in article.region_path)
        flow.parts((kicker, article.section), " · ", ("kicker",))
        flow.running(HEAD, article.title or "Untitled", ("headline",), article.title_quotes, balanced=True)
        if article.standfirst:
            flow.blank()
            flow.running(HEAD, article.standfirst, ("standfirst",))
        flow.blank()
        flow.parts((article.source, date_in_words(article.published), reading_time(article.words)), " · ", ("meta",))
        if article.byline:
            flow.parts(("By", article.byline), " ", ("meta",))
        if article.updated and article.published and article.updated.date() != article.published.date():
            flow.parts((f"Updated {date_in_words(article.updated)}",), "", ("meta",))
        if notice := self._what_is_missing():
            flow.running(HEAD, notice, ("notice",))
        flow.line((Run("─" * self.measure, ("rule",)),), HEAD, 0)
        flow.blank()
        flow.renumber(0)
        captions = {block.src for block in article.blocks if isinstance(block, Caption)}
        lead = article.lead_picture
        if lead and (room := self.pictures.get(lead)) and not captions & self.pictures.keys():
            flow.picture(lead, room, HEAD)
            flow.blank()

    def _what_is_missing(self) -> str:
        """Return the sign that the list has for a story that isn't complete, and what is missing; "" for one that is."""
        article = self.article
        sign = SIGNS[completeness(article.whole, article.words, self.missing)]
        if article.whole != "whole":
            reason = f": {article.whole_reason}" if article.whole_reason else ""
            return f"{sign} {'Only a summary is stored' if article.whole == 'summary' else 'The full text could not be read'}{reason}"
        return f"{sign} {count_of(self.missing, 'picture is', 'pictures are')} not here yet" if self.missing else ""

    def set_foot(self, links: LinkNumbers) -> None:
        """The sign that the story ends here, and the addresses of its links."""
        flow, end = self.flow, len(self.article.blocks)
        flow.blank()
        flow.line((Run("∎".rjust((self.measure + 1) // 2), ("rule",)),), end, 0)
        for href, number in links.addresses.items():
            if number == 1:
                flow.blank()
            lead = f"{number}. ".rjust(5)
            flow.line((Run(lead, ("related-head",)), Run(shorten(href, self.measure - 5), ("related",))), end, number, base=0)

    def set_block(self, number: int, block: Block) -> None:
        """Set one block, and the blank line after it."""
        flow = self.flow
        match block:
            case Paragraph():
                flow.running(number, block.text, ("text",), block.quotes, marks=_mark_roles(block))
                self._speakers_below(number, block)
            case Heading():
                flow.running(number, block.text, ("heading",), block.quotes, balanced=True)
            case Caption():
                if self._is_bare(block) and number and self._is_bare(self.article.blocks[number - 1]):
                    return  # it was counted with the first of its row
                self._caption(number, block)
            case BlockQuote():
                self._block_quote(number, block)
            case ListItem():
                self._item(number, block)
                following = self.article.blocks[number + 1 : number + 2]
                if following and isinstance(following[0], ListItem):
                    return
                self._number_width.clear()
            case Code():
                for start, end in break_lines(block.text, self.measure - 2):
                    flow.line((Run("  ", ()), Run(block.text[start:end], ("code",))), number, start, base=0)
            case Table():
                self._table(number, block)
            case Related():
                self._related(number, block)
        flow.blank()

    def _item(self, number: int, item: ListItem) -> None:
        """Set an item of a list; the numbers of one list end below each other."""
        if not self._number_width:
            for each in takewhile(lambda block: isinstance(block, ListItem), self.article.blocks[number:]):
                if isinstance(each, ListItem) and each.ordered is not None:
                    self._number_width[each.depth] = max(self._number_width.get(each.depth, 0), len(str(each.ordered)) + 2)
        bullet = f"{item.ordered}. ".rjust(self._number_width.get(item.depth, 0)) if item.ordered is not None else "• "
        first = " " * (2 * item.depth - 2) + bullet
        lead, rest = Run(first, ("text",)), Run(" " * len(first), ())
        self.flow.running(number, item.text, ("text",), item.quotes, first=lead, rest=rest, marks=_mark_roles(item))

    def _is_bare(self, block: Block) -> bool:
        """Whether a picture has no words and can't be shown: a row of such is one line."""
        bare = isinstance(block, Caption) and block.media == "image" and not block.text and not block.credit
        return bare and isinstance(block, Caption) and block.src not in self.pictures and block.src not in self.lacking

    def _caption(self, number: int, caption: Caption) -> None:
        flow = self.flow
        room = self.pictures.get(caption.src) if caption.src else None
        credit = credit_line(caption.credit, caption.media) if caption.credit else ""
        if caption.src and room:
            flow.picture(caption.src, room, number)
            if not caption.text:
                self._credit_alone(number, caption, credit)
                return
        else:
            flow.pictures.append(len(flow.lines))
        reason = ""
        if self.tells_of_pictures and caption.media == "image" and caption.src and caption.src not in self.pictures:
            reason = not_stored(self.lacking.get(caption.src))
            both = f"{credit} · {reason}"
            if not credit:
                credit, reason = reason, ""
            elif cell_len(both) <= self.measure - 6:
                credit, reason = both, ""
        text = caption.text or _NAMES[caption.media]
        row = sum(1 for _ in takewhile(self._is_bare, self.article.blocks[number:]))
        if row > 1:
            text = f"{row} pictures"
        first, rest = Run(f"  {GLYPHS[caption.media]} ", ("caption-glyph",)), Run("    ", ())
        flow.running(number, text, ("caption",), caption.quotes, first=first, rest=rest, shorter=2)
        for words in filter(None, (credit, reason)):
            self._credit(number, caption, words)

    def _credit(self, number: int, caption: Caption, credit: str) -> None:
        """Put the credit at the end of the caption's last line, or on one of its own."""
        flow = self.flow
        last = flow.lines[-1]
        gap = self.measure - 2 - cell_len(last.text) - cell_len(credit)
        if gap >= 3:
            runs = (*last.runs, Run(" " * gap, ()), Run(credit, ("credit",)))
            flow.lines.pop()
            flow.line(runs, number, last.offset, last.note, base=int(last.leftward))
        else:
            self._credit_alone(number, caption, credit)

    def _credit_alone(self, number: int, caption: Caption, credit: str) -> None:
        shown = shorten(credit, self.measure - 6)
        indent = " " * (self.measure - 2 - cell_len(shown))
        self.flow.line((Run(indent, ()), Run(shown, ("credit",))), number, len(caption.text), base=int(self.flow.leftward))

    def _block_quote(self, number: int, block: BlockQuote) -> None:
        speaker = block.attribution or next((quote.speaker for quote in block.quotes if quote.speaker), None)
        self.flow.quotations.append(Spot(len(self.flow.lines), number, block.text, speaker, None))
        bar = Run("  ┃ ", ("bar",))
        self.flow.running(number, block.text, ("block-quote",), first=bar, rest=bar, marks=_mark_roles(block))
        if speaker:
            shown = shorten(f"— {speaker}", self.measure - 4)
            self.flow.line((bar, Run(shown, ("speaker",))), number, len(block.text), base=direction(block.text))

    def _table(self, number: int, table: Table) -> None:
        base = direction(" ".join(chain.from_iterable(table.rows)))
        if not any(table.rows):
            self.flow.running(number, table.text, ("text",))
        for index, runs in enumerate(table_lines(table.rows, self.measure)):
            self.flow.line(runs, number, index, base=base)

    def _related(self, number: int, block: Related) -> None:
        begin = len(self.flow.lines)
        self.flow.running(number, block.text or "More on this story", ("related-head",))
        for link in block.links:
            first, rest = Run("  › ", ("related",)), Run("    ", ())
            self.flow.running(number, link.text, ("related",), first=first, rest=rest, counted=False)
        self.flow.renumber(begin)

    def _speakers_below(self, number: int, block: Paragraph) -> None:
        """Name the speakers under the paragraph where there's no margin, unless the paragraph itself has their names."""
        if self.flow.margin or not self.named:
            return
        names = list(dict.fromkeys(quote.speaker for quote in block.quotes if quote.speaker and not _names_speaker(block.text, quote)))
        if names:
            shown = shorten("— " + " · ".join(names), self.measure - 4)
            self.flow.line((Run("    ", ()), Run(shown, ("speaker",))), number, len(block.text), base=direction(block.text))


def _names_speaker(text: str, quote: Quote) -> bool:
    """Whether the paragraph has the speaker's full name, or says their last name where it has "he" for others."""
    speaker = quote.speaker or ""
    last_name = speaker.rpartition(" ")[2]
    return speaker in text or last_name in (quote.mention or "").split()


def _mark_roles(block: Block) -> list[Stretch]:
    return [(mark.start, mark.end, mark.kind) for mark in block.marks]
