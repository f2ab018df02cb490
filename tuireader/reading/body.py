"""Which lines of a page's text are headings, which items of a list, which paragraphs, and which the trailer."""

from __future__ import annotations

import re
from collections.abc import Callable

from tuireader.article import Block, Heading, ListItem, Paragraph, Related, RelatedLink
from tuireader.reading.front import is_inset_byline
from tuireader.reading.furniture import trailer
from tuireader.reading.layout import Line
from tuireader.reading.sentences import ends_sentence, has_one_sentence

_ITEM = re.compile(r"(?:(?P<bullet>[•·◦▪●‣])|(?P<dash>[-*])|(?P<number>\d{1,3})[.)](?=\s))\s*(?P<text>\S.*)", re.DOTALL)
_LONGEST_SHORT = 160
_HEADING_WORDS = 14
_LONGEST_LINK = 200


def tells_by_punctuation(lines: list[Line]) -> bool:
    """Whether the lines of a page end with a full stop often enough for its absence to mark a heading.

    In a poem, or a language that has none, it tells nothing.
    """
    whole = [line.text for line in lines if not _is_item(line)]
    return sum(ends_sentence(text) or text[-1] in ",;:" for text in whole) * 4 >= len(whole)


def type_lines(lines: list[Line], *, goes_on: bool, telling: bool) -> list[Block]:
    """Return the blocks of a stretch of text that no caption interrupts.

    Args:
        lines: its lines.
        goes_on: more text follows after the caption that ends the stretch.
        telling: a missing full stop marks a heading.
    """
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        opening = trailer(lines[at].text)
        if opening:
            block, end = _trailer(lines, at, *opening)
            blocks.append(block)
        elif _is_list(lines, at):
            end = _run(lines, at, _is_item)
            blocks += _items(lines[at:end])
        elif telling and _is_short(lines[at]):
            end = _run(lines, at, _is_short)
            end = next((place for place in range(at, end) if _is_list(lines, place)), end)
            blocks += _short_run(lines, at, end, followed=goes_on or end < len(lines))
        else:
            blocks.append(Paragraph(text=lines[at].text))
            end = at + 1
        at = end
    return blocks


def _run(lines: list[Line], at: int, belongs: Callable[[Line], bool]) -> int:
    """Return the end of the run of lines from ``at`` on that belong together."""
    while at < len(lines) and belongs(lines[at]):
        at += 1
    return at


def _is_item(line: Line) -> bool:
    return bool(_ITEM.match(line.text))


def _is_list(lines: list[Line], at: int) -> bool:
    """Whether a list begins here: a bullet, or two lines at least with a dash or a number (one alone may be a heading or a dialogue)."""
    match = _ITEM.match(lines[at].text)
    if match is None:
        return False
    return bool(match["bullet"]) or (at + 1 < len(lines) and _is_item(lines[at + 1]))


def _is_short(line: Line) -> bool:
    """Whether a line reads as a heading or as a bare item: short, without the marks that end a sentence."""
    text = line.text
    if (
        len(text) > _LONGEST_SHORT
        or text[-1] in ",;:"
        or text.startswith(("http://", "https://"))
        or is_inset_byline(text)
        or trailer(text)
    ):
        return False
    if not ends_sentence(text):
        return True
    # A question or a cry of one sentence heads a part; within double marks it is speech.
    asks = text.rstrip("'’ ")[-1] in "?!？！"
    return asks and text[0] not in '"“„«' and len(text.split()) <= _HEADING_WORDS and has_one_sentence(text)


def _short_run(lines: list[Line], start: int, end: int, *, followed: bool) -> list[Block]:
    """Type a run of short lines: headings before what follows them, items of a list that lost its bullets."""
    texts = [line.text for line in lines[start:end]]
    after_colon = start > 0 and lines[start - 1].text[-1] == ":"
    if len(texts) == 1 and not after_colon:
        return [_heading(texts[0]) if followed else Paragraph(text=texts[0])]
    as_items = after_colon or len(texts) >= 3 or texts[0][0].islower()
    if not as_items:
        return [
            _heading(texts[0]) if followed else Paragraph(text=texts[0]),
            _heading(texts[1], 3) if followed else Paragraph(text=texts[1]),
        ]
    head: list[Block] = []
    if not after_colon and len(texts[0].split()) <= 8 and not texts[0][0].islower():
        head.append(_heading(texts.pop(0)))
    tail: list[Block] = []
    if followed and texts and _heads_what_follows(texts):
        tail.append(_heading(texts.pop()))
    return [*head, *(ListItem(text=text) for text in texts), *tail]


def _heads_what_follows(texts: list[str]) -> bool:
    """Whether the last of a run of items is the heading of the text after it rather than an item."""
    last, others = texts[-1], texts[:-1]
    if last[0].islower():
        return False
    lowered = bool(others) and all(text[0].islower() for text in others)
    return lowered or not others or last[-1] in "?？" or len(last) * 2 * len(others) <= sum(map(len, others))


def _heading(text: str, level: int = 2) -> Block:
    """A heading; a line too long for one is a paragraph that lost its full stop."""
    return Heading(text=text, level=level) if len(text.split()) <= _HEADING_WORDS else Paragraph(text=text)


def _items(lines: list[Line]) -> list[Block]:
    """Make a list's items; deeper indents are deeper lists."""
    indents = sorted({line.indent for line in lines})
    depth = {indent: number for number, indent in enumerate(indents[:20], 1)}
    items: list[Block] = []
    for line in lines:
        match = _ITEM.match(line.text)
        if match:
            items.append(
                ListItem(text=match["text"], depth=depth.get(line.indent, 20), ordered=int(match["number"]) if match["number"] else None)
            )
    return items


def _trailer(lines: list[Line], at: int, heading: str, link: str | None) -> tuple[Block, int]:
    """Return the trailer that begins at a line, and where it ends.

    Its links are the short lines after it. The last of them, when text follows, heads that text.
    """
    if link is not None:
        return Related(text=heading, links=(RelatedLink(text=link),)), at + 1
    end = _run(lines, at + 1, lambda line: len(line.text) <= _LONGEST_LINK and _is_short(line))
    if end < len(lines) and end > at + 1 and not trailer(lines[end].text):
        end -= 1
    return Related(text=heading, links=tuple(RelatedLink(text=line.text) for line in lines[at + 1 : end])), end
