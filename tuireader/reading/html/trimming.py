"""What a page sets above, within and below an article's text that is no part of it."""

from __future__ import annotations

import re

import msgspec

from tuireader.article import Block, Caption, Heading, ListItem, Mark, Paragraph, Related
from tuireader.clean import clean_line
from tuireader.reading.dates import dates_in
from tuireader.reading.html.closing import without_closing
from tuireader.reading.html.headings import with_headings
from tuireader.reading.html.labels import opens_comments, opens_others, surely_opens_others
from tuireader.reading.html.machinery import is_copyright, is_filed, is_machinery, is_promotion
from tuireader.reading.html.metadata import Metadata
from tuireader.reading.html.outward import with_links_of_its_own
from tuireader.reading.html.titles import fold, says_the_same
from tuireader.reading.html.topmatter import tells_when_or_who
from tuireader.reading.sentences import ends_sentence

_LONG = 80
"""Characters of a paragraph that is surely the article's."""
_TOPMOST = 160
"""Characters of a line above the text that may tell of people, dates and sections."""
_SENTENCE = 50
"""Characters of a heading that is a sentence."""
_TOP = 20
"""Blocks among which the text begins."""
_CREDIT_LINE = re.compile(
    r"(?:photos?|image|picture|foto|bild|photograph)(?: credit| by)?\s*:\s*(?P<credit>(?:[^:.]|(?<=\b[A-Z])\.){3,80})", re.IGNORECASE
)
_STUB = re.compile(r"(?P<place>[^\W\da-z_].{1,50}?)\s*(?:(?P<agency>\b[A-Z]{2,7}|(?<=[a-z])[A-Z]{2,7}))?\s*(?P<dash>[—–])")
"""A dateline that a page sets in an element of its own, over the paragraph that it begins."""
_STAMP = re.compile(r"(?:first |originally )?(?:published|updated|posted|last updated)\b:?", re.IGNORECASE)


def trimmed(blocks: list[Block], page: Metadata) -> list[Block]:
    """Take away what repeats the headline, what says above the text who wrote it and when, other stories, and what follows the text."""
    trimmer = _Trimmer(blocks, page)
    for block in blocks:
        if isinstance(block, Heading | Paragraph) and trimmer.late and opens_comments(clean_line(block.text)):
            break
        trimmer.take(block)
    while trimmer.kept and isinstance(trimmer.kept[-1], Heading):
        trimmer.kept.pop()
    return with_headings(with_links_of_its_own(without_closing(trimmer.kept, page.byline), page.url))


class _Trimmer:
    """Takes the blocks of one page, and keeps those of the story."""

    def __init__(self, blocks: list[Block], page: Metadata) -> None:
        self.kept: list[Block] = []
        self._page = page
        self._whole = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
        self._prose = 0
        self._taken = 0
        self._below_label = False
        self._below_teaser = False
        self._captioned: tuple[str, str | None] = ("", None)
        # A picture that comes again is shown once, where it has its words.
        captions = [block for block in blocks if isinstance(block, Caption)]
        self._shown = {one.src for one in captions if one.credit or (one.text and not _says_nothing(clean_line(one.text)))}

    @property
    def late(self) -> bool:
        """Whether most of the story has passed."""
        return self._prose * 10 > self._whole * 6

    @property
    def _above(self) -> bool:
        """Whether the text has not begun yet."""
        return not self._prose and self._taken <= _TOP

    def take(self, block: Block) -> None:
        """Keep a block, or leave it out."""
        self._taken += 1
        text = clean_line(block.text)
        if self._below_label and self._leads_away(block, text):
            self._below_teaser = isinstance(block, Heading | Related)
            return
        self._below_label = self._below_teaser = False
        if isinstance(block, Heading | Paragraph):
            if opens_others(text) and (self.late or surely_opens_others(text) or text.endswith(":")):
                self._below_label = True
            elif not self._is_furniture(block, text):
                self._keep(block, text)
        elif isinstance(block, Caption):
            self._keep_caption(block, text)
        elif not self._is_beside(block, text):
            self.kept.append(block)

    def _keep(self, block: Heading | Paragraph, text: str) -> None:
        above = self.kept[-1] if self.kept else None
        credit = _CREDIT_LINE.fullmatch(text) if isinstance(above, Caption) else None
        if credit and isinstance(above, Caption):
            self.kept[-1] = msgspec.structs.replace(above, credit=above.credit or credit["credit"].strip())
            return
        if isinstance(block, Paragraph) and isinstance(above, Paragraph) and (stub := _STUB.fullmatch(clean_line(above.text))):
            block = _behind(stub, block)
            self.kept.pop()
        if isinstance(block, Paragraph) and len(text) > _LONG:
            self._prose += len(text)
        if isinstance(block, Heading) and self._above and len(text) >= _SENTENCE and ends_sentence(text):
            # The standfirst: no heading, though it is set like one.
            self.kept.append(Paragraph(text=block.text, marks=(Mark(kind="strong", start=0, end=len(block.text)),)))
        else:
            self.kept.append(block)

    def _keep_caption(self, block: Caption, text: str) -> None:
        if text and _says_nothing(text):
            block = msgspec.structs.replace(block, text="")
        again = bool(text) and self._captioned == (block.text, block.credit)
        again = again or (not block.text and not block.credit and block.src in self._shown)
        self._shown.add(block.src)
        if not again and (block.text or block.credit or block.src):
            self.kept.append(block)
        self._captioned = (block.text, block.credit)

    def _is_beside(self, block: Block, text: str) -> bool:
        """Whether a list's item or a link is none of the story's."""
        if isinstance(block, Related):
            return self._above or any(is_promotion(link.text, linked=True) for link in block.links)
        if not isinstance(block, ListItem):
            return False
        return is_promotion(text, linked=False) or (self._above and len(text) < _TOPMOST and tells_when_or_who(block.text, self._page))

    def _leads_away(self, block: Block, text: str) -> bool:
        """Whether a block below a label still belongs to other stories: links, headings that are links, the line below such a heading."""
        if isinstance(block, Related):
            return True
        if isinstance(block, Caption):
            return self._below_teaser or not (block.text or block.credit)
        linked = _linked(block)
        mostly = linked * 2 > len(block.text)
        if isinstance(block, Heading | ListItem):
            return mostly or (self.late and linked > 0 and isinstance(block, ListItem))
        return isinstance(block, Paragraph) and ((mostly and len(text) < 300) or (self._below_teaser and len(text) < 200 and linked > 0))

    def _is_furniture(self, block: Heading | Paragraph, text: str) -> bool:
        """Whether a line is the page's and not the story's."""
        if is_machinery(text) or text == self._page.url or (self.late and is_copyright(text)):
            return True
        linked = _linked(block)
        if is_promotion(text, linked=linked > 0) or (linked * 3 > len(block.text) and self.late and is_filed(text)):
            return True
        if fold(text) == fold(self._page.title or ""):
            return self._above or isinstance(block, Heading)
        if isinstance(block, Heading) and block.level == 1 and self._above and says_the_same(text, self._page.title or ""):
            return True
        if self.late and len(text) < _LONG and _STAMP.match(text) and dates_in(_STAMP.sub("", text)):
            return True
        return self._above and len(text) < _TOPMOST and tells_when_or_who(block.text, self._page)


def _behind(stub: re.Match[str], block: Paragraph) -> Paragraph:
    """Return a paragraph behind its dateline."""
    agency = f" ({stub['agency']})" if stub["agency"] else ""
    line = f"{stub['place']}{agency} {stub['dash']} "
    moved = (msgspec.structs.replace(mark, start=mark.start + len(line), end=mark.end + len(line)) for mark in block.marks)
    return Paragraph(text=line + block.text, marks=tuple(moved))


def _says_nothing(caption: str) -> bool:
    """Whether a caption's words are the page's: a counter, a button, another story."""
    return is_machinery(caption) or is_promotion(caption, linked=True)


def _linked(block: Block) -> int:
    """Return how many characters of a block are links."""
    marks: tuple[Mark, ...] = getattr(block, "marks", ())
    return sum(mark.end - mark.start for mark in marks if mark.kind == "link")
