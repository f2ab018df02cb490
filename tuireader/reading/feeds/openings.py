"""How a feed's text begins: with its headline once more, who put it there and when, and its standfirst set like a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tuireader.article import Block, Caption, Heading, Paragraph
from tuireader.reading.html.titles import fold

_LONGEST = 200
_DATED = re.compile(r"(?:\w{2,10},? ){0,2}\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b.{0,20}|.{0,12}\b\d{1,2}\.? ?\w{3,10}\.?,? \d{4}\b.{0,20}")
_BY = re.compile(r"\s*(?:written |words |text |story )?by:?\s+", re.IGNORECASE)
_TOP = 4
"""Blocks among which such a line stands."""
_LEAST_STANDFIRST = 40
"""Characters of a heading that is the standfirst, though nothing else says so."""


def without_headline(blocks: list[Block], title: str, authors: Iterable[str]) -> list[Block]:
    """Return a text's blocks without the line at the top that says what headline, author and date say already.

    Args:
        blocks: the text's.
        title: its headline.
        authors: the people who wrote it, as the feed has them.
    """
    at = _first_line(blocks)
    if at is None or not title:
        return blocks
    line = " ".join(blocks[at].text.split())
    if line[: len(title)].casefold() != title.casefold() or len(line) > len(title) + _LONGEST:
        return blocks
    rest = line[len(title) :].strip(" |·•–—-,")
    for author in filter(None, authors):
        rest = rest.removeprefix(author).strip(" |·•–—-,")
    alone = not any(isinstance(block, Paragraph) for block in blocks[at + 1 :])
    return blocks if alone or (rest and not _DATED.fullmatch(rest)) else [*blocks[:at], *blocks[at + 1 :]]


def without_signature(blocks: list[Block], byline: str | None) -> list[Block]:
    """Return a text's blocks without the line near its top that is nothing but the names of those who wrote it."""
    signed = fold(byline or "")
    at = next((at for at, block in enumerate(blocks[:_TOP]) if isinstance(block, Paragraph) and _signs(block.text, signed)), None)
    return blocks if at is None else [*blocks[:at], *blocks[at + 1 :]]


def _signs(line: str, signed: str) -> bool:
    by = _BY.match(line)
    return by is not None and bool(signed) and fold(line[by.end() :]) == signed


def parted(blocks: list[Block], summary: str) -> tuple[str, list[Block]]:
    """Return the standfirst that stands over a text as its first heading, and the other blocks; "" where none does.

    Args:
        blocks: the text's.
        summary: the entry's description, which may be the same words.
    """
    at = _first_line(blocks)
    first = blocks[at] if at is not None else None
    if at is None or not isinstance(first, Heading) or not any(isinstance(block, Paragraph) for block in blocks[at:]):
        return "", blocks
    text = " ".join(first.text.split())
    parts = any(isinstance(block, Heading) and block.level == first.level for block in blocks[at + 1 :])
    if fold(text) != fold(summary) and (parts or len(text) < _LEAST_STANDFIRST or text[-1] in "?:"):
        return "", blocks
    return text, [*blocks[:at], *blocks[at + 1 :]]


def _first_line(blocks: list[Block]) -> int | None:
    """Return where the first words are that are no caption."""
    at = next((at for at, block in enumerate(blocks) if not isinstance(block, Caption)), None)
    return at if at is not None and isinstance(blocks[at], Heading | Paragraph) else None
