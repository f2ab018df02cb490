"""What an article says of someone beside the name: titles before it, an apposition behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from tuireader.meaning.lexicon import sections
from tuireader.meaning.verbs import FORMS, Form
from tuireader.meaning.words import CONJUNCTIONS, PREPOSITIONS

_TITLES = sections("titles.en")
_OFFICES = _TITLES["titles"] | _TITLES["qualifiers"] | _TITLES["people"]
_HELD = _TITLES["titles"] | _TITLES["people"]
_COURTESY = _TITLES["courtesy"]
_CANONICAL = dict(entry.split("/") for entry in sections("titles.en")["short forms"])
_WORD = re.compile(r"[^\W_][\w.&’'-]*")
_APPOSITION = re.compile(r"(?:\s?\([^()]{1,40}\))?, (?:\d{1,3}, )?([^,;:“”\"()]{3,110})")
_LEADING = re.compile(r"^(?:the|a|an|who is|who was) (?:the |a |an )?")
_SENTENCE_END = re.compile(r"(?<=[a-z]{3})\. (?=[A-Z])")
_TRAILING = ".,;:–—-"
_LOOSE_FRONT = _COURTESY | PREPOSITIONS | CONJUNCTIONS | {"the", "a", "an", "said", "says", "fellow"}
_LOOSE_BACK = CONJUNCTIONS | {"there", "here", "now", "the", "a", "an"}
_ATTACHING = PREPOSITIONS | {"who", "that", "which", "whose"}
_VERBS = sections("grammar.en")["passive"] | sections("grammar.en")["finite"]
_SAID = Form("say", "past")
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
    floor, end = max(0, start - _LOOK_BACK), start - 1 if text[start - 1 : start] == " " else start
    nearest = text[max(floor, text.rfind(" ", floor, end) + 1) : end].removesuffix(",")
    if not nearest.islower() or canonical(nearest) not in _OFFICES:
        return ""
    words = text[floor:start].split(" ")
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
    following = text[end : end + 2]
    match = _APPOSITION.match(text, end) if following[:1] == "," or "(" in following else None
    if not match:
        return ""
    words = _LEADING.sub("", match[1]).split()
    opens = canonical(words[0]) in _HELD if words else False
    return " ".join(words) if (opens or _LEADING.match(match[1])) and len(words) <= _LONGEST else ""


def tidy(words: str) -> str:
    """Return a description without what is no part of it, "" if no office is left: no clause, no other people, no loose ends."""
    if not words:
        return ""
    parts = _SENTENCE_END.split(words, maxsplit=1)[0].split()
    while parts and parts[0].lower() in _LOOSE_FRONT and not _is_owner(parts):
        parts.pop(0)
    while parts and parts[-1].lower() in _LOOSE_BACK:
        parts.pop()
    if parts and parts[-1].lower() not in _OFFICES:
        parts[-1] = parts[-1].rstrip(_TRAILING)
    head = _head(parts)
    lows = [word.lower() for word in head]
    says = any(word.islower() and FORMS.get(word) == _SAID for word in head)
    is_plural = bool(head) and (lows[-1].endswith("men") or (lows[-1].endswith("s") and lows[-1][:-1] in _HELD))
    held = any(canonical(word) in _HELD and not canonical(word).endswith("s") for word in lows)
    is_clause = says or not _VERBS.isdisjoint(lows) or (bool(parts) and parts[-1].lower() in PREPOSITIONS)
    return " ".join(parts) if held and not is_clause and not is_plural else ""


def _is_owner(parts: list[str]) -> bool:
    """Whether a title belongs to somebody whose office it is: "Mr Lee's lawyer"."""
    return any(word.endswith(("'s", "’s")) for word in parts[1:3])


def _head(parts: list[str]) -> list[str]:
    """Return the words before the first preposition or relative clause: what somebody is, not of what or since when."""
    end = next((at for at, word in enumerate(parts) if at and word.lower() in _ATTACHING), len(parts))
    return parts[:end]


def describe(text: str, start: int, end: int, title: str, *, known: bool = False) -> Description:
    """Gather what stands beside the name at ``start:end``, whose capitalised titles are ``title``; if ``known``, the facts alone."""
    before, behind = titles_before(text, start), apposition_behind(text, end)
    if not (before or behind or title):
        return _NOTHING
    facts = facts_of(f"{before} {title} {behind}")
    if known:
        return Description("", facts)
    office = " ".join(word for word in title.split() if word.lower() not in _COURTESY)
    return Description(tidy(" ".join(filter(None, (before, office)))) or tidy(behind), facts)


_NOTHING = Description("", frozenset())
