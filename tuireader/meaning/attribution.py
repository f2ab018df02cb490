"""Which words of a sentence stand for the speaker of a quotation, and by which verb: the forms of news English.

Rules look first behind the quotation ("…," said Smith / he said / according to), then before it (Smith said: "…", described it as "…").
"""

from __future__ import annotations

from typing import NamedTuple

from tuireader.meaning.cues import PASSIVE, Cue, cue_at, is_only_possible, is_verb, words_of
from tuireader.meaning.lexicon import sections
from tuireader.meaning.phrases import Phrase, ending, starting
from tuireader.meaning.subjects import FARTHEST, INTRODUCE, main_subject, named, subject_of
from tuireader.meaning.tokens import QUOTE, Tokens
from tuireader.meaning.verbs import FORMS, Form
from tuireader.meaning.words import ADVERBS, DAYS, POSSESSIVES, PREPOSITIONS, is_adverb, is_name_word

_FINITE = frozenset({"past", "present"})
_PASTS = sections("grammar.en")["finite"] - sections("grammar.en")["adverbs"]
_SAYINGS = sections("speech.en")["sayings"]
_OWN = frozenset({"his", "her"})
_LEAD_ON = frozenset({"that", ":", ",", "of", "about", "to", "on", "—", "–", "-", "in", "for", "is", "was"})
_NEAR = 12
_PERSONS = frozenset({"he", "she", "they", "we", "i"})
_PLURAL = frozenset({"they", "we", "i", "you", "police", "people"})
_BEHIND_NAME = PREPOSITIONS | {",", ".", "("}
_LONGEST_SIGNATURE = 12
_TOLD = frozenset({"told", "tells"})
_BEHIND_CUE = PREPOSITIONS | DAYS | {".", ",", ";"}
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–", "-", "that", "who", "which"})


class Attribution(NamedTuple):
    """Who speaks, as the sentence has it."""

    phrase: Phrase
    cue: str
    strong: bool = True
    """Whether the verb means saying beyond doubt."""


def behind(tokens: Tokens, place: int, *, any_verb: bool = False, short: bool = False) -> Attribution | None:
    """Return the attribution that follows the quotation at ``place``: "…," said X / X said / according to X.

    Args:
        any_verb: whether any verb that may mean saying will do, as after a quotation that ends with a comma.
        short: whether nothing may follow but subject and verb, as after a quotation that ends with a full stop.
    """
    lows, last = tokens.lows, len(tokens.lows)
    at = place + 1
    while at < last and lows[at] in {",", "—", "–", "-", "as"}:
        at += 1
    if at >= last or tokens.words[at] == QUOTE:
        return None
    if lows[at] == "according" and at + 2 < last and lows[at + 1] == "to":
        phrase = starting(tokens, at + 2)
        return Attribution(phrase, "according to") if phrase else None
    signed = starting(tokens, at) if at > place + 1 and lows[at - 1] != "," else None
    if signed and signed.kind == "name" and _is_signature(tokens, signed):
        return Attribution(signed, "")
    if short:
        ends = next((end for end in range(at, min(last, at + 9)) if tokens.words[end] == "."), -1)
        return _subject_then_cue(tokens, at, any_verb=False) if ends > 0 and cue_at(tokens, ends - 1) else None
    skipped = at
    while skipped < last and lows[skipped] in ADVERBS and skipped < at + 3:
        skipped += 1
    cue = cue_at(tokens, skipped) if skipped < last else None
    if cue is None and any_verb and skipped + 1 < last and lows[skipped].endswith("ed") and is_name_word(tokens, skipped + 1):
        cue = Cue(skipped, skipped + 1, Form("say", "past"))
    if cue and cue.form.strength == "say" and cue.form.shape in {"past", "present", "participle", "base"}:
        phrase = starting(tokens, cue.end)
        return Attribution(named(tokens, phrase), words_of(tokens, cue)) if phrase else None
    return _subject_then_cue(tokens, at, any_verb=any_verb)


def _is_signature(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a name behind a dash ends the passage, or goes on with no more than an office or an occasion."""
    last = len(tokens.lows)
    if phrase.end >= last:
        return True
    rest = range(phrase.end, min(last, phrase.end + _LONGEST_SIGNATURE))
    short = last - phrase.end <= _LONGEST_SIGNATURE and tokens.heads[-1] <= phrase.start
    return short and tokens.lows[phrase.end] in _BEHIND_NAME and not any(tokens.lows[at] in FORMS for at in rest)


def _subject_then_cue(tokens: Tokens, at: int, *, any_verb: bool) -> Attribution | None:
    """Return the attribution of "he said", "Smith, the mayor, said": from ``at``, with nothing but an apposition between."""
    subject = starting(tokens, at, loose=False)
    if subject is None:
        return None
    lows, last = tokens.lows, len(tokens.lows)
    head = tokens.heads[subject.start]
    for place in range(subject.end, min(last, subject.end + 24)):
        if tokens.heads[place] != head or tokens.words[place] == QUOTE:
            return None
        cue = cue_at(tokens, place)
        is_past = lows[place].endswith("ed") or lows[place] in _PASTS
        if cue is None and any_verb and place == subject.end and subject.kind != "noun" and is_past:
            # Behind a comma and its subject any verb in the past says: "…," Smith drawled.
            return Attribution(subject, lows[place])
        if tokens.lows[place] == "saying" and tokens.lows[place - 1] == "as":
            return Attribution(subject, "saying")
        if cue and cue.start > 0 and tokens.lows[cue.start - 1] in PASSIVE:
            continue
        if cue and _agrees(tokens, subject, cue) and (cue.form.strength == "say" or (any_verb and place == subject.end)):
            found = subject_of(tokens, cue, at)
            if found and found.kind == "noun" and found.start == subject.end + 1 and lows[subject.end] == ",":
                # An apposition whose closing comma is left out: "Ann Lee, its chief engineer said".
                found = subject
            if found and (found.start < subject.end or not any(lows[between] in _BREAKS for between in range(subject.end, found.start))):
                return Attribution(found, words_of(tokens, cue))
            return None
    return None


def _agrees(tokens: Tokens, subject: Phrase, cue: Cue) -> bool:
    """Whether the verb is finite with this subject: "he says", "they say", "officials say"."""
    if cue.form.shape in _FINITE:
        return True
    plural = subject.other is not None or tokens.lows[subject.head[1] - 1] in _PLURAL or tokens.lows[subject.head[1] - 1].endswith("s")
    return cue.form.shape == "base" and plural and cue.start == subject.end


def farther_behind(tokens: Tokens, place: int) -> Attribution | None:
    """Return the attribution at the end of the sentence in which the quotation is but a part: She felt "no duty" to stay, Smith said."""
    lows, head = tokens.lows, tokens.heads[place]
    for at in range(place + 1, min(len(lows) - 2, place + FARTHEST)):
        if tokens.heads[at] != head:
            return None
        if tokens.words[at] == QUOTE:
            found = behind(tokens, at)
            if found:
                return found
        if lows[at] != ",":
            continue
        cue = cue_at(tokens, at + 1)
        if lows[at + 1 : at + 3] == ["according", "to"] or (cue and cue.form.strength == "say" and cue.form.shape in _FINITE):
            return behind(tokens, at)
        subject = starting(tokens, at + 1, loose=False)
        verb = subject.end if subject else len(lows)
        while verb < len(lows) and verb < at + 20 and is_adverb(tokens, verb):
            verb += 1
        cue = cue_at(tokens, verb) if verb < len(lows) else None
        if subject and cue and cue.form.strength == "say" and _agrees(tokens, subject, cue) and _ends_or_goes_on(tokens, cue, head):
            return Attribution(subject, words_of(tokens, cue))
        if subject and subject.kind == "name" and subject.end < len(lows) and lows[subject.end] == ",":
            found = _subject_then_cue(tokens, at + 1, any_verb=False)
            if found and found.phrase.start == subject.start:
                return found
    return None


def _ends_or_goes_on(tokens: Tokens, cue: Cue, head: int) -> bool:
    """Whether the sentence ends with the verb, or goes on with when, where and to whom it was said, and not with what."""
    at_end = cue.end >= len(tokens.lows) or tokens.heads[cue.end] != head
    return at_end or tokens.lows[cue.end] in _BEHIND_CUE or tokens.lows[cue.start] in _TOLD


def introducing(tokens: Tokens, end: int) -> Attribution | None:
    """Return who speaks in the sentence that ends before token ``end`` and leads on to a quotation ("Smith was blunt:")."""
    head = tokens.heads[end - 1]
    cue = next(
        (cue for at in range(end - 1, max(head, end - FARTHEST) - 1, -1) if (cue := cue_at(tokens, at)) and is_verb(tokens, cue, head)),
        None,
    )
    if cue and cue.start > head and tokens.lows[cue.start - 1] in _PERSONS:
        # What comes first is what is said: "No eagle, he said."
        return Attribution(Phrase("pronoun", cue.start - 1, cue.start, (cue.start - 1, cue.start)), words_of(tokens, cue))
    phrase = main_subject(tokens, head, end)
    if phrase is None:
        return None
    return Attribution(phrase, words_of(tokens, cue) if cue else "")


def before(tokens: Tokens, place: int) -> Attribution | None:
    """Return the attribution that stands before the quotation at ``place`` in its sentence."""
    head = tokens.heads[min(place, len(tokens.heads) - 1)]
    floor = max(head, place - FARTHEST)
    weak: Cue | None = None
    at = place - 1
    while at >= floor:
        cue = cue_at(tokens, at)
        if cue and is_verb(tokens, cue, floor):
            if cue.form.strength != "weak" and not is_only_possible(tokens, cue):
                found = _attributed(tokens, cue, head)
                if found:
                    return found
            elif weak is None:
                weak = cue
        if tokens.lows[at] in _SAYINGS and place - at <= _NEAR and (at + 1 == place or tokens.lows[at + 1] in _LEAD_ON):
            owner = _owner(tokens, at, head)
            if owner:
                return Attribution(owner, tokens.words[at], strong=True)
        if tokens.lows[at] == "according" and at + 2 < place and tokens.lows[at + 1] == "to":
            phrase = starting(tokens, at + 2)
            return Attribution(phrase, "according to") if phrase else None
        at -= 1
    return _attributed(tokens, weak, head) if weak else None


def _owner(tokens: Tokens, place: int, floor: int) -> Phrase | None:
    """Return whose saying it is, where the noun at ``place`` belongs to somebody: "her claim", "Smith's earlier promise"."""
    for at in range(place - 1, max(floor, place - 4) - 1, -1):
        if tokens.lows[at] in _OWN:
            return Phrase("pronoun", at, at + 1, (at, at + 1))
        if tokens.lows[at] in POSSESSIVES:
            found = ending(tokens, at - 1, floor)
            return found if found and found.kind == "name" and found.end == found.head[1] else None
        if tokens.lows[at] in INTRODUCE:
            return None
    return None


def _attributed(tokens: Tokens, cue: Cue, head: int) -> Attribution | None:
    phrase = subject_of(tokens, cue, head)
    return Attribution(phrase, words_of(tokens, cue), cue.form.strength != "weak") if phrase else None
