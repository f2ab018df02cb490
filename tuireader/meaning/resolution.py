"""Leading the words that stand for a speaker back to the name in the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tuireader.meaning.descriptions import Description, canonical, describe
from tuireader.meaning.lexicon import sections
from tuireader.meaning.names import read_name, stands_for_nobody
from tuireader.meaning.origins import is_place, is_power
from tuireader.meaning.passages import Passage
from tuireader.meaning.people import Entity, Mention, Roster
from tuireader.meaning.phrases import Phrase
from tuireader.meaning.roles import Part, gender_by_pronoun, part_of
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
# How much keeps somebody in mind: having been a subject or a speaker; known gender; and how it fades, by passages and by others named.
_WEIGHT = {Part.PASSING: 0.0, Part.SUBJECT: 4.5, Part.SPEAKER: 5.5}
_FADES_BY_PASSAGE = 2.5
_FADES_BY_NAME = 0.25
_KNOWN_GENDER = 2.5
_CLEAR_LEAD = 1.0
_LEAST = -5.0
_FARTHEST_PASSAGE = 4
_MOST_CANDIDATES = 24


def _named_body(words: Sequence[str]) -> Speaker | None:
    """Return the body that a name and a common noun stand for: the Clinton campaign, Turkey's government."""
    kept = words[1:] if words[0].lower() in DETERMINERS else words
    if not kept or words[-1].lower() not in _GROUPS or not kept[0][0].isupper():
        return None
    return Speaker(re.sub(r" (?=['’])", "", " ".join(kept)), "")


def _body(words: Sequence[str]) -> Speaker | None:
    """Return the body that a common noun names well enough: the foreign ministry."""
    if words[0].lower() != "the" or words[-1].lower() not in _NOUN_BODIES:
        return None
    return Speaker(" ".join(words[1:]), "")


def _is_body(entity: Entity) -> bool:
    """Whether "it" may stand for someone named: a body, a country, a name in capitals; never a person or any other thing."""
    return entity.is_institution or (not entity.is_person and (entity.name.isupper() or is_power(entity.name)))


class Speaker(NamedTuple):
    """A speaker by name, and what the article says of the office."""

    name: str
    description: str


class Resolver:
    """Knows whom the article has named up to any point, and who has spoken."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Take the article's passages, their quotations found."""
        self.passages = passages
        self.roster = Roster(passages)
        self.keys = [(mention.passage, mention.start) for mention in self.roster.mentions]
        self.parts: dict[int, Part] = {}
        self.spoken: list[tuple[int, int, Entity]] = []
        """Who was found to speak, and where, in order."""
        self.described: dict[int, Description] = {}

    def knows(self, tokens: Tokens, phrase: Phrase) -> bool:
        """Whether the name in ``phrase`` is one that the article's text names too."""
        name = read_name(tokens.words[slice(*phrase.head)])
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
            found = self._antecedent(passage, start, gender) if gender else self._thing(passage, start) if pronoun == "it" else None
            return self._speaks(found, passage, start) if found else None
        words, attached = tokens.words[slice(*phrase.head)], tokens.words[phrase.head[1] : phrase.end]
        holder = self._described(words, attached, passage, start)
        if holder:
            return self._speaks(holder, passage, start)
        return _named_body(words) or self._owner(words, attached, passage, start) or _body(words)

    def _joined(self, tokens: Tokens, phrase: Phrase) -> Entity | None:
        """Return the one body that two names with "and" between them are: the Department of Trade and Industry."""
        name = read_name(tokens.words[phrase.head[0] : phrase.other[1]]) if phrase.other else None
        entity = self.roster.find(name) if name else None
        return entity if entity and name and entity.words == name.words else None

    def _named(self, words: Sequence[str], passage: int, start: int, *, definite: bool = False) -> Speaker | None:
        """Return whom a name stands for; ``definite`` says that it has the article ("the California Democrat")."""
        name = read_name(words)
        if not name:
            return None
        entity = self.roster.find(name)
        known = entity.words if entity else name.words
        office = all(canonical(word) in _OFFICES for word in name.words) and len(known) == 1
        if office or stands_for_nobody(known):
            holder = self._described(("the", *words), (), passage, start) if office or definite else None
            return self._speaks(holder, passage, start) if holder else None
        return self._speaks(entity, passage, start) if entity else Speaker(" ".join(name.words), name.description)

    def _speaks(self, entity: Entity, passage: int, start: int) -> Speaker:
        self.spoken.append((passage, start, entity))
        return Speaker(entity.name, self._describe(entity).words)

    def _described(self, words: Sequence[str], attached: Sequence[str], passage: int, start: int) -> Entity | None:
        """Return whom a definite description stands for: the minister, the Florida senator, the committee."""
        if words[0].lower() not in _DEFINITE or len(words) < 2:
            return None
        head = canonical(words[-1])
        at = bisect_left(self.keys, (passage, start)) - 1
        if words[-1].lower() in _GROUPS:
            for number in range(at, max(-1, at - 60), -1):
                entity = self.roster.mentions[number].entity
                if entity.is_institution and head in {word.lower() for word in entity.words}:
                    return entity
            found = self._thing(passage, start) if head in _ANY_BODY and len(words) == 2 else None
            return found if found and not is_place(found.name) else None
        marks = {canonical(word) for word in (*words[1:-1], *attached) if word[0].isupper()}
        seen: dict[int, Entity] = {}
        for number in range(at, max(-1, at - 80), -1):
            entity = self.roster.mentions[number].entity
            if entity.is_person and id(entity) not in seen and head in self._describe(entity).facts:
                if marks and marks <= self._describe(entity).facts:
                    return entity
                seen[id(entity)] = entity
        if seen and not marks:
            return next(iter(seen.values()))
        return self._antecedent(passage, start, "") if words[-1].lower() in _PEOPLE and not attached else None

    def _thing(self, passage: int, start: int) -> Entity | None:
        """Return the body or country that "it" means: the one that was the subject before, in the same passage."""
        at = last = bisect_left(self.keys, (passage, start)) - 1
        while at >= max(0, last - _MOST_CANDIDATES) and self.keys[at][0] >= passage - 1:
            mention = self.roster.mentions[at]
            part = self._part(at, mention)
            if part is not Part.PASSING:
                spoke = part is Part.SPEAKER and len(mention.entity.words) == 1 and not mention.entity.is_person
                return mention.entity if _is_body(mention.entity) or spoke else None
            at -= 1
        return None

    def _owner(self, words: Sequence[str], attached: Sequence[str], passage: int, start: int) -> Speaker | None:
        """Return whose statement, letter or account it is that speaks: Smith's letter, a report by the board."""
        if words[-1].lower() not in _DOCUMENTS:
            return None
        if attached and attached[0].lower() in {"by", "from"}:
            named = [word for word in attached[1:] if word[0].isupper() or word in {"of", "and"}]
            return self._named(named, passage, start) if named else None
        gender = _PRONOUN_GENDER.get(words[0].lower())
        if gender:
            found = self._antecedent(passage, start, gender)
            return self._speaks(found, passage, start) if found else None
        owned = next((at for at, word in enumerate(words) if word in POSSESSIVES), 0)
        return self._named(words[:owned], passage, start) if owned else None

    def _describe(self, entity: Entity) -> Description:
        """Return what the article says of someone, from every mention."""
        known = self.described.get(id(entity))
        if known is None:
            words, facts = "", frozenset[str]()
            for number in entity.places[:12]:
                mention = self.roster.mentions[number]
                told = describe(self.passages[mention.passage].text, mention.start, mention.end, mention.title)
                words, facts = words or told.words, facts | told.facts
            known = self.described[id(entity)] = Description(words, facts)
        return known

    def _antecedent(self, passage: int, start: int, wanted: str) -> Entity | None:
        """Return whom a pronoun of this gender ("": any) at a place means: who spoke or was spoken of last; None if that is in doubt."""
        scores: dict[str, float] = {}
        entities: dict[str, Entity] = {}
        for distance, (entity, part, far) in enumerate(self._before(passage, start)):
            gender = self._gender(entity)
            if gender and wanted and gender != wanted:
                continue
            # A name of several words that the text goes on about as "he" or "she" is a person's, whatever its given name.
            known_person = entity.is_person or (bool(gender) and len(entity.words) > 1)
            may_be_person = known_person or (part is Part.SPEAKER and bool(wanted))
            if entity.is_institution or not may_be_person or is_place(entity.name) or stands_for_nobody(entity.words):
                continue
            score = _WEIGHT[part] - _FADES_BY_PASSAGE * far - _FADES_BY_NAME * distance + (_KNOWN_GENDER if gender else 0)
            entities[entity.name] = entity
            scores[entity.name] = max(score, scores.get(entity.name, score))
        best = max(scores, key=lambda name: scores[name], default=None)
        if best is None:
            return None
        second = max((score for name, score in scores.items() if name != best), default=-99.0)
        return entities[best] if scores[best] - second >= _CLEAR_LEAD and scores[best] > _LEAST else None

    def _before(self, passage: int, start: int) -> list[tuple[Entity, Part, int]]:
        """Return who was named before a place, nearest first: who, in which part, how many passages before; none from within quotations."""
        found: list[tuple[int, int, Entity, Part]] = [
            (number, at, entity, Part.SPEAKER) for number, at, entity in self.spoken[-6:] if (number, at) < (passage, start)
        ]
        at = bisect_left(self.keys, (passage, start)) - 1
        taken = 0
        nearest = at
        while at >= max(0, nearest - 4 * _MOST_CANDIDATES) and taken < _MOST_CANDIDATES and self.keys[at][0] >= passage - _FARTHEST_PASSAGE:
            mention = self.roster.mentions[at]
            text = self.passages[mention.passage]
            if not text.is_quoted(mention.start):
                taken += 1
                found.append((mention.passage, mention.start, mention.entity, self._part(at, mention)))
            at -= 1
        found.sort(key=lambda item: (item[0], item[1]), reverse=True)
        return [(entity, part, passage - number) for number, _, entity, part in found]

    def _part(self, at: int, mention: Mention) -> Part:
        part = self.parts.get(at)
        if part is None:
            part = self.parts[at] = part_of(self.passages[mention.passage].text, mention.start, mention.end)
        return part

    def _gender(self, entity: Entity) -> str:
        if not entity.gender and not entity.asked:
            entity.asked = True
            mentions = [(number, self.roster.mentions[number]) for number in entity.places[:20]]
            votes = [
                gender_by_pronoun(self.passages[mention.passage].text, mention.end)
                for number, mention in mentions
                if self._part(number, mention) is not Part.PASSING
            ]
            male, female = votes.count("male"), votes.count("female")
            if male != female:
                entity.gender = "male" if male > female else "female"
        return entity.gender
