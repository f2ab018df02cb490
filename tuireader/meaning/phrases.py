"""Noun phrases around a place in a sentence: shallow parsing by function words, capitals and the nouns of office.

Every walk is bounded, so that a passage of any length costs the same for each quotation.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from tuireader.meaning.lexicon import sections
from tuireader.meaning.tokens import QUOTE, Tokens

_GRAMMAR = sections("grammar.en")
_TITLES = sections("titles.en")
DETERMINERS = _GRAMMAR["determiners"]
SUBJECT_PRONOUNS = _GRAMMAR["subject pronouns"]
PREPOSITIONS = _GRAMMAR["prepositions"]
CONJUNCTIONS = _GRAMMAR["conjunctions"]
SUBORDINATORS = _GRAMMAR["subordinators"]
OPENERS = _GRAMMAR["openers"]
ADVERBS = _GRAMMAR["adverbs"]
PARTICLES = _GRAMMAR["particles"]
DAYS = _GRAMMAR["days and months"]
NOT_NAMES = _GRAMMAR["not names"]
GIVEN_NAMES = frozenset().union(*sections("given_names").values())
GIVEN_NAMES = frozenset[str]().union(*sections("given_names").values())
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
ROLES = _TITLES["titles"] | _TITLES["qualifiers"] | _TITLES["people"] | _TITLES["groups"] | sections("speech.en")["nouns"]
"""Nouns that speak: offices, bodies, documents."""
_FUNCTIONS = (
    DETERMINERS | SUBJECT_PRONOUNS | _GRAMMAR["other pronouns"] | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | ADVERBS | DAYS | OPENERS
) - {"first", "second", "third", "former", "one", "may"}
_LIKE_NAMES = frozenset({"us", "who", "it"})
_STAND_ALONE = frozenset("one another some many several others both two three".split())
_LONGEST_NAME = 9
_LONGEST_NOUN = 9
_ATTACH = frozenset({"of", "from", "for", "at", "with"})
_LINKS = frozenset({"of", "for", "at", "from", "in", "with", "on", "to", "by", "against", "behind"})

Kind = Literal["name", "pronoun", "noun"]


class Phrase(NamedTuple):
    """A noun phrase: the tokens from ``start`` up to ``end``, and those of its head name where it has one."""

    kind: Kind
    start: int
    end: int
    head: tuple[int, int]
    """The tokens of the name (titles included), or of the phrase without what is attached by prepositions."""
    other: tuple[int, int] | None = None
    """The tokens of the second name in "Smith and Jones"."""


def is_name_word(tokens: Tokens, place: int) -> bool:
    """Whether the token is capitalised and no function word at the head of a sentence."""
    word = tokens.words[place]
    if not word[0].isupper():
        return False
    low = tokens.lows[place]
    if low in DAYS or low not in NOT_NAMES:
        return low not in DAYS
    if low in GIVEN_NAMES:
        return place + 1 < len(tokens.words) and tokens.words[place + 1][0].isupper()
    return low in _LIKE_NAMES and word.isupper()


def is_pronoun(tokens: Tokens, place: int) -> bool:
    """Whether the token is a pronoun in the subject's form, and no name in capitals (WHO, US, IT)."""
    word = tokens.words[place]
    return tokens.lows[place] in SUBJECT_PRONOUNS and not (len(word) > 1 and word.isupper())


def is_function(tokens: Tokens, place: int) -> bool:
    """Whether the token is a function word, which no noun phrase runs across."""
    return tokens.lows[place] in _FUNCTIONS and not (tokens.lows[place] in _LIKE_NAMES and tokens.words[place].isupper())


def is_adverb(tokens: Tokens, place: int) -> bool:
    """Whether the token is an adverb or auxiliary that may stand between a subject and its verb."""
    low = tokens.lows[place]
    return low in ADVERBS or (low.endswith("ly") and tokens.words[place].islower())


def starting(tokens: Tokens, place: int, *, loose: bool = True) -> Phrase | None:
    """Return the noun phrase that begins at ``place``.

    Args:
        loose: whether words of no known kind belong to a common noun phrase ("said dairy farmer"); where a verb may follow at once,
            as at the head of a sentence, they don't.
    """
    words, lows, stop = tokens.words, tokens.lows, min(len(tokens.words), place + 14)
    if place >= stop:
        return None
    if is_pronoun(tokens, place):
        return Phrase("pronoun", place, place + 1, (place, place + 1))
    at, name_from, last_name, nouns = place, -1, (-1, -1), 0
    while at < stop:
        low = lows[at]
        if is_name_word(tokens, at):
            name_from = at
            at = _run_of_name(tokens, at, stop)
            last_name = (name_from, at)
            if at < stop and lows[at] in POSSESSIVES and at + 1 < stop and not is_function(tokens, at + 1) and words[at + 1][0].isalpha():
                at += 1
            elif not (at < stop and lows[at] in ROLES and words[at].islower()):
                break
        elif low in DETERMINERS and at == place:
            at += 1
        elif is_function(tokens, at) or not (low[0].isalpha() or low[0].isdigit()) or words[at] == QUOTE:
            break
        elif low in ROLES or loose or nouns == 0 or (at + 1 < stop and lows[at + 1] in ROLES and nouns < 3):
            nouns += 1
            at += 1
            if at < stop and lows[at] in POSSESSIVES and at + 1 < stop and words[at + 1][0].isalpha() and not is_function(tokens, at + 1):
                at += 1
        else:
            break
    if last_name[1] == at and at > place:
        if at + 1 < stop and lows[at] == "and" and is_name_word(tokens, at + 1):
            end = _run_of_name(tokens, at + 1, stop)
            if not (end < len(lows) and lows[end] in POSSESSIVES):
                return Phrase("name", place, end, last_name, (at + 1, end))
        return Phrase("name", place, at, last_name)
    if at == place or not (nouns or lows[place] in _STAND_ALONE):
        return None
    return Phrase("noun", place, _attached(tokens, at, stop), (place, at))


def _attached(tokens: Tokens, place: int, stop: int) -> int:
    """Return where a phrase ends with what is attached to it by one preposition: the senator from Vermont, a friend of the family."""
    if place + 1 < stop and tokens.lows[place] in _ATTACH:
        more = starting(tokens, place + 1, loose=False)
        if more and more.kind != "pronoun":
            return more.end
    return place


def _run_of_name(tokens: Tokens, place: int, stop: int) -> int:
    words, lows, at = tokens.words, tokens.lows, place + 1
    while at < stop:
        if is_name_word(tokens, at) or (words[at][0].isupper() and lows[at] in {"us"}):
            at += 1
        elif (at + 1 < stop and lows[at] in PARTICLES and is_name_word(tokens, at + 1)) or (
            at + 1 < stop and lows[at] in {"of", "for", "and", "&"} and is_name_word(tokens, at + 1) and lows[at - 1] in _OF_HEADS
        ):
            at += 2
        elif at + 2 < stop and lows[at] == "of" and lows[at + 1] == "the" and is_name_word(tokens, at + 2) and lows[at - 1] in _OF_HEADS:
            at += 3
        else:
            break
    return at


_OF_HEADS = _TITLES["institutions"] | frozenset(
    {"secretary", "speaker", "archbishop", "bishop", "prince", "duke", "king", "queen", "minister"}
)


def ending(tokens: Tokens, place: int, floor: int, depth: int = 0) -> Phrase | None:
    """Return the noun phrase whose last token is ``place``, what is attached by prepositions included; it begins at ``floor`` or later."""
    core = _core_ending(tokens, place, floor)
    if core is None or core.kind == "pronoun" or depth >= 3:
        return core
    link = core.start - 1
    if link - 1 >= floor and tokens.lows[link] in _LINKS:
        holder = ending(tokens, link - 1, floor, depth + 1)
        if holder is not None and holder.kind != "pronoun" and _may_hold(tokens, holder):
            return holder._replace(end=place + 1)
    return core


def _may_hold(tokens: Tokens, holder: Phrase) -> bool:
    """Whether what follows by a preposition may belong to the phrase, and the phrase is no time or occasion ("on Tuesday in Iowa")."""
    return holder.kind == "name" or tokens.lows[holder.start] in DETERMINERS or tokens.lows[holder.head[1] - 1] in ROLES


def _core_ending(tokens: Tokens, place: int, floor: int) -> Phrase | None:
    words, lows = tokens.words, tokens.lows
    if place < floor:
        return None
    low = lows[place]
    if is_pronoun(tokens, place):
        return Phrase("pronoun", place, place + 1, (place, place + 1))
    bottom = max(floor, place - _LONGEST_NAME)
    if is_name_word(tokens, place):
        at = place
        while at > bottom and (
            is_name_word(tokens, at - 1)
            or (at - 1 > bottom and lows[at - 1] in PARTICLES and is_name_word(tokens, at - 2))
            or (
                lows[at - 1] in {"of", "and", "for", "&"}
                and at - 2 >= bottom
                and lows[at - 2] in _OF_HEADS
                and is_name_word(tokens, at - 2)
            )
        ):
            at -= 1
        start = at
        while start > bottom and (words[start - 1].islower() and lows[start - 1] in ROLES):
            start -= 1
        if start > bottom and lows[start - 1] in POSSESSIVES and start < at and start - 2 >= bottom and is_name_word(tokens, start - 2):
            start -= 2
        if start > bottom and lows[start - 1] in DETERMINERS and lows[start - 1] != "that":
            start -= 1
        if at == start and start - 2 >= floor and lows[start - 1] == "and" and is_name_word(tokens, start - 2):
            first = _core_ending(tokens, start - 2, floor)
            if first and first.kind == "name" and not first.other:
                return Phrase("name", first.start, place + 1, first.head, (at, place + 1))
        return Phrase("name", start, place + 1, (at, place + 1))
    if is_function(tokens, place) or not low[-1].isalpha():
        return None
    return _noun_ending(tokens, place, floor)


def _noun_ending(tokens: Tokens, place: int, floor: int) -> Phrase | None:
    lows, bottom, at = tokens.lows, max(floor, place - _LONGEST_NOUN), place
    while at > bottom:
        before = lows[at - 1]
        if before in DETERMINERS and not lows[place].endswith("est"):
            return Phrase("noun", at - 1, place + 1, (at - 1, place + 1))
        if before in POSSESSIVES and at - 2 >= bottom:
            at -= 2
        elif not is_function(tokens, at - 1) and before[0].isalnum():
            at -= 1
        else:
            break
    if lows[place] in ROLES or lows[place].endswith("s"):
        return Phrase("noun", at, place + 1, (at, place + 1))
    return None
