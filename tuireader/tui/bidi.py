"""Right-to-left text for terminals that draw cells from left to right: the Unicode Bidirectional Algorithm (UAX #9).

Texts that reach the screen are clean: embeddings, overrides and isolates are gone, so of the algorithm's explicit levels nothing is left
but the paragraph's own, and what remains is one run of rules W1 to L4 a paragraph. Columns and parts of a line that must not disturb
each other (a date after an Arabic name) are isolated by being resolved on their own: :func:`isolated`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import split_graphemes

from tuireader.tui.joining import joined

# Hebrew to Arabic Extended-A, the presentation forms, and the right-to-left scripts of the supplementary plane.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_STRONG = {"L": 0, "R": 1, "AL": 1}
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
# BidiBrackets.txt: closing brackets that follow their opening one in the code charts, and those that don't.
_BRACKETS = (
    "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐"
    "⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSING = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_OTHER_PAIRS = "<>«»‹›≤≥≦≧≪≫∈∋⊂⊃⊆⊇≺≻⊏⊐⊢⊣＜＞"
_MIRRORED = {**_CLOSING, **_OPENING, **dict(zip(_OTHER_PAIRS[::2], _OTHER_PAIRS[1::2], strict=True))}
_MIRRORED |= {right: left for left, right in zip(_OTHER_PAIRS[::2], _OTHER_PAIRS[1::2], strict=True)}
# 〈 and 〈 are canonically equivalent (BD16).
_EQUIVALENT = {"\u2329": "\u3008", "\u232a": "\u3009"}
_PARTED = " · "
NON_JOINER = "\u200c"
_OPEN_AT_ONCE = 63
"""Brackets open at one time that the algorithm looks after (BD16)."""


def has_right_to_left(text: str) -> bool:
    """Whether any of the text runs from right to left; others need none of this."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def direction(text: str, otherwise: int = 0) -> int:
    """Return 1 for a paragraph from right to left, 0 for one from left to right: its first strong character tells (P2, P3)."""
    for char in text:
        strong = _STRONG.get(unicodedata.bidirectional(char))
        if strong is not None:
            return strong
    return otherwise


def levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each code point of a paragraph: even from left to right, odd from right to left.

    Args:
        text: the whole paragraph, clean; the levels of a line are a slice of it.
        base: the paragraph's direction.
    """
    classes = [unicodedata.bidirectional(char) or "L" for char in text]
    kept = [at for at, kind in enumerate(classes) if kind != "BN"]
    kinds = [classes[at] for at in kept]
    sides = "LR"[base]
    _resolve_weak(kinds, sides)
    _resolve_brackets(text, kept, classes, kinds, sides)
    _resolve_neutral(kinds, sides)
    found = [base] * len(text)
    for at, kind in zip(kept, kinds, strict=True):
        # I1, I2
        found[at] = (2 if kind in ("EN", "AN") else 1 if kind == "R" else 0) if base == 0 else 1 if kind == "R" else 2
    for at, kind in enumerate(classes):
        if kind == "BN" and at:  # joiners go with what they join
            found[at] = found[at - 1]
    return found


def isolated(text: str, outer: int) -> list[int]:
    """Return the levels of a part of a line that has its own direction, as between U+2068 and U+2069."""
    own = direction(text, outer)
    lift = 2 if outer == 1 and own == 0 else 0
    return [level + lift for level in levels(text, own)]


def visual_order(text: str, given: Sequence[int], base: int) -> list[int]:
    """Return the code points of a line in the order in which they stand on it, as indices (L1 to L3).

    What makes one character together, marks after their letter, stays in that order, as terminals want it. Non-joiners are left out: they
    have done their work when :func:`glyphs` has chosen the letters' forms, and terminals disagree on their width.
    """
    found = list(given)
    end = len(text)
    while end and text[end - 1] == " ":
        end -= 1
        found[end] = base
    clusters = [(first, last) for first, last, _ in split_graphemes(text)[0]]
    heights = [found[first] for first, _ in clusters]
    for level in range(max(heights, default=0), 0, -1):
        at = 0
        while at < len(heights):
            if heights[at] < level:
                at += 1
                continue
            stop = at
            while stop < len(heights) and heights[stop] >= level:
                stop += 1
            clusters[at:stop] = clusters[at:stop][::-1]
            heights[at:stop] = heights[at:stop][::-1]
            at = stop
    return [index for first, last in clusters for index in range(first, last) if text[index] != NON_JOINER]


def glyphs(text: str, given: Sequence[int]) -> str:
    """Return the characters to draw, in logical order and as many: brackets turned where they run to the left (L4), letters joined."""
    turned = "".join(_MIRRORED.get(char, char) if level % 2 else char for char, level in zip(text, given, strict=True))
    return joined(turned)


@lru_cache(maxsize=2048)
def visual(text: str, base: int | None = None) -> str:
    """Return one line of text, complete in itself, as it is drawn."""
    if not has_right_to_left(text):
        return text
    base = direction(text) if base is None else base
    given = levels(text, base)
    shown = glyphs(text, given)
    return "".join(shown[index] for index in visual_order(text, given, base))


def visual_parts(text: str) -> str:
    """Return a line made of parts with " · " between them as it is drawn: the parts from left to right, each in its own direction."""
    return text if text.isascii() else _PARTED.join(map(visual, text.split(_PARTED)))


def _resolve_weak(kinds: list[str], sides: str) -> None:
    """W1 to W7, in place."""
    _resolve_numbers(kinds, sides)
    _resolve_separators(kinds)
    strong = sides
    for at, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[at] = "ON"  # W6
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"  # W7


def _resolve_numbers(kinds: list[str], sides: str) -> None:
    """W1: marks are what they stand on; W2: digits after an Arabic letter; W3: Arabic letters run to the left."""
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kinds[at - 1] if at else sides
    strong = sides
    for at, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = kind
            kinds[at] = "R" if kind == "AL" else kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"


def _resolve_separators(kinds: list[str]) -> None:
    """W4: one separator between two numbers; W5: signs beside a number."""
    for at in range(1, len(kinds) - 1):
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right and ((kinds[at] == "ES" and left == "EN") or (kinds[at] == "CS" and left in ("EN", "AN"))):
            kinds[at] = left
    at = 0
    while at < len(kinds):
        stop = at
        while stop < len(kinds) and kinds[stop] == "ET":
            stop += 1
        if stop > at and "EN" in (kinds[at - 1] if at else "", kinds[stop] if stop < len(kinds) else ""):
            kinds[at:stop] = ["EN"] * (stop - at)
        at = stop + 1


def _resolve_brackets(text: str, kept: list[int], classes: list[str], kinds: list[str], sides: str) -> None:
    """N0: a pair of brackets takes the direction of what it holds, or of what stands before it."""
    for first, last in _bracket_pairs(text, kept, kinds):
        inside = {_side(kind) for kind in kinds[first + 1 : last]} - {None}
        if not inside:
            continue
        if sides in inside:
            chosen = sides
        else:
            opposite = next(iter(inside))
            before = next((side for side in map(_side, reversed(kinds[:first])) if side), sides)
            chosen = opposite if before == opposite else sides
        for bracket in (first, last):
            kinds[bracket] = chosen or sides
            following = bracket + 1
            while following < len(kinds) and classes[kept[following]] == "NSM":
                kinds[following] = chosen or sides
                following += 1


def _bracket_pairs(text: str, kept: list[int], kinds: list[str]) -> list[tuple[int, int]]:
    """BD16."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, index in enumerate(kept):
        char = text[index]
        if kinds[at] != "ON":
            continue
        if char in _CLOSING:
            if len(waiting) == _OPEN_AT_ONCE:
                return []
            waiting.append((_EQUIVALENT.get(_CLOSING[char], _CLOSING[char]), at))
        elif char in _OPENING:
            wanted = _EQUIVALENT.get(char, char)
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == wanted:
                    pairs.append((waiting[depth][1], at))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _side(kind: str) -> str | None:
    """Return which way a resolved character runs; numbers count as right to left (N0, N1)."""
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else None


def _resolve_neutral(kinds: list[str], sides: str) -> None:
    """N1 and N2: neutrals go with their neighbours where these agree, else with the paragraph."""
    at, before = 0, sides
    while at < len(kinds):
        stop = at
        while stop < len(kinds) and kinds[stop] in _NEUTRAL:
            stop += 1
        if stop > at:
            after = _side(kinds[stop]) if stop < len(kinds) else sides
            kinds[at:stop] = [before if before == after else sides] * (stop - at)
        if stop < len(kinds):
            before = _side(kinds[stop]) or sides
        at = stop + 1
