"""Finding the marks of quotation in a line of text, and pairing them.

Every kind of mark that the press of Europe, the Americas, China and Japan uses is known here. What looks like a mark and isn't one
(apostrophes, feet and inches, elisions such as '90s and rock 'n' roll, plural possessives) is told apart by its neighbours.
One pass from left to right over a stack of bounded depth: linear in the length of the line.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from tuireader.meaning.lexicon import sections


class Span(NamedTuple):
    """A quotation between its marks, outermost ones only: what is quoted within a quotation belongs to it."""

    start: int
    """Offset of what is quoted: after the opening mark, and after the space that French sets there."""
    end: int
    """Offset of the closing mark (or of the space before it)."""
    before: int
    """Offset of the opening mark."""
    after: int
    """Offset after the closing mark."""
    mark: str
    """The opening mark."""


class Unclosed(NamedTuple):
    """An opening mark whose partner isn't in the line."""

    before: int
    after: int
    mark: str
    stray_end: int
    """Offset of a mark of another kind that may be the partner, mistyped ("“Let's go.’"); -1 where there is none."""


_LETTER = "0-9A-Za-zÀ-ɏ\u0370-\u052f"
# It begins with its signs, which lets the search skip whatever is none of them; an apostrophe within a word, as the great majority are, is
# passed over by the pattern itself.
MOST_MARKS = 20_000
"""Marks of one paragraph that are paired: a megabyte of talk has as many; behind them nothing is quoted."""
_MARK = re.compile(
    "[\"“”„‟＂«»‹›「」『』〝〞〟‘‚‛`'’]"
    '(?:(?<=["“”„‟＂«»‹›「」『』〝〞〟‚‛])|(?<=`)`?|(?<=‘)‘?'
    f"|(?<=')'|(?<=’)’|(?<![{_LETTER}]['’])|(?![{_LETTER}]))"
)
_DOUBLE = frozenset({'"', "＂", "''", "``", "‘‘", "’’", "“", "”", "„", "‟"})
_SINGLE = frozenset("'‘’‚‛`")
_DOUBLE_OPENERS = frozenset({"„", "‟", "``", "‘‘"})
_ANGLE_PARTNER = {"«": "»", "»": "«", "‹": "›", "›": "‹"}
_CORNER_PARTNER = {"」": "「", "』": "『", "〞": "〝", "〟": "〝"}
_DEEPEST = 12
# A single quotation longer than this, in code points, is an apostrophe's doing.
_LONGEST_SINGLE = 1500
_ELISIONS = sections("elisions.en")["words"]
_ELIDED = re.compile(r"([^\W\d_]{1,8})(?![\w])|\d\d(?:s\b|\b)")
_BEFORE_OPENING = frozenset("([{—–-/…:=¿¡'\"‘“«‹„‚")
_SENTENCE_SIGNS = frozenset(".,!?…;:—–")
_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")


class _Open:
    """A mark that waits for its partner."""

    __slots__ = ("after", "before", "mark", "maybe")

    def __init__(self, mark: str, before: int, after: int) -> None:
        self.mark = mark
        self.before = before
        self.after = after
        # For a single mark: where it would end if what came since was its end and no possessive. For a double one: a stray end.
        self.maybe = -1


class _Pairing:
    """The state of one pass over one line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.spans: list[Span] = []

    def open(self, mark: str, start: int, end: int) -> None:
        if len(self.stack) < _DEEPEST:
            self.stack.append(_Open(mark, start, end))

    def close(self, depth: int, start: int, end: int) -> None:
        """Close the opening at ``depth``: whatever stood open within it, or was found within it, is part of it."""
        opening = self.stack[depth]
        del self.stack[depth:]
        while self.spans and self.spans[-1].before > opening.before:
            self.spans.pop()
        left, right = trimmed(self.text, opening.after, start)
        if left < right:
            self.spans.append(Span(left, right, opening.before, end, opening.mark))

    def depth_of(self, marks: frozenset[str] | str) -> int:
        """Return where the innermost opening of one of these marks lies in the stack, -1 if nowhere."""
        return next((depth for depth in range(len(self.stack) - 1, -1, -1) if self.stack[depth].mark in marks), -1)

    def may_open(self, start: int, end: int) -> bool:
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return bool(after) and not after.isspace() and (not before or before.isspace() or before in _BEFORE_OPENING or before >= "\u3000")

    def may_close(self, start: int, end: int) -> bool:
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return bool(before) and not before.isspace() and (not after.isalnum() or after >= "\u3000")

    def double(self, mark: str, start: int, end: int) -> None:
        depth = self.depth_of(_DOUBLE)
        opens, closes = self.may_open(start, end), self.may_close(start, end)
        if mark in _DOUBLE_OPENERS:
            self.open(mark, start, end)
        elif mark == "“":
            # German ends with it what „ began; some keyboards end with it what it began itself.
            if depth >= 0 and (self.stack[depth].mark == "„" or (closes and not opens)):
                self.close(depth, start, end)
            else:
                self.open(mark, start, end)
        elif mark in "”’’":
            if depth >= 0 and (closes or not opens):
                self.close(depth, start, end)
            elif opens and depth < 0:
                self.open(mark, start, end)
        elif depth < 0:
            # What stands after a digit with nothing open is an inch.
            if opens:
                self.open(mark, start, end)
        elif closes and not (mark == '"' and self.text[start - 1].isdigit() and _FEET.search(self.text, max(0, start - 5), start)):
            self.close(depth, start, end)
        elif opens:
            self.open(mark, start, end)

    def angle(self, mark: str, start: int, end: int) -> None:
        depth = self.depth_of(_ANGLE_PARTNER[mark])
        if depth >= 0:
            self.close(depth, start, end)
        elif mark in "«‹" or self.may_open(start, end):
            self.open(mark, start, end)

    def corner(self, mark: str, start: int, end: int) -> None:
        if mark in _CORNER_PARTNER:
            depth = self.depth_of(_CORNER_PARTNER[mark])
            if depth >= 0:
                self.close(depth, start, end)
        else:
            self.open(mark, start, end)

    def single(self, mark: str, start: int, end: int) -> None:
        text, top = self.text, self.stack[-1] if self.stack else None
        inside = top if top and top.mark in _SINGLE and start - top.before <= _LONGEST_SINGLE else None
        if inside and self.may_close(start, end):
            if self.is_possessive(start, end):
                inside.maybe = start
            else:
                self.close(len(self.stack) - 1, start, end)
            return
        elided = _ELIDED.match(text, end)
        if self.may_open(start, end) and not (elided and (not elided[1] or elided[1].lower() in _ELISIONS)):
            if top is not None and top.mark in _SINGLE:
                self.settle()
            self.open(mark, start, end)
        elif top is not None and top.mark in _DOUBLE and text[start - 1 : start] in _SENTENCE_SIGNS and top.maybe < 0:
            top.maybe = start

    def is_possessive(self, start: int, end: int) -> bool:
        """Whether the mark may be a plural's ("the voters' view") or a dropped letter's ("goin' home") rather than an end."""
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        return (before[-1:] in "sSzx" or before in {"in", "an"}) and len(after) == 2 and after[0] == " " and after[1].isalnum()

    def settle(self) -> None:
        """The innermost single quotation got no certain end: end it where it may have ended, or forget it."""
        top = self.stack[-1]
        if top.maybe >= 0:
            self.close(len(self.stack) - 1, top.maybe, top.maybe + 1)
        else:
            self.stack.pop()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def find_marks(text: str, continued: str = "") -> tuple[list[Span], list[Unclosed]]:
    """Pair the marks of one line of text.

    Args:
        text: one paragraph.
        continued: the mark that the paragraph before left open, "" if none: where the line begins with its closing partner, as
            French does, that goes on with it.

    Returns:
        The outermost pairs, in order, never overlapping; and what was opened and not closed, in order. A pair that lies behind an
        unclosed mark is among the pairs.
    """
    pairing = _Pairing(text)
    for match in islice(_MARK.finditer(text), MOST_MARKS):
        mark, start, end = match[0], match.start(), match.end()
        if continued in _ANGLE_PARTNER and start == 0 and mark == _ANGLE_PARTNER[continued]:
            pairing.open(continued, start, end)
        elif mark in _DOUBLE:
            pairing.double(mark, start, end)
        elif mark in _SINGLE:
            pairing.single(mark, start, end)
        elif mark in _ANGLE_PARTNER:
            pairing.angle(mark, start, end)
        else:
            pairing.corner(mark, start, end)
    unclosed: list[Unclosed] = []
    while pairing.stack:
        top = pairing.stack[-1]
        if top.mark in _SINGLE:
            pairing.settle()
        else:
            pairing.stack.pop()
            unclosed.append(Unclosed(top.before, top.after, top.mark, top.maybe))
    return pairing.spans, unclosed[::-1]
