"""Runs of capitalised words: where names may stand in an article's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuireader.meaning.lexicon import sections
from tuireader.meaning.passages import Passage

_CAPITALS = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
_SHORTENED = "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Rev|Hon|St|[A-Z]"
_POINTED = "|".join(f"(?<=\\b{word}\\.)" for word in _SHORTENED.split("|"))
_REST = f"\\w*+(?:\\.(?:{_POINTED})|(?:[-’'&](?!s\\b)\\w++)*+)"
"""What follows the first letter: a short title keeps its point."""
_LINK = "[ \u00a0](?:(?:de|da|di|del|van|von|der|den|la|le|el|al|bin|ibn|abu|of|the|and|for) ){0,2}"
# What may not stand before the first letter is asked behind it: a pattern that begins with its signs is searched for far quicker.
_RUN = re.compile(f"[{_CAPITALS}](?<![\\w’'.-].){_REST}(?:{_LINK}[{_CAPITALS}]{_REST}){{0,8}}+(?:,? (?:Jr|Sr)\\.)?")
"""Bounded and possessive: it never goes back on its steps."""
_OPENERS = frozenset('.?!:;…"“‘«([•')
_SPACES = frozenset(" \u00a0\t")
_GIVEN_NAMES = frozenset[str]().union(*sections("given_names").values())
_SMALL_WORDS = frozenset(word.capitalize() for word in sections("grammar.en")["not names"] - _GIVEN_NAMES - {"may"})
"""Words that are no names alone, as they stand at the head of a sentence."""
_REMEMBERED = 8192
"""So many runs are kept as cut; the news names the same people again and again."""
_JOINT = re.compile(" (?:and|for) (?:the )?")
_TITLES = sections("titles.en")
_INSTITUTIONS = _TITLES["institutions"]
_BRANCHES = _TITLES["qualifiers"] | sections("common.en")["nouns"]


class Run(NamedTuple):
    """A run of capitalised words, with the small words that names hold."""

    passage: int
    start: int
    end: int
    words: tuple[str, ...]
    lows: tuple[str, ...]
    """The words in lower case."""
    opens: bool
    """Whether it stands where any word has a capital: at the head of a sentence or of a quotation."""


def find_runs(passages: Sequence[Passage]) -> list[Run]:
    """Return the runs of all passages but the headline, in order; names joined by "and" or "for" are runs of their own."""
    found: list[Run] = []
    add = found.append
    for number, passage in enumerate(passages):
        if passage.kind == "title":
            continue
        text = passage.text
        for match in _RUN.finditer(text):
            words = match[0]
            if words in _SMALL_WORDS:
                continue
            start, end = match.span()
            opens = _opens(text, start)
            if " and " in words or " for " in words:
                found.extend(_parts(number, text, start, end, opens))
            else:
                add(Run(number, start, end, *_words(words), opens))
    return found


@lru_cache(maxsize=_REMEMBERED)
def _words(run: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a run, and the same in lower case."""
    words = run.replace(",", "")
    return tuple(words.split()), tuple(words.lower().split())


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins at ``start``."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    at = start - 1
    while at >= 0 and at > start - 4 and text[at] in _SPACES:
        at -= 1
    return at < 0 or text[at] in _OPENERS


def _parts(number: int, text: str, start: int, stop: int, opens: bool) -> Iterator[Run]:
    for joint in _JOINT.finditer(text, start, stop):
        if not _holds_together(text[start : joint.start()].lower().split(), text[joint.end() : stop].lower().split(), joint[0]):
            yield _run(number, text, start, joint.start(), opens)
            start, opens = joint.end(), False
    yield _run(number, text, start, stop, opens)


def _holds_together(left: list[str], right: list[str], joint: str) -> bool:
    """Whether the parts are one institution's name: the Department of Trade and Industry, the Center for Justice; or an office's."""
    if joint.startswith(" for"):
        return not _INSTITUTIONS.isdisjoint(left) or (len(left) == 1 and not left[0].endswith("s"))
    if not _INSTITUTIONS.isdisjoint(left):
        return not {"of", "for"}.isdisjoint(left)
    if len(left) == 1 and left[0] in _BRANCHES and any(word in _TITLES["titles"] for word in right[:4]):
        return True
    return right[-1] in _INSTITUTIONS and joint == " and " and len(right) > 1


def _run(number: int, text: str, start: int, stop: int, opens: bool) -> Run:
    return Run(number, start, stop, *_words(text[start:stop]), opens)
