"""Whom a pronoun means: who spoke or was spoken of last, of the right kind and gender, and nobody where that is in doubt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from operator import itemgetter

from tuireader.meaning.descriptions import Description, describe
from tuireader.meaning.evidence import Evidence
from tuireader.meaning.lexicon import sections
from tuireader.meaning.names import is_office, stands_for_nobody
from tuireader.meaning.origins import is_place, is_power, is_unknown
from tuireader.meaning.passages import Passage
from tuireader.meaning.people import Entity, Mention, Roster
from tuireader.meaning.roles import Part, gender_by_pronoun, is_shown_a_person, part_of
from tuireader.meaning.runs import find_runs

_PEOPLE = sections("titles.en")["people"]
# How much keeps somebody in mind: having been a subject or a speaker; known gender; and how it fades, by passages and by others named.
_WEIGHT = {Part.PASSING: 0.0, Part.SUBJECT: 4.5, Part.SPEAKER: 5.5}
_FADES_BY_PASSAGE = 2.5
_FADES_BY_NAME = 0.25
_KNOWN_GENDER = 2.5
_CLEAR_LEAD = 1.0
_LEAST = -5.0
_FARTHEST_PASSAGE = 4
_MOST_CANDIDATES = 24


def _is_body(entity: Entity) -> bool:
    """Whether "it" may stand for someone named: a body, a country, a name in capitals; never a person or any other thing."""
    return entity.is_institution or (not entity.is_person and (entity.name.isupper() or is_power(entity.name)))


class Mind:
    """Whom the article has put into the reader's mind up to any place."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Take the article's passages, their quotations found."""
        self.passages = passages
        self._runs = find_runs(passages)
        self.evidence = Evidence(passages, self._runs)
        self.parts: dict[int, Part] = {}
        self.spoken: list[tuple[int, int, Entity]] = []
        """Who was found to speak, and where, in order."""
        self.described: dict[int, Description] = {}

    @cached_property
    def roster(self) -> Roster:
        """Everyone named; in many a story nobody asks."""
        return Roster(self._runs, self.evidence)

    @cached_property
    def keys(self) -> list[tuple[int, int]]:
        """Where they are named: passage and offset of each mention."""
        return [(mention.passage, mention.start) for mention in self.roster.mentions]

    def thing(self, passage: int, start: int) -> Entity | None:
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

    def describe(self, entity: Entity) -> Description:
        """Return what the article says of someone, from every mention."""
        known = self.described.get(id(entity))
        if known is None:
            words, facts = "", frozenset[str]()
            for number in entity.places[:12]:
                mention = self.roster.mentions[number]
                told = describe(self.passages[mention.passage].text, mention.start, mention.end, mention.title, known=bool(words))
                words, facts = words or told.words, facts | told.facts
            known = self.described[id(entity)] = Description(words, facts)
        return known

    def person(self, passage: int, start: int, wanted: str) -> Entity | None:
        """Return whom a pronoun of this gender ("": any) at a place means: who spoke or was spoken of last; None if that is in doubt."""
        scores: dict[str, float] = {}
        entities: dict[str, Entity] = {}
        for distance, (entity, part, far) in enumerate(self._before(passage, start)):
            if entity.barred is None:
                entity.barred = entity.is_institution or is_place(entity.name) or stands_for_nobody(entity.words)
            if entity.barred:
                continue
            gender = self._gender(entity)
            if gender and wanted and gender != wanted:
                continue
            # A name that the text goes on about as "he" or "she" is a person's, whatever its given name.
            spoken_of = bool(gender) and (len(entity.words) > 1 or (part is not Part.PASSING and is_unknown(entity.name)))
            may_be_person = spoken_of or self._is_person(entity) or (part is Part.SPEAKER and bool(wanted) and is_unknown(entity.name))
            may_be_person = may_be_person or (is_office(entity.words) and not entity.name.endswith("s"))
            if not may_be_person:
                continue
            score = _WEIGHT[part] - _FADES_BY_PASSAGE * far - _FADES_BY_NAME * distance + (_KNOWN_GENDER if gender else 0)
            entities[entity.name] = entity
            scores[entity.name] = max(score, scores.get(entity.name, score))
        best = max(scores, key=lambda name: scores[name], default=None)
        if best is None:
            return None
        second = max((score for name, score in scores.items() if name != best), default=-99.0)
        return entities[best] if scores[best] - second >= _CLEAR_LEAD and scores[best] > _LEAST else None

    def _is_person(self, entity: Entity) -> bool:
        """Whether name, description or the words around it say that someone is a person."""
        if entity.is_person or entity.is_institution or is_place(entity.name):
            return entity.is_person
        if entity.shown is None:
            mentions = [self.roster.mentions[number] for number in entity.places[:12]]
            entity.shown = any(
                is_shown_a_person(self.passages[mention.passage].text, mention.start, mention.end) for mention in mentions
            ) or not _PEOPLE.isdisjoint(self.describe(entity).facts)
        return entity.shown

    def _before(self, passage: int, start: int) -> list[tuple[Entity, Part, int]]:
        """Return who was named before a place, nearest first: who, in which part, how many passages before; none from within quotations."""
        found: list[tuple[int, int, Entity, Part]] = [
            (number, at, entity, Part.SPEAKER) for number, at, entity in self.spoken[-6:] if (number, at) < (passage, start)
        ]
        last = bisect_left(self.keys, (passage, start)) - 1
        passages, taken = self.passages, 0
        for at in range(last, max(0, last - 4 * _MOST_CANDIDATES) - 1, -1):
            mention = self.roster.mentions[at]
            if taken == _MOST_CANDIDATES or mention.passage < passage - _FARTHEST_PASSAGE:
                break
            if not passages[mention.passage].is_quoted(mention.start):
                taken += 1
                found.append((mention.passage, mention.start, mention.entity, self._part(at, mention)))
        found.sort(key=itemgetter(0, 1), reverse=True)
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
