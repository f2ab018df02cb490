"""What a page sets above and below an article's text that is no part of it."""

from __future__ import annotations

import re

from tuireader.article import Block, Heading, Paragraph, Related
from tuireader.clean import clean_line
from tuireader.reading.dates import dates_in
from tuireader.reading.front import byline
from tuireader.reading.html.metadata import Metadata
from tuireader.reading.html.titles import fold

_COMMENTS = re.compile(
    r"(?:[\d,.]+ )?(?:top rated |reader )?(?:comments?|responses?|kommentare|commentaires|comentarios|comentários)(?: \(?\d*\)?)?:?|"
    r"(?:leave|post|add) a (?:comment|reply)|join the (?:conversation|discussion)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:related|more from|more in|more news|you (?:may|might|will)(?: also)?|recommended|read next|also on|most (?:read|popular)|"
    r"trending|popular on|latest (?:news|stories)|about the author|about us|"
    r"você pode gostar|leia também|lea también|à lire aussi|lesen sie auch|"
    r"share this|filed under|tags?:|topics?:|follow us|sign up|subscribe)\b",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"(?:please )?(?:sign up(?: for| to|:)|subscribe (?:to|now|today)|click here (?:to|for)|like us on|have a (?:tip|news tip)|"
    r"get (?:the latest|our|more|breaking) .{0,80}(?:inbox|newsletter|app|news|updates|alerts)|"
    r"follow (?:us|me|him|her|.{0,40} on (?:twitter|facebook|instagram))|download (?:the|our) .{0,40}app\b|support .{0,60}journalism)",
    re.IGNORECASE,
)
_LONG = 80
"""Characters of a paragraph that is surely the article's."""


def trimmed(blocks: list[Block], page: Metadata) -> list[Block]:
    """Take away what repeats the headline, the lines above the text that say who wrote it and when, and what follows the text."""
    kept: list[Block] = []
    whole = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
    prose = 0
    for block in blocks:
        text = clean_line(block.text)
        if isinstance(block, Heading | Paragraph):
            if _repeats(block, text, page, at_top=not prose):
                continue
            if prose * 10 > whole * 7 and len(text) < 60 and (_COMMENTS.fullmatch(text) or _OTHERS.match(text)):
                break
        if isinstance(block, Related) and any(_PROMOTION.match(link.text) for link in block.links):
            continue
        if isinstance(block, Paragraph):
            if len(text) < 300 and _PROMOTION.match(text):
                continue
            prose += len(text) if len(text) > _LONG else 0
        kept.append(block)
    while kept and isinstance(kept[-1], Heading):
        kept.pop()
    return kept


def _repeats(block: Block, text: str, page: Metadata, *, at_top: bool) -> bool:
    """Whether a line says again what the metadata say: the headline anywhere as a heading, above the text people and dates too."""
    folded = fold(text)
    if folded == fold(page.title or ""):
        return at_top or isinstance(block, Heading)
    return at_top and (dates_in(text) is not None or byline(text) is not None or (bool(folded) and folded == fold(page.byline or "")))
