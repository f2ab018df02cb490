"""Noun phrases around a place in a sentence: shallow parsing by function words, capitals and the nouns of office.

Every walk is bounded, so that a passage of any length costs the same for each quotation.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from tuireader.meaning.lexicon import sections
from tuireader.meaning.origins import may_stand_before_noun
from tuireader.meaning.tokens import QUOTE, Tokens
from tuireader.meaning.verbs import FORMS
from tuireader.meaning.words import DETERMINERS, PARTICLES, POSSESSIVES, ROLES, is_function, is_name_word, is_pronoun

_STAND_ALONE = frozenset(["one", "another", "some", "many", "several", "others", "both", "two", "three"])
_LONGEST_NAME = 9
_LONGEST_NOUN = 9
_ATTACH = frozenset({"of", "from", "for", "at", "with", "by"})
_LINKS = frozenset({"of", "for", "at", "from", "in", "with", "on", "to", "by", "against", "behind"})
# Names go on behind these with "of": the Bank of England, the Archbishop of York.
_OF_HEADS = sections("titles.en")["institutions"] | frozenset(
    {"secretary", "speaker", "archbishop", "bishop", "prince", "duke", "king", "queen", "minister", "governor", "mayor", "chief"}
)

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
    at, last_name, nouns = place + 1 if lows[place] in DETERMINERS else place, (-1, -1), 0
    bare = at == place
    while at < stop:
        if is_name_word(tokens, at):
            last_name = (at, _run_of_name(tokens, at, stop))
            at = last_name[1]
            goes_on = at < stop and words[at].islower() and (lows[at] in ROLES or _says_more(tokens, *last_name))
        elif not _is_noun_word(tokens, at):
            break
        else:
            at += 1
            nouns += 1
            more = loose or (at < stop and lows[at] in ROLES)
            # Without an article a common noun singular leads to a name: chief pilot Ann Lee.
            more = more or (bare and nouns < 4 and _leads_to_name(tokens, at, stop))
            goes_on = more or (nouns < 3 and at + 1 < stop and lows[at + 1] in ROLES) or (at < stop and is_name_word(tokens, at))
        if _possessive_at(tokens, at, stop):
            at += 1
        elif not goes_on:
            break
    if last_name[1] == at:
        return _with_second_name(tokens, place, last_name, stop)
    if at == place or not (nouns or lows[place] in _STAND_ALONE):
        return None
    return Phrase("noun", place, _attached(tokens, at, stop), (place, at))


def _says_more(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the name at ``start:end`` only says more of the noun that follows: the Turkish journalist, a US firm."""
    return may_stand_before_noun(" ".join(tokens.words[start:end])) and _is_noun_word(tokens, end) and tokens.lows[end] not in FORMS


def _leads_to_name(tokens: Tokens, place: int, stop: int) -> bool:
    """Whether a noun stands here with a name behind it, and no verb of saying."""
    return place + 1 < stop and _is_noun_word(tokens, place) and is_name_word(tokens, place + 1) and tokens.lows[place] not in FORMS


def _is_noun_word(tokens: Tokens, place: int) -> bool:
    """Whether the token may be a noun or an adjective, for all that is known of it."""
    return tokens.lows[place][0].isalnum() and not is_function(tokens, place) and tokens.words[place] != QUOTE


def _possessive_at(tokens: Tokens, place: int, stop: int) -> bool:
    """Whether a possessive ending stands here, with what is possessed behind it."""
    return place + 1 < stop and tokens.lows[place] in POSSESSIVES and _is_noun_word(tokens, place + 1)


def _with_second_name(tokens: Tokens, place: int, name: tuple[int, int], stop: int) -> Phrase:
    """Return the phrase that ends with a name, with the second one of "Smith and Jones"."""
    at = name[1]
    if at + 1 < stop and tokens.lows[at] == "and" and is_name_word(tokens, at + 1):
        end = _run_of_name(tokens, at + 1, stop)
        if not (end < len(tokens.lows) and tokens.lows[end] in POSSESSIVES):
            return Phrase("name", place, end, name, (at + 1, end))
    return Phrase("name", place, at, name)


def _attached(tokens: Tokens, place: int, stop: int) -> int:
    """Return where a phrase ends with what is attached to it by one preposition: the senator from Vermont, a friend of the family."""
    if place + 1 < stop and tokens.lows[place] in _ATTACH:
        more = starting(tokens, place + 1, loose=False)
        if more and more.kind != "pronoun":
            return more.end
    return place


def _run_of_name(tokens: Tokens, place: int, stop: int) -> int:
    lows, at = tokens.lows, place + 1
    while at < stop:
        if is_name_word(tokens, at):
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
