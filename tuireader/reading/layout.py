"""The lines of a text file put back together as its author meant them: hard-wrapped lines joined, every other line on its own."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from tuireader.clean import clean_text
from tuireader.reading.markers import starts_marker
from tuireader.reading.sentences import ends_sentence

WIDEST_WRAP = 100
"""Nobody wraps text wider; a page whose longest line is longer has a line a paragraph."""
_NARROWEST_WRAP = 40
_BULLET = re.compile(r"[•·◦▪●‣]")
_ITEM = re.compile(r"(?:[-*•·◦▪●‣]|\d{1,3}[.)]\s)\s?\S")
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


class Line(msgspec.Struct):
    """A line as it was meant: a whole paragraph, headline or caption."""

    text: str
    gap: bool = False
    """A blank line stands before it."""
    indent: int = 0


def logical_lines(text: str) -> list[Line]:
    """Return the lines of a text, hard-wrapped ones joined; blank lines are gone, their place is kept as ``gap``."""
    lines = _physical(text)
    width = _wrap_width(lines)
    return _joined(lines, width) if width else lines


def _physical(text: str) -> list[Line]:
    lines, gap = [], False
    # Tabs are measured before cleaning makes spaces of them.
    for raw in clean_text(text.replace("\t", "    ")).split("\n"):
        bare = raw.strip()
        if bare:
            lines.append(Line(" ".join(bare.split()), gap=gap, indent=len(raw) - len(raw.lstrip())))
        gap = not bare
    return lines


def _wrap_width(lines: list[Line]) -> int:
    """Return the width at which the text was wrapped, or 0 when it wasn't.

    In wrapped text the next line's first word would not have fitted: that holds for nearly every pair of lines within a paragraph,
    and by chance for few pairs of lines that are paragraphs themselves.
    """
    pairs = [
        (upper, lower)
        for upper, lower in pairwise(lines)
        if not lower.gap and not _stands_alone(lower.text) and not starts_marker(upper.text)
    ]
    if len(pairs) < 2:
        return 0
    lengths = sorted(len(upper.text) for upper, _ in pairs)
    width = lengths[len(lengths) * 49 // 50]
    if not _NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0
    paragraphs_apart = any(line.gap for line in lines[1:])
    # Without blank lines the last line of a paragraph is followed by the next one, so a pair that ends a sentence says nothing.
    telling = [pair for pair in pairs if paragraphs_apart or not ends_sentence(pair[0].text)]
    full = sum(_is_full(upper.text, lower.text, width) for upper, lower in telling)
    enough = 2 if paragraphs_apart else 4
    return width if full >= enough and full * 10 >= len(telling) * 8 else 0


def _is_full(upper: str, lower: str, width: int) -> bool:
    """Whether the first word of ``lower`` had no room on ``upper``; a little slack for those who count differently.

    A line that is itself too long was never wrapped.
    """
    return len(upper) <= width + 2 and len(upper) + 1 + len(lower.split(" ", 1)[0]) > width - 2


def _joined(lines: list[Line], width: int) -> list[Line]:
    """Join each line to the one before it unless something says that it begins anew."""
    parts: list[list[str]] = []
    heads: list[Line] = []
    last = ""
    for line in lines:
        goes_on = bool(parts) and not line.gap and _is_full(last, line.text, width) and not _begins(line.text, last, heads[-1].text)
        if goes_on:
            parts[-1].append(_glue(last, line.text) + line.text)
        else:
            parts.append([line.text])
            heads.append(line)
        last = line.text
    return [Line("".join(texts), gap=head.gap, indent=head.indent) for texts, head in zip(parts, heads, strict=True)]


def _glue(upper: str, lower: str) -> str:
    """Return what stands between two joined lines: nothing after a hyphen within a word or between Chinese characters."""
    hyphen = upper[-1] == "-" and upper[-2:-1].isalpha() and lower[0].islower()
    return "" if hyphen or (_UNSPACED.match(upper[-1]) and _UNSPACED.match(lower[0])) else " "


def _stands_alone(text: str) -> bool:
    """Whether a line looks as if it began something of its own."""
    return starts_marker(text) or bool(_ITEM.match(text))


def _begins(text: str, upper: str, head: str) -> bool:
    """Whether a line begins anew although the one above it is full.

    A dash or a number may have come to the start of a line by the wrapping ("… population of / 2.7 million"), unless ``upper`` ends
    what it says, or ``head``, the line that this one would be joined to, is an item of the same list.
    """
    if starts_marker(text) or _BULLET.match(text):
        return True
    return bool(_ITEM.match(text)) and (ends_sentence(upper) or upper[-1] in ":;" or bool(_ITEM.match(head)))
