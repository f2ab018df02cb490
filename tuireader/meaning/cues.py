"""Verbs of saying in a sentence: where one stands, and whether it says at all."""

from __future__ import annotations

from typing import NamedTuple

from tuireader.meaning.lexicon import sections
from tuireader.meaning.tokens import Tokens
from tuireader.meaning.verbs import FIRST_WORDS, FORMS, Form
from tuireader.meaning.words import DETERMINERS, POSSESSIVES, PREPOSITIONS

PASSIVE = sections("grammar.en")["passive"]
_MODALS = sections("grammar.en")["modals"]
# "did say" is said; "would say" is not yet.
_NOT_YET = _MODALS - {"did", "does", "do", "didn't", "didn’t"}
_MADE = frozenset({"made", "makes", "making", "make"})
_POINTS = sections("speech.en")["points"]


class Cue(NamedTuple):
    """A verb of saying in a sentence: its tokens, and what form it has."""

    start: int
    end: int
    form: Form


def cue_at(tokens: Tokens, place: int) -> Cue | None:
    """Return the verb of saying that begins at ``place``."""
    low = tokens.lows[place]
    if low in FIRST_WORDS and place + 1 < len(tokens.lows):
        form = FORMS.get(f"{low} {tokens.lows[place + 1]}")
        if form:
            return Cue(place, place + 2, form)
    form = FORMS.get(low)
    if low in _MADE and not _POINTS.isdisjoint(tokens.lows[place + 1 : place + 4]):
        form = Form("say", "ing" if low == "making" else "past")
    return Cue(place, place + 1, form) if form and tokens.words[place].islower() else None


def is_verb(tokens: Tokens, cue: Cue, floor: int) -> bool:
    """Whether the form is used as a verb, and in the active voice: not "the claim", "his answer", "was called"."""
    if cue.start <= floor:
        return cue.form.shape == "ing"
    before_it = tokens.lows[cue.start - 1]
    if cue.form.shape == "base":
        plural = before_it.endswith("s") and before_it not in POSSESSIVES
        return before_it in _MODALS or plural or before_it in {"they", "i", "we", "you", "who", "and", "also"}
    if before_it in DETERMINERS and tokens.words[cue.start] != "said":
        return False
    if cue.form.shape in {"past", "participle"} and cue.form.strength != "say":
        back = cue.start - 1
        while back > floor and tokens.lows[back].endswith("ly"):
            back -= 1
        return tokens.lows[back] not in PASSIVE
    if cue.form.shape == "present":
        return before_it not in PREPOSITIONS and before_it not in POSSESSIVES
    return True


def is_only_possible(tokens: Tokens, cue: Cue) -> bool:
    """Whether the verb stands behind a modal, or goes on with another ("would say", "continued to fight"): no speech yet."""
    behind_it = tokens.lows[cue.end : cue.end + 1]
    if tokens.lows[cue.start].startswith("continu") and behind_it == ["to"]:
        return True
    return cue.form.shape == "base" and cue.start > 0 and tokens.lows[cue.start - 1] in _NOT_YET


def words_of(tokens: Tokens, cue: Cue) -> str:
    """Return the verb as it stands."""
    return " ".join(tokens.words[cue.start : cue.end])
