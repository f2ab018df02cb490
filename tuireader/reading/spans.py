"""Cleaning a text while the quotations and links in it stay true to their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

import msgspec

from tuireader.article import Mark, Quote
from tuireader.clean import clean_line, clean_text, is_clean
from tuireader.reading.address import web_address

_LINE_SPACE = re.compile(r"[^\S\n]*\n\s*|[^\S\n]{2,}|[^\S\n ]")
_ANY_SPACE = re.compile(r"\s{2,}|[^\S ]")


class Tidied(msgspec.Struct, frozen=True):
    """A clean text and what stands in it."""

    text: str
    quotes: tuple[Quote, ...] = ()
    marks: tuple[Mark, ...] = ()


def tidy_text(
    text: str, quotes: tuple[Quote, ...] = (), marks: tuple[Mark, ...] = (), *, lines: bool = False, verbatim: bool = False
) -> Tidied:
    """Return ``text`` clean, its runs of white space one space, with its spans moved along.

    Args:
        text: as it came.
        quotes: their ``start`` and ``end`` count in ``text``; one that lies outside of it, or is empty, goes.
        marks: likewise; one whose link leads nowhere safe goes.
        lines: keep line ends (a block quotation's paragraphs, a table's rows).
        verbatim: keep all white space (code), save at the end.
    """
    if not quotes and not marks and not verbatim:
        if not lines:
            return Tidied(clean_line(text))
        whole = clean_text(text)
        if "\n" not in whole:
            return Tidied(clean_line(whole))
    spans = [(quote.start, quote.end) for quote in quotes] + [(mark.start, mark.end) for mark in marks]
    offsets = sorted({offset for span in spans for offset in span if 0 <= offset <= len(text)})
    text, moved = _cleaned(text, offsets)
    if not verbatim:
        text, moved = _spaced(text, moved, _LINE_SPACE if lines else _ANY_SPACE)
    text, moved = _stripped(text, moved, verbatim=verbatim)
    to = dict(zip(offsets, moved, strict=True))
    return Tidied(text, tuple(_moved_quotes(text, quotes, to)), tuple(_moved_marks(marks, to)))


def _cleaned(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    """Clean the text; offsets move by what goes before them."""
    if is_clean(text):
        return text, offsets
    whole = clean_text(text)
    pieces = [clean_text(text[start:end]) for start, end in pairwise([0, *offsets, len(text)])]
    moved = list(accumulate(len(piece) for piece in pieces[:-1]))
    # An offset in the middle of an escape sequence or of a composed letter parts what belongs together: near enough is the best there is.
    return whole, moved if "".join(pieces) == whole else [min(offset, len(whole)) for offset in moved]


def _spaced(text: str, offsets: list[int], runs: re.Pattern[str]) -> tuple[str, list[int]]:
    """Make each run of white space that ``runs`` finds one space, or one line end where it has one and they are kept."""
    # The only white space that is printable is the space.
    if text.isprintable() and "  " not in text:
        return text, offsets
    ends, gone, parts, last = [0], [0], [], 0
    for match in runs.finditer(text):
        parts += [text[last : match.start()], "\n" if runs is _LINE_SPACE and "\n" in match.group() else " "]
        last = match.end()
        # What goes are the run's last characters: an offset within the run moves to its end.
        ends.append(last)
        gone.append(gone[-1] + len(match.group()) - 1)
    if not parts:
        return text, offsets
    shift = [gone[bisect_right(ends, offset) - 1] for offset in offsets]
    spaced = "".join([*parts, text[last:]])
    return spaced, [min(max(0, offset - less), len(spaced)) for offset, less in zip(offsets, shift, strict=True)]


def _stripped(text: str, offsets: list[int], *, verbatim: bool) -> tuple[str, list[int]]:
    """Strip white space at the ends; of code only empty lines before it, so that its first line keeps its indent."""
    start = re.match(r"(?:[^\S\n]*\n)*" if verbatim else r"\s*", text)
    lead = start.end() if start else 0
    bare = text[lead:].rstrip()
    return bare, [min(max(0, offset - lead), len(bare)) for offset in offsets]


def _moved_quotes(text: str, quotes: tuple[Quote, ...], to: dict[int, int]) -> list[Quote]:
    kept = []
    for quote in quotes:
        start, end = to.get(quote.start), to.get(quote.end)
        if start is None or end is None or start >= end:
            continue
        kept.append(
            msgspec.structs.replace(
                quote,
                start=start,
                end=end,
                text=text[start:end],
                speaker=optional(quote.speaker),
                description=optional(quote.description),
                mention=optional(quote.mention),
                cue=optional(quote.cue),
            )
        )
    return kept


def _moved_marks(marks: tuple[Mark, ...], to: dict[int, int]) -> list[Mark]:
    kept = []
    for mark in marks:
        start, end = to.get(mark.start), to.get(mark.end)
        href = web_address(mark.href) if mark.kind == "link" else None
        if start is None or end is None or start >= end or (mark.kind == "link" and href is None):
            continue
        kept.append(msgspec.structs.replace(mark, start=start, end=end, href=href))
    return kept


def optional(text: str | None, limit: int = 1000) -> str | None:
    """Return a short field's text clean on one line and within bounds, or None when nothing is left."""
    return clean_line(text[: limit * 4])[:limit].strip() or None if text else None
