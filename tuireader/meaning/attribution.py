"""Which words of a sentence stand for the speaker of a quotation, and by which verb: the forms of news English.

Rules look first behind the quotation ("…," said Smith / he said / according to), then before it (Smith said: "…", described it as "…").
"""

from __future__ import annotations

from typing import NamedTuple

from tuireader.meaning.lexicon import sections
from tuireader.meaning.phrases import (
    ADVERBS,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    OPENERS,
    POSSESSIVES,
    PREPOSITIONS,
    ROLES,
    SUBORDINATORS,
    Phrase,
    ending,
    is_adverb,
    is_name_word,
    starting,
)
from tuireader.meaning.tokens import QUOTE, Tokens
from tuireader.meaning.verbs import FIRST_WORDS, FORMS, Form

_PASSIVE = sections("grammar.en")["passive"]
_MODALS = frozenset(
    {
        "to",
        "would",
        "will",
        "could",
        "can",
        "should",
        "must",
        "may",
        "might",
        "did",
        "does",
        "do",
        "n't",
        "didn't",
        "didn’t",
        "'ll",
        "’ll",
        "'d",
        "’d",
    }
)
_TOLD = frozenset({"told", "tells"})
_QUOTED = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing", "reported"})
_HOLDERS = frozenset({"of", "has", "had", "have", "with", "as", "by", "from", "heard", "saw", "shows", "showed"})
_GOVERN = PREPOSITIONS - SUBORDINATORS - {"as", "than", "like", "until", "like", "including"}
_INTRODUCE = PREPOSITIONS | SUBORDINATORS | DAYS
_TIMES = sections("grammar.en")["times"]
_SAYINGS = sections("speech.en")["sayings"]
_OWN = frozenset({"his", "her"})
_LEAD_ON = frozenset({"that", ":", ",", "of", "about", "to", "on", "—", "–", "-", "in", "for", "is", "was"})
_NEAR = 12
_MADE = frozenset({"made", "makes", "making", "make"})
_POINTS = frozenset(
    {
        "point",
        "case",
        "claim",
        "argument",
        "remark",
        "remarks",
        "clear",
        "statement",
        "comment",
        "comments",
        "pitch",
        "promise",
        "joke",
        "plea",
    }
)
_CLAUSE_ENDS = frozenset({",", ".", ";", "—", "–", "-", "("})
_FARTHEST = 45
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–", "-", "that", "who", "which"})
_CARRIERS = sections("speech.en")["carriers"]
_ACTED = frozenset({"did", "does", "do", "didn't", "didn’t"})


class Cue(NamedTuple):
    """A verb of saying in a sentence: its tokens, and what form it has."""

    start: int
    end: int
    form: Form


class Attribution(NamedTuple):
    """Who speaks, as the sentence has it."""

    phrase: Phrase
    cue: str
    strong: bool = True
    """Whether the verb means saying beyond doubt."""


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


def behind(tokens: Tokens, place: int, *, any_verb: bool = False, short: bool = False) -> Attribution | None:
    """Return the attribution that follows the quotation at ``place``: "…," said X / X said / according to X.

    Args:
        any_verb: whether any verb that may mean saying will do, as after a quotation that ends with a comma.
        short: whether nothing may follow but subject and verb, as after a quotation that ends with a full stop.
    """
    lows, last = tokens.lows, len(tokens.lows)
    at = place + 1
    while at < last and lows[at] in {",", "—", "–", "-"}:
        at += 1
    if at >= last or tokens.words[at] == QUOTE:
        return None
    if lows[at] == "according" and at + 2 < last and lows[at + 1] == "to":
        phrase = starting(tokens, at + 2)
        return Attribution(phrase, "according to") if phrase else None
    if at > place + 1 and lows[at - 1] != ",":
        signed = starting(tokens, at)
        if signed and signed.kind == "name" and (signed.end >= last or (lows[signed.end] in {",", "."} and tokens.heads[-1] <= at)):
            return Attribution(signed, "")
    if short:
        found = _subject_then_cue(tokens, at, any_verb=False)
        ends = next((end for end in range(at, min(last, at + 9)) if tokens.words[end] == "."), -1)
        return found if found and ends > 0 and cue_at(tokens, ends - 1) else None
    skipped = at
    while skipped < last and lows[skipped] in ADVERBS and skipped < at + 3:
        skipped += 1
    cue = cue_at(tokens, skipped) if skipped < last else None
    if cue and cue.form.strength == "say" and cue.form.shape in {"past", "present", "participle", "base"}:
        phrase = starting(tokens, cue.end)
        return Attribution(_named(tokens, phrase), _words(tokens, cue)) if phrase else None
    return _subject_then_cue(tokens, at, any_verb=any_verb)


def _named(tokens: Tokens, phrase: Phrase) -> Phrase:
    """Return the name in apposition to a common noun ("the ministry's spokeswoman, Ann Lee, …"), else the phrase itself."""
    lows = tokens.lows
    if phrase.kind != "noun" or phrase.end + 1 >= len(lows) or lows[phrase.end] != "," or lows[phrase.head[1] - 1] not in ROLES:
        return phrase
    name = starting(tokens, phrase.end + 1)
    ends = name is not None and name.kind == "name" and (name.end >= len(lows) or lows[name.end] in _CLAUSE_ENDS)
    return Phrase("name", phrase.start, name.end, name.head) if name and ends else phrase


def _words(tokens: Tokens, cue: Cue) -> str:
    return " ".join(tokens.words[cue.start : cue.end])


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
        if tokens.lows[place] == "saying" and tokens.lows[place - 1] == "as":
            return Attribution(subject, "saying")
        if cue and cue.start > 0 and tokens.lows[cue.start - 1] in _PASSIVE:
            continue
        if cue and cue.form.shape in {"past", "present"} and (cue.form.strength == "say" or (any_verb and place == subject.end)):
            found = subject_of(tokens, cue, at)
            if found and (found.start < subject.end or not any(lows[between] in _BREAKS for between in range(subject.end, found.start))):
                return Attribution(found, _words(tokens, cue))
            return None
    return None


def farther_behind(tokens: Tokens, place: int) -> Attribution | None:
    """Return the attribution at the end of the sentence in which the quotation is but a part: She felt "no duty" to stay, Smith said."""
    lows, head = tokens.lows, tokens.heads[place]
    for at in range(place + 1, min(len(lows) - 2, place + _FARTHEST)):
        if tokens.heads[at] != head:
            return None
        if tokens.words[at] == QUOTE:
            found = behind(tokens, at)
            if found:
                return found
        if lows[at] != ",":
            continue
        cue = cue_at(tokens, at + 1)
        if lows[at + 1 : at + 3] == ["according", "to"] or (cue and cue.form.strength == "say" and cue.form.shape in {"past", "present"}):
            return behind(tokens, at)
        subject = starting(tokens, at + 1, loose=False)
        verb = subject.end if subject else len(lows)
        while verb < len(lows) and verb < at + 20 and is_adverb(tokens, verb):
            verb += 1
        cue = cue_at(tokens, verb) if verb < len(lows) else None
        if subject and cue and cue.form.strength == "say" and cue.form.shape in {"past", "present"}:
            if (
                cue.end >= len(lows)
                or tokens.heads[cue.end] != head
                or lows[cue.end] in {".", ",", ";"}
                or lows[cue.start] in _TOLD
                or lows[cue.end] in PREPOSITIONS | DAYS
            ):
                return Attribution(subject, _words(tokens, cue))
        if subject and subject.kind == "name" and subject.end < len(lows) and lows[subject.end] == ",":
            found = _subject_then_cue(tokens, at + 1, any_verb=False)
            if found and found.phrase.start == subject.start:
                return found
    return None


def introducing(tokens: Tokens, end: int) -> Attribution | None:
    """Return who speaks in the sentence that ends before token ``end`` and leads on to a quotation ("Smith was blunt:")."""
    head = tokens.heads[end - 1]
    cue = next(
        (cue for at in range(end - 1, max(head, end - _FARTHEST) - 1, -1) if (cue := cue_at(tokens, at)) and _is_verb(tokens, cue, head)),
        None,
    )
    phrase = _main_subject(tokens, head, end)
    if phrase is None:
        return None
    return Attribution(phrase, _words(tokens, cue) if cue else "")


def before(tokens: Tokens, place: int) -> Attribution | None:
    """Return the attribution that stands before the quotation at ``place`` in its sentence."""
    head = tokens.heads[min(place, len(tokens.heads) - 1)]
    floor = max(head, place - _FARTHEST)
    weak: Cue | None = None
    at = place - 1
    while at >= floor:
        cue = cue_at(tokens, at)
        if cue and _is_verb(tokens, cue, floor):
            if cue.form.strength != "weak" and not _is_only_possible(tokens, cue):
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
        if tokens.lows[at] in _INTRODUCE:
            return None
    return None


def _attributed(tokens: Tokens, cue: Cue, head: int) -> Attribution | None:
    phrase = subject_of(tokens, cue, head)
    return Attribution(phrase, _words(tokens, cue), cue.form.strength != "weak") if phrase else None


def _is_verb(tokens: Tokens, cue: Cue, floor: int) -> bool:
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
        return tokens.lows[back] not in _PASSIVE
    if cue.form.shape == "present":
        return before_it not in PREPOSITIONS and before_it not in POSSESSIVES
    return True


def _is_only_possible(tokens: Tokens, cue: Cue) -> bool:
    """Whether the verb stands behind a modal, or goes on with another ("would say", "continued to fight"): no speech yet."""
    behind_it = tokens.lows[cue.end : cue.end + 1]
    if tokens.lows[cue.start].startswith("continu") and behind_it == ["to"]:
        return True
    return cue.form.shape == "base" and cue.start > 0 and tokens.lows[cue.start - 1] in _MODALS - _ACTED


def subject_of(tokens: Tokens, cue: Cue, floor: int) -> Phrase | None:
    """Return the subject of a verb of saying, looking no farther back than ``floor``."""
    lows = tokens.lows
    if cue.form.shape == "ing" or lows[cue.start - 1 : cue.start] == ["to"]:
        if cue.start > floor and lows[cue.start - 1] in _CARRIERS:
            return ending(tokens, cue.start - 1, floor)
        if cue.start - 1 > floor and lows[cue.start - 1] == "as":
            return _quoted_person(tokens, floor, cue.start - 1) or _main_subject(tokens, floor, cue.start)
        near = ending(tokens, cue.start - 1, floor) if cue.start > floor and cue.form.shape == "ing" else None
        if near and near.kind == "name" and near.start > floor and lows[near.start - 1] in _HOLDERS:
            return near
        return _main_subject(tokens, floor, cue.start)
    at = cue.start - 1
    bottom = max(floor, cue.start - _FARTHEST)
    while at >= bottom and (is_adverb(tokens, at) or lows[at] in DAYS or (lows[at] == "on" and lows[at + 1] in DAYS)):
        at -= 1
    if at < bottom:
        return None
    if tokens.words[at] == QUOTE or (lows[at] == "," and at > bottom and tokens.words[at - 1] == QUOTE):
        return starting(tokens, cue.end)
    if lows[at] in {"who", "which", "that"}:
        at -= 1
        if at >= bottom and lows[at] == ",":
            at -= 1
        return ending(tokens, at, bottom)
    if lows[at] == "," and at > bottom and lows[at - 1] == ")":
        at = _opening_bracket(tokens, at - 1, bottom) - 1
    if lows[at] == ",":
        return _before_apposition(tokens, at, bottom) or _main_subject(tokens, floor, cue.start)
    if lows[at] in CONJUNCTIONS:
        return _main_subject(tokens, floor, cue.start)
    found = ending(tokens, at, bottom)
    if found and found.kind != "pronoun" and found.start > bottom and lows[found.start - 1] in _GOVERN:
        found = None
    return found if found or cue.form.shape == "present" else _main_subject(tokens, floor, cue.start)


def _quoted_person(tokens: Tokens, floor: int, limit: int) -> Phrase | None:
    """Return who is quoted in "the agency quoted Smith as saying"; None in the passive, where it is the subject."""
    for at in range(limit - 1, max(floor, limit - 25), -1):
        if tokens.lows[at] in _QUOTED:
            return None if tokens.lows[at - 1] in _PASSIVE else starting(tokens, at + 1)
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
        if inner and inner.kind == "name" and inner.end == comma and phrase.kind == "noun" and phrase.end == phrase.head[1]:
            return inner
        best = phrase
        leads_on = phrase.start > bottom and (
            lows[phrase.start - 1] in PREPOSITIONS or (phrase.kind == "noun" and lows[phrase.start - 1] == ",")
        )
        if not leads_on:
            break
    return best


def _main_subject(tokens: Tokens, head: int, limit: int) -> Phrase | None:
    """Return the subject of the sentence that begins at ``head``: its first noun phrase, behind what introduces it."""
    lows, at = tokens.lows, head
    for _ in range(6):
        while at < limit and (lows[at] in CONJUNCTIONS or lows[at] in OPENERS or lows[at] in {",", "—", "–", "-"}):
            at += 1
        while at < limit and (tokens.words[at] == QUOTE or lows[at] in {",", "and"}):
            at += 1
        if at >= limit:
            return None
        if lows[at] in _INTRODUCE or lows[at].endswith("ing") or _is_time(tokens, at, limit):
            comma = _comma(tokens, at, limit)
            if comma < 0:
                return None
            at = comma + 1
            continue
        phrase = starting(tokens, at, loose=False)
        if (
            phrase
            and phrase.kind == "name"
            and phrase.end < limit
            and lows[phrase.end] == ","
            and at > head
            and _is_place_tail(tokens, phrase.end, limit)
        ):
            at = phrase.end + 1
            continue
        if phrase and phrase.kind == "noun" and lows[phrase.start] not in DETERMINERS and not _may_act(tokens, phrase):
            comma = _comma(tokens, phrase.end, limit)
            if comma >= 0:
                at = comma + 1
                continue
        return _named(tokens, phrase) if phrase else None
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
