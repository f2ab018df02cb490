"""What part someone plays where he or she is named: a speaker, the subject of a sentence, or somebody in passing."""

from __future__ import annotations

import re
from enum import IntEnum

from tuireader.meaning.lexicon import sections
from tuireader.meaning.verbs import FORMS
from tuireader.meaning.words import ADVERBS, PREPOSITIONS, ROLES


class Part(IntEnum):
    """How much someone is in the reader's mind after being named so."""

    PASSING = 0
    SUBJECT = 1
    SPEAKER = 2


_VERBS = sections("grammar.en")["passive"] | sections("grammar.en")["finite"]
# Who stands behind one of these is what somebody else speaks of.
_EMBEDS = frozenset({"that", "whether", "if", "because", "than"})
_BEHIND = re.compile(
    r"\s?(?:\([^()]{1,40}\))?(?:, [^,;:\"“”.]{1,120},| [—–-] [^—–\"“”.]{1,120} [—–-]|,? (?:Jr|Sr)\.|,)?"
    r"((?: [\w’'-]{1,20}){1,4})"
)
_WHO = re.compile(r",? (?:who|whose|whom)\b")
_WORD_END = re.compile(r"[\w’'.-]{1,24}$")
# "When Lee left, he said …": a clause before the main one, whose subject goes on.
_WHEN = frozenset({"when", "while", "as", "after", "before", "if", "although", "because", "though", "since", "until", "once"})
_NAMED = frozenset({"named", "called"})
_SENTENCE_ENDS = frozenset({"", *'.!?"”:'})
_MOST_WORDS = 6
_LOOK_BACK = 90
_HEAD = re.compile(r"(?:^|[.!?\"”:])\s*([^.!?\"”:]{0,40})$")
_ARTICLES = frozenset({"The", "A", "An", "Its", "His", "Her", "Their", "Our"})
_LONGEST_HEAD = 4
_PRONOUN = re.compile(r"\b(?:(h(?:e|is|im|imself))|she|her(?:s|self)?)\b")


def part_of(text: str, start: int, end: int) -> Part:
    """Return the part of who is named at ``start:end`` of a passage."""
    if text[end : end + 2] in {"'s", "’s"}:
        return Part.PASSING
    ahead = text[max(0, start - _LOOK_BACK) : start]
    match = _BEHIND.match(text, end)
    stands_first = ahead.rstrip()[-1:] in _SENTENCE_ENDS
    words = match[1].split() if match else []
    earlier = _words_before(ahead)
    while earlier and earlier[-1] in _NAMED:
        earlier.pop()
    held = bool(earlier) and earlier[-1] in PREPOSITIONS
    if not held:
        for word in words:
            form = FORMS.get(word)
            if form and form.shape in {"past", "present"}:
                return Part.SPEAKER
            if word not in ADVERBS and not word.endswith("ly"):
                break
    while earlier and earlier[-1] in ROLES:
        earlier.pop()
    # "…," said Smith; not "Jones said Smith …".
    form = FORMS.get(earlier[0]) if len(earlier) == 1 else None
    if form and form.strength == "say" and form.shape in {"past", "present"}:
        return Part.SPEAKER
    if earlier and (earlier[-1] in _EMBEDS or earlier[-1] in FORMS or (len(earlier) > 1 and earlier[-1].endswith("ed"))):
        return Part.PASSING
    verb = next((word for word in words if word in _VERBS or word not in ADVERBS), "")
    follows_when = bool(earlier) and earlier[-1] in _WHEN and (not earlier[:-1] or earlier[-2][-1] in ".?!")
    acts = follows_when or (not held and (verb in _VERBS or verb.endswith("ed") or (text[end : end + 1] == "," and _is_described(ahead))))
    return Part.SUBJECT if stands_first or acts else Part.PASSING


def _words_before(ahead: str) -> list[str]:
    """Return the last words of ``ahead`` in lower case, up to a sign that parts them; none if it doesn't end with a space."""
    words = ahead.rsplit(" ", _MOST_WORDS + 1)
    if words.pop():
        return []
    found: list[str] = []
    for word in reversed(words[-_MOST_WORDS:]):
        if word.isalpha():
            found.append(word.lower())
            continue
        end = _WORD_END.search(word)
        if end:
            found.append(end[0].lower())
        if not end or end[0] != word:
            break
    found.reverse()
    return found


def _is_described(ahead: str) -> bool:
    """Whether nothing stands between the head of the sentence and the name but what describes it: "The Roman poet Ovid, who …"."""
    near = _HEAD.search(ahead.rstrip())
    words = near[1].split() if near else []
    return bool(words) and words[0] in _ARTICLES and len(words) <= _LONGEST_HEAD and PREPOSITIONS.isdisjoint(words)


def gender_by_pronoun(text: str, end: int) -> str:
    """Return the gender of the first pronoun that follows the name within its sentence, "" where none does or both do."""
    stop = text.find(". ", end, end + 160)
    clause = text[end : stop if stop >= 0 else end + 160].partition("“")[0].partition('"')[0]
    found = {bool(match[1]) for match in _PRONOUN.finditer(clause)}
    return "" if len(found) != 1 else "male" if found.pop() else "female"


def is_shown_a_person(text: str, start: int, end: int) -> bool:
    """Whether the words around the name at ``start:end`` say that it is a person's: "…, who", "a man named …"."""
    return bool(_WHO.match(text, end)) or text[max(0, start - 7) : start].endswith(("named ", "called "))
