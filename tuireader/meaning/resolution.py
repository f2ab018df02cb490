"""Leading the words that stand for a speaker back to the name in the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tuireader.meaning.descriptions import canonical, tidy
from tuireader.meaning.lexicon import sections
from tuireader.meaning.mind import Mind
from tuireader.meaning.names import is_office, read_name, stands_for_nobody
from tuireader.meaning.origins import is_place
from tuireader.meaning.passages import Passage
from tuireader.meaning.people import Entity, Roster
from tuireader.meaning.phrases import Phrase
from tuireader.meaning.tokens import Tokens
from tuireader.meaning.words import DETERMINERS, POSSESSIVES

_ANY_BODY = sections("titles.en")["any body"]
_NOUN_BODIES = sections("titles.en")["bodies"]
_OFFICES = sections("titles.en")["titles"]
_DOCUMENTS = sections("speech.en")["documents"]
_PEOPLE = sections("titles.en")["people"]
_GROUPS = sections("titles.en")["groups"]
_DEFINITE = frozenset({"the", "this", "that"})
_PRONOUN_GENDER = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}


def _named_body(words: Sequence[str]) -> Speaker | None:
    """Return the body that a name and a common noun stand for: the Clinton campaign, Turkey's government."""
    kept = words[1:] if words[0].lower() in DETERMINERS else words
    if not kept or words[-1].lower() not in _GROUPS or not kept[0][0].isupper():
        return None
    return Speaker(_joined(kept), "")


def _body(words: Sequence[str]) -> Speaker | None:
    """Return the body that a common noun names well enough: the foreign ministry."""
    if words[0].lower() != "the" or words[-1].lower() not in _NOUN_BODIES:
        return None
    return Speaker(_joined(words[1:]), "")


def _joined(words: Sequence[str]) -> str:
    """Return the words as a text has them, endings of the possessive at their words."""
    return re.sub(r" (?=['’])", "", " ".join(words))


class Speaker(NamedTuple):
    """A speaker by name, and what the article says of the office."""

    name: str
    description: str


class Resolver:
    """Knows whom the article has named up to any point, and who has spoken."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Take the article's passages, their quotations found."""
        self.mind = Mind(passages)

    @property
    def roster(self) -> Roster:
        """Everyone named in the article."""
        return self.mind.roster

    def knows(self, tokens: Tokens, phrase: Phrase) -> bool:
        """Whether the name in ``phrase`` is one that the article's text names too."""
        name = read_name(tuple(tokens.words[slice(*phrase.head)]))
        return name is not None and self.roster.find(name) is not None

    def resolve(self, tokens: Tokens, phrase: Phrase, passage: int) -> Speaker | None:
        """Return the speaker that ``phrase`` in the passage stands for, None where nobody is named."""
        start = tokens.starts[phrase.start]
        if phrase.kind == "name":
            whole = self._joined(tokens, phrase)
            if whole:
                return self._speaks(whole, passage, start)
            definite = tokens.lows[phrase.start] in _DEFINITE
            speaker = self._named(tokens.words[slice(*phrase.head)], passage, start, definite=definite)
            other = self._named(tokens.words[slice(*phrase.other)], passage, start) if phrase.other else None
            return Speaker(f"{speaker.name} and {other.name}", "") if speaker and other else speaker
        if phrase.kind == "pronoun":
            pronoun = tokens.lows[phrase.start]
            gender = _PRONOUN_GENDER.get(pronoun)
            found = self.mind.person(passage, start, gender) if gender else self.mind.thing(passage, start) if pronoun == "it" else None
            if found and is_office(found.words):
                found = self._described(("the", *found.words), (), passage, start)
            return self._speaks(found, passage, start) if found else None
        words, attached = tokens.words[slice(*phrase.head)], tokens.words[phrase.head[1] : phrase.end]
        holder = self._described(words, attached, passage, start)
        if holder:
            return self._speaks(holder, passage, start)
        return _named_body(words) or self._owner(words, attached, passage, start) or _body(words)

    def _joined(self, tokens: Tokens, phrase: Phrase) -> Entity | None:
        """Return the one body that two names with "and" between them are: the Department of Trade and Industry."""
        name = read_name(tuple(tokens.words[phrase.head[0] : phrase.other[1]])) if phrase.other else None
        entity = self.roster.find(name) if name else None
        return entity if entity and name and entity.words == name.words else None

    def _named(self, words: Sequence[str], passage: int, start: int, *, definite: bool = False) -> Speaker | None:
        """Return whom a name stands for; ``definite`` says that it has the article ("the California Democrat")."""
        name = read_name(tuple(words))
        if not name:
            return None
        entity = self.roster.find(name)
        known = entity.words if entity else name.words
        office = is_office(name.words) and (len(known) == 1 or known == name.words)
        if len(known) == 1 and self.mind.evidence.is_word(known[0]):
            return None
        if office or stands_for_nobody(known):
            holder = self._described(("the", *words), (), passage, start) if office or definite else None
            return self._speaks(holder, passage, start) if holder else None
        return self._speaks(entity, passage, start) if entity else Speaker(" ".join(name.words), tidy(name.description))

    def _speaks(self, entity: Entity, passage: int, start: int) -> Speaker:
        self.mind.spoken.append((passage, start, entity))
        return Speaker(entity.name, self.mind.describe(entity).words)

    def _described(self, words: Sequence[str], attached: Sequence[str], passage: int, start: int) -> Entity | None:
        """Return whom a definite description stands for: the minister, the Florida senator, the committee."""
        if words[0].lower() not in _DEFINITE or len(words) < 2:
            return None
        head = canonical(words[-1])
        at = bisect_left(self.mind.keys, (passage, start)) - 1
        if words[-1].lower() in _GROUPS:
            for number in range(at, max(-1, at - 60), -1):
                entity = self.roster.mentions[number].entity
                if entity.is_institution and head in {word.lower() for word in entity.words}:
                    return entity
            found = self.mind.thing(passage, start) if head in _ANY_BODY and len(words) == 2 else None
            return found if found and not is_place(found.name) else None
        marks = {canonical(word) for word in (*words[1:-1], *attached) if word[0].isupper()}
        seen: dict[int, Entity] = {}
        for number in range(at, max(-1, at - 80), -1):
            entity = self.roster.mentions[number].entity
            if entity.is_person and id(entity) not in seen and head in self.mind.describe(entity).facts:
                if marks and marks <= self.mind.describe(entity).facts:
                    return entity
                seen[id(entity)] = entity
        if seen and not marks:
            return next(iter(seen.values()))
        return self.mind.person(passage, start, "") if words[-1].lower() in _PEOPLE and not attached else None

    def _owner(self, words: Sequence[str], attached: Sequence[str], passage: int, start: int) -> Speaker | None:
        """Return whose statement, letter or account it is that speaks: Smith's letter, a report by the board."""
        if words[-1].lower() not in _DOCUMENTS:
            return None
        if attached and attached[0].lower() in {"by", "from"}:
            named = [word for word in attached[1:] if word[0].isupper() or word in {"of", "and"}]
            return self._named(named, passage, start) if named else None
        gender = _PRONOUN_GENDER.get(words[0].lower())
        if gender:
            found = self.mind.person(passage, start, gender)
            return self._speaks(found, passage, start) if found else None
        owned = next((at for at, word in enumerate(words) if word in POSSESSIVES), 0)
        return self._named(words[:owned], passage, start) if owned else None
