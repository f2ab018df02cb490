"""What an article says of someone beside the name: titles before it, an apposition behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from tuireader.meaning.lexicon import sections

_TITLES = sections("titles.en")
_OFFICES = _TITLES["titles"] | _TITLES["qualifiers"] | _TITLES["people"]
_HELD = _TITLES["titles"] | _TITLES["people"]
_COURTESY = _TITLES["courtesy"]
_CANONICAL = dict(entry.split("/") for entry in sections("titles.en")["short forms"])
_WORD = re.compile(r"[^\W_][\w.&’'-]*")
_APPOSITION = re.compile(r"(?:\s?\([^()]{1,40}\))?, (?:\d{1,3}, )?([^,;:“”\"()]{3,110})")
_LEADING = re.compile(r"^(?:the|a|an|who is|who was) (?:the |a |an )?")
_LOOK_BACK = 70
_LONGEST = 12


class Description(NamedTuple):
    """What stands beside a name: the words as they stand, and the same as a set in lower case with titles written out."""

    words: str
    facts: frozenset[str]


def canonical(word: str) -> str:
    """Return a title written out: "Sen." is "senator"."""
    low = word.lower()
    return _CANONICAL.get(low, low)


def facts_of(words: str) -> frozenset[str]:
    """Return the words of a description in lower case, titles written out."""
    return frozenset(canonical(word) for word in _WORD.findall(words))


def titles_before(text: str, start: int) -> str:
    """Return the words of office before a name ("campaign manager Kay Roe", "its chairman, Kay Roe"), "" if there are none."""
    words = text[max(0, start - _LOOK_BACK) : start].split(" ")
    if words and words[-1] == "":
        words.pop()
    if words and words[-1].endswith(","):
        words[-1] = words[-1][:-1]
    taken: list[str] = []
    while words and words[-1] and words[-1].islower() and canonical(words[-1]) in _OFFICES:
        taken.append(words.pop())
    return " ".join(reversed(taken))


def apposition_behind(text: str, end: int) -> str:
    """Return the apposition behind a name, without its article: "Ann Lee, the mayor of Dover, said" gives "mayor of Dover"."""
    match = _APPOSITION.match(text, end)
    if not match:
        return ""
    words = _LEADING.sub("", match[1]).rstrip(".").split()
    offices = [canonical(word) in _HELD for word in words]
    known = any(offices) and (offices[0] or _LEADING.match(match[1]))
    return " ".join(words) if known and len(words) <= _LONGEST else ""


def describe(text: str, start: int, end: int, title: str) -> Description:
    """Gather what stands beside the name at ``start:end``, whose capitalised titles are ``title``."""
    before, behind = titles_before(text, start), apposition_behind(text, end)
    office = " ".join(word for word in title.split() if word.lower() not in _COURTESY)
    words = " ".join(filter(None, (before, office))) or behind
    return Description(words, facts_of(f"{before} {title} {behind}"))
