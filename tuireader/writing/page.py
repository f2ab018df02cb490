"""An article set as lines of text for a width, plain or coloured for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from tuireader.article import Article, Block, BlockQuote, Caption, Code, Heading, ListItem, Mark, Quote, Related, Table, shown_blocks
from tuireader.writing.width import breaks, cells

GLYPHS = {"image": "▣", "video": "▶", "audio": "♪"}
_NAMES = {"image": "Picture", "video": "Video", "audio": "Audio"}
_CREDITS = {"image": "Photo", "video": "Video", "audio": "Audio"}
_SAYS_WHAT = re.compile(r"photo|picture|image|illustration|video|audio|graphic|©", re.IGNORECASE)
_NARROWEST = 20
_MONTHS = "January February March April May June July August September October November December"
# Attributes and the terminal's own sixteen colours: they suit any theme that the person has chosen.
_STYLES = {
    "title": "1",
    "kicker": "2",
    "meta": "2",
    "standfirst": "1",
    "heading": "1",
    "caption": "3",
    "credit": "2",
    "quote": "36",
    "bar": "36",
    "code": "2",
    "link": "4",
    "emphasis": "3",
    "strong": "1",
}

Span = tuple[int, int, str]
"""Start, end and style of a stretch of text."""


def plain(article: Article, width: int = 72) -> str:
    """Return the article as text, no line wider than ``width`` cells (an address may be)."""
    return _Page(width, coloured=False).write(article)


def ansi(article: Article, width: int = 72) -> str:
    """Return the article as :func:`plain` does, with the terminal's attributes and colours."""
    return _Page(width, coloured=True).write(article)


def date_in_words(moment: datetime) -> str:
    """Return the day of a moment in local time: "9 January 2020"."""
    try:
        local = moment.astimezone()
    except (OverflowError, ValueError, OSError):  # the edges of the calendar
        local = moment
    return f"{local.day} {_MONTHS.split()[local.month - 1]} {local.year}"


class _Page:
    """Sets one article."""

    def __init__(self, width: int, *, coloured: bool) -> None:
        self._width = max(_NARROWEST, width)
        self._coloured = coloured

    def write(self, article: Article) -> str:
        parts = [list(self._front(article))]
        previous: Block | None = None
        for _, block in shown_blocks(article.blocks):
            lines = list(self._block(block))
            if isinstance(block, ListItem) and isinstance(previous, ListItem):
                parts[-1] += lines
            else:
                parts.append(lines)
            previous = block
        return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"

    def _front(self, article: Article) -> Iterator[str]:
        kicker = " › ".join(article.region_path) or article.section or ""
        if kicker:
            yield from self._set(kicker.upper(), style="kicker")
        yield from self._set(article.title, style="title")
        meta = [article.byline, article.source, date_in_words(article.published) if article.published else None]
        if any(meta):
            yield from self._set(" · ".join(filter(None, meta)), style="meta")
        if article.url:
            yield self._paint(article.url, "meta")
        if article.standfirst:
            yield ""
            yield from self._set(article.standfirst, style="standfirst")
        if article.whole != "whole":
            yield ""
            yield from self._set(f"({article.whole_reason or 'Not the whole story'})", style="meta")

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield from self._set(block.text, style="heading")
            case Caption():
                yield from self._caption(block)
            case BlockQuote():
                bar = self._paint("│", "bar") + " "
                yield from self._set(block.text, bar, bar, spans=_spans(block.quotes, block.marks))
                if block.attribution:
                    yield from self._set(f"— {block.attribution}", bar, bar + "  ", style="credit")
            case ListItem():
                indent = "  " * (min(block.depth, 6) - 1)
                sign = f"{block.ordered}. " if block.ordered is not None else "• "
                yield from self._set(block.text, indent + sign, indent + " " * len(sign), spans=_spans(block.quotes, block.marks))
            case Code():
                yield from (f"    {self._paint(line, 'code')}".rstrip() for line in block.text.split("\n"))
            case Table():
                yield from (line for row in block.text.split("\n") for line in self._set(row, "", "    "))
            case Related():
                yield from self._related(block)
            case _:
                yield from self._set(block.text, spans=_spans(block.quotes, block.marks))

    def _caption(self, block: Caption) -> Iterator[str]:
        """The caption after its glyph, the credit at the right of its last line where there is room."""
        glyph = GLYPHS[block.media] + " "
        lines = list(self._set(block.text, glyph, "  ", style="caption", spans=_spans(block.quotes, ()))) if block.text else []
        if block.credit:
            credit = block.credit if _SAYS_WHAT.match(block.credit) else f"{_CREDITS[block.media]}: {block.credit}"
            ends = breaks(block.text, self._width - 2) if block.text else []
            used = 2 + cells(block.text[slice(*ends[-1])]) if ends else 0
            room = self._width - used - cells(credit)
            if lines and room >= 2:
                lines[-1] += " " * room + self._paint(credit, "credit")
            else:
                lines += self._set(credit, "  " if lines else glyph, "  ", style="credit")
        yield from lines or self._set(_NAMES[block.media], glyph, "  ", style="caption")

    def _related(self, block: Related) -> Iterator[str]:
        if block.text:
            yield from self._set(block.text, style="heading")
        for link in block.links:
            yield from self._set(link.text or link.href or "", "→ ", "  ")
            if link.href and link.text:
                yield "  " + self._paint(link.href, "meta")

    def _set(self, text: str, first: str = "", rest: str = "", *, style: str = "", spans: Iterable[Span] = ()) -> Iterator[str]:
        """Break a text into lines behind ``first`` and ``rest``; ``style`` is the whole text's, ``spans`` lie over it."""
        painted = [(0, len(text), style), *spans] if style else list(spans)
        # What stands before the lines is measured without its colours.
        lead = cells(first) if "\x1b" not in first else 2
        for number, (start, end) in enumerate(breaks(text, self._width - lead)):
            yield ((rest if number else first) + self._stretch(text, start, end, painted)).rstrip()

    def _stretch(self, text: str, start: int, end: int, spans: list[Span]) -> str:
        """Return part of a text with the styles that lie over it."""
        if not self._coloured or not spans:
            return text[start:end]
        over = [(max(begin, start), min(stop, end), style) for begin, stop, style in spans if begin < end and stop > start]
        edges = sorted({start, end, *(edge for begin, stop, _ in over for edge in (begin, stop))})
        parts = []
        for begin, stop in pairwise(edges):
            codes = [_STYLES[style] for first, last, style in over if first <= begin and stop <= last]
            piece = text[begin:stop]
            parts.append(f"\x1b[{';'.join(codes)}m{piece}\x1b[0m" if codes else piece)
        return "".join(parts)

    def _paint(self, text: str, style: str) -> str:
        return self._stretch(text, 0, len(text), [(0, len(text), style)])


def _spans(quotes: Iterable[Quote], marks: Iterable[Mark]) -> list[Span]:
    return [(quote.start, quote.end, "quote") for quote in quotes] + [(mark.start, mark.end, mark.kind) for mark in marks]
