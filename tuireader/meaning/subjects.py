"""The subject of a verb of saying: shallow parsing backwards from the verb, or forwards from the head of the sentence."""

from __future__ import annotations

from tuireader.meaning.cues import PASSIVE, Cue
from tuireader.meaning.lexicon import sections
from tuireader.meaning.phrases import Phrase, ending, starting
from tuireader.meaning.tokens import QUOTE, Tokens
from tuireader.meaning.words import (
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    GIVEN_NAMES,
    OPENERS,
    PREPOSITIONS,
    ROLES,
    SUBORDINATORS,
    is_adverb,
    is_name_word,
)

INTRODUCE = PREPOSITIONS | SUBORDINATORS | DAYS
"""What a phrase before the subject begins with."""
FARTHEST = 45
"""No rule looks farther than so many tokens."""
_LONGEST_SENTENCE = 150
_DASHES = frozenset({",", "—", "–", "-"})
_QUOTED = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing", "reported"})
_HOLDERS = frozenset({"of", "has", "had", "have", "with", "as", "by", "from", "heard", "saw", "shows", "showed"})
# What stands behind one of these is no subject.
_GOVERN = PREPOSITIONS - SUBORDINATORS - {"as", "than", "like", "until", "including"}
_TIMES = sections("grammar.en")["times"]
# What says something and takes nobody as object: "said Lee" is no word to Lee.
_BEFORE_SUBJECT = frozenset(
    {"said", "says", "wrote", "writes", "noted", "notes", "explained", "recalled", "remembered", "reported", "reports"}
)
_CARRIERS = sections("speech.en")["carriers"]
_CLAUSE_ENDS = frozenset({",", ".", ";", "—", "–", "-", "("})


def subject_of(tokens: Tokens, cue: Cue, floor: int) -> Phrase | None:
    """Return the subject of a verb of saying, looking no farther back than ``floor``."""
    lows = tokens.lows
    if cue.form.shape == "ing" or lows[cue.start - 1 : cue.start] == ["to"]:
        return _subject_of_participle(tokens, cue, floor)
    at = cue.start - 1
    bottom = max(floor, cue.start - FARTHEST)
    while at >= bottom and (is_adverb(tokens, at) or _is_day(tokens, at) or (lows[at] == "on" and _is_day(tokens, at + 1))):
        at -= 1
    if at < bottom:
        return None
    if tokens.words[at] == QUOTE or (lows[at] == "," and at > bottom and tokens.words[at - 1] == QUOTE):
        return starting(tokens, cue.end)
    inverted = _inserted(tokens, cue, at, bottom) if lows[at] == "," else None
    if inverted:
        return inverted
    if tokens.words[at] in {"who", "which", "that"}:
        at -= 1
        return ending(tokens, at - 1 if at >= bottom and lows[at] == "," else at, bottom)
    if lows[at] == "," and at > bottom and lows[at - 1] == ")":
        at -= 1
    if lows[at] == ")":
        at = _opening_bracket(tokens, at, bottom) - 1
    found = _before_apposition(tokens, at, bottom) if lows[at] == "," else _next_to_verb(tokens, at, bottom)
    # A present form without a subject beside it is a plural noun ("his comments").
    if found or (cue.form.shape == "present" and lows[at] != "," and lows[at] not in CONJUNCTIONS):
        return found
    return main_subject(tokens, floor, cue.start)


def _inserted(tokens: Tokens, cue: Cue, comma: int, floor: int) -> Phrase | None:
    """Return who says it in a clause put in between commas, its verb first: "The snow, wrote Ann Lee, was …"."""
    if tokens.lows[cue.start] not in _BEFORE_SUBJECT or cue.start != comma + 1:
        return None
    phrase = starting(tokens, cue.end)
    if phrase is None or phrase.kind == "pronoun" or phrase.end >= len(tokens.lows):
        return None
    lone = comma == floor + 1 and tokens.lows[phrase.end] in PREPOSITIONS
    near, subject = ending(tokens, comma - 1, floor), main_subject(tokens, floor, comma)
    is_speaker = tokens.lows[comma - 1] in ROLES or any(one is not None and one.kind == "name" for one in (near, subject))
    return phrase if not is_speaker and (lone or tokens.lows[phrase.end] == ",") else None


def _is_day(tokens: Tokens, place: int) -> bool:
    return tokens.lows[place] in DAYS and not is_name_word(tokens, place)


def _next_to_verb(tokens: Tokens, at: int, bottom: int) -> Phrase | None:
    """Return the phrase that ends right before the verb, unless a preposition governs it."""
    if tokens.lows[at] in CONJUNCTIONS:
        return None
    found = ending(tokens, at, bottom)
    governed = found and found.kind != "pronoun" and found.start > bottom and tokens.lows[found.start - 1] in _GOVERN
    return None if governed else found


def _subject_of_participle(tokens: Tokens, cue: Cue, floor: int) -> Phrase | None:
    """Return who does it in "Smith spoke out, saying …", "a sign saying …", "was quoted as saying …"."""
    before = tokens.lows[cue.start - 1] if cue.start > floor else ""
    if before in _CARRIERS:
        return ending(tokens, cue.start - 1, floor)
    if before == "as":
        return _quoted_person(tokens, floor, cue.start - 1) or main_subject(tokens, floor, cue.start)
    near = ending(tokens, cue.start - 1, floor) if before and cue.form.shape == "ing" else None
    if near and near.kind == "name" and near.start > floor and tokens.lows[near.start - 1] in _HOLDERS:
        return near
    return main_subject(tokens, floor, cue.start)


def _quoted_person(tokens: Tokens, floor: int, limit: int) -> Phrase | None:
    """Return who is quoted in "the agency quoted Smith as saying"; None in the passive, where it is the subject."""
    for at in range(limit - 1, max(floor, limit - 25), -1):
        if tokens.lows[at] in _QUOTED:
            return None if tokens.lows[at - 1] in PASSIVE else starting(tokens, at + 1)
    return None


def _opening_bracket(tokens: Tokens, place: int, bottom: int) -> int:
    """Return the place of the bracket that ``place`` closes: "Mary Fallin (R-Okla.) said"."""
    return next((at for at in range(place - 1, bottom, -1) if tokens.lows[at] == "("), place)


def _before_apposition(tokens: Tokens, comma: int, bottom: int) -> Phrase | None:
    """Return the phrase that an apposition ending at ``comma`` belongs to: Smith, a farmer from Dover, Delaware, said."""
    lows = tokens.lows
    best: Phrase | None = None
    for at in range(comma - 1, bottom, -1):
        if lows[at] != ",":
            continue
        inner = starting(tokens, at + 1)
        phrase = ending(tokens, at - 1, bottom)
        if phrase is None:
            break
        # The rest of a place is no apposition: "during a meeting in Columbus, Ohio, she said".
        is_person = phrase.end == phrase.head[1] or (inner is not None and lows[inner.head[0]] in GIVEN_NAMES)
        if inner and inner.kind == "name" and inner.end == comma and phrase.kind == "noun" and is_person:
            return inner
        best = phrase
        leads_on = phrase.start > bottom and (
            lows[phrase.start - 1] in PREPOSITIONS or (phrase.kind == "noun" and lows[phrase.start - 1] == ",")
        )
        if not leads_on:
            break
    return best


def main_subject(tokens: Tokens, head: int, limit: int) -> Phrase | None:
    """Return the subject of the sentence that begins at ``head``: its first noun phrase, behind what introduces it."""
    at = max(head, limit - _LONGEST_SENTENCE)
    for _ in range(6):
        at = _past_openers(tokens, at, limit)
        if at >= limit:
            return None
        if tokens.lows[at] in INTRODUCE or tokens.lows[at].endswith("ing") or _is_time(tokens, at, limit):
            comma = _comma(tokens, at, limit)
            if comma < 0:
                return None
            at = comma + 1
            continue
        phrase = starting(tokens, at, loose=False)
        if phrase is None:
            return None
        resume = _if_no_subject(tokens, phrase, head, limit)
        if resume is None:
            return named(tokens, phrase)
        at = resume
    return None


def _past_openers(tokens: Tokens, at: int, limit: int) -> int:
    """Return the place behind conjunctions, adverbs and quotations that stand before the subject."""
    lows = tokens.lows
    while at < limit and (lows[at] in CONJUNCTIONS or lows[at] in OPENERS or lows[at] in _DASHES):
        at += 1
    while at < limit and (tokens.words[at] == QUOTE or lows[at] in {",", "and"}):
        at += 1
    return at


def _if_no_subject(tokens: Tokens, phrase: Phrase, head: int, limit: int) -> int | None:
    """Return where to look on if the phrase is but the rest of an introduction, None if it may be a subject."""
    lows = tokens.lows
    if phrase.kind == "name" and phrase.end < limit and lows[phrase.end] == "," and phrase.start > head:
        return phrase.end + 1 if _is_place_tail(tokens, phrase.end, limit) else None
    if phrase.kind == "noun" and lows[phrase.start] not in DETERMINERS and not _may_act(tokens, phrase):
        comma = _comma(tokens, phrase.end, limit)
        return comma + 1 if comma >= 0 else None
    return None


def _may_act(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a phrase without an article may be a subject: it names an office or somebody, or is a plural."""
    return any(tokens.lows[at] in ROLES or tokens.words[at][0].isupper() or tokens.lows[at].endswith("s") for at in range(*phrase.head))


def _is_time(tokens: Tokens, place: int, limit: int) -> bool:
    """Whether a time stands here: "Last week, …", "Two years ago …", "The next day, …"."""
    return any(low in _TIMES for low in tokens.lows[place : min(limit, place + 4)]) and "," in tokens.lows[place : min(limit, place + 6)]


def _is_place_tail(tokens: Tokens, comma: int, limit: int) -> bool:
    """Whether a name behind an introduction is but the rest of a place ("In Des Moines, Iowa, he said")."""
    following = comma + 1
    return following < limit and (tokens.lows[following] in {"he", "she", "they", "it", "the", "on"} or is_name_word(tokens, following))


def _comma(tokens: Tokens, place: int, limit: int) -> int:
    for at in range(place, min(limit, place + 40)):
        if tokens.lows[at] == ",":
            return at
    return -1


def named(tokens: Tokens, phrase: Phrase) -> Phrase:
    """Return the name in apposition to a common noun ("the ministry's spokeswoman, Ann Lee, …"), else the phrase itself."""
    lows = tokens.lows
    if phrase.kind != "noun" or phrase.end + 1 >= len(lows) or lows[phrase.end] != "," or lows[phrase.head[1] - 1] not in ROLES:
        return phrase
    name = starting(tokens, phrase.end + 1)
    ends = name is not None and name.kind == "name" and (name.end >= len(lows) or lows[name.end] in _CLAUSE_ENDS)
    return Phrase("name", phrase.start, name.end, name.head) if name and ends else phrase
