"""Everyone named in an article: by which fullest name, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tuireader.meaning.evidence import Evidence
from tuireader.meaning.names import Name, is_given, read_name
from tuireader.meaning.runs import Run

_NAMESAKES = 12
"""So many people of one last name are told apart."""


class Entity:
    """Someone or something that the article names."""

    count = 1
    asked = False
    """Whether the text has been asked for the gender."""
    barred: bool | None = None
    """Whether it is no person for certain, None while nobody has asked."""
    shown: bool | None = None
    """Whether the text shows that it is a person, None while it has not been asked."""

    def __init__(self, name: Name) -> None:
        """Begin with the first name by which it is called."""
        self.words, _, self.gender, self.is_institution, self.is_person = name
        self.name = " ".join(self.words)
        self.places: list[int] = []
        """The numbers of its mentions."""

    def learn(self, name: Name) -> None:
        """Take in what another mention tells."""
        self.count += 1
        if len(name.words) > len(self.words):
            self.words, self.name = name.words, " ".join(name.words)
        self.gender = self.gender or name.gender
        self.is_person = self.is_person or name.is_person


class Mention(NamedTuple):
    """Where an entity is named."""

    passage: int
    start: int
    end: int
    entity: Entity
    title: str
    """The capitalised titles that stand before the name."""


class Roster:
    """Everyone named in an article, and where."""

    def __init__(self, runs: Sequence[Run], evidence: Evidence) -> None:
        """Read the names in an article's runs; short forms are led to the full name wherever in the article that stands."""
        self.by_last: dict[str, list[Entity]] = {}
        self.mentions: list[Mention] = []
        self._evidence = evidence
        read = self._read(runs)
        full: dict[tuple[str, ...], Entity] = {}
        for _, _, _, name in read:
            if len(name.words) > 1:
                full[name.words] = self._add(name)
        mentions = self.mentions
        for number, start, end, name in read:
            if len(name.words) > 1:
                entity = full[name.words]
            else:
                entity = self.find(name) or self._add(name)
                entity.learn(name)
            entity.places.append(len(mentions))
            mentions.append(Mention(number, start, end, entity, name.description))

    def _read(self, runs: Sequence[Run]) -> list[tuple[int, int, int, Name]]:
        """Return the names in the runs, and where they stand; no word belongs to one that has but its capital from its place."""
        read: list[tuple[int, int, int, Name]] = []
        for number, start, end, words, _, opens in runs:
            if opens and not self._evidence.is_name(words[0], words[1] if len(words) > 1 else ""):
                start += len(words[0]) + 1  # noqa: PLW2901
                words = words[1:]  # noqa: PLW2901
            name = read_name(words)
            if name:
                read.append((number, start, end, name))
        return read

    def _add(self, name: Name) -> Entity:
        namesakes = self.by_last.setdefault(name.last, [])
        for entity in namesakes:
            if entity.words == name.words or _same(entity.words, name.words):
                entity.learn(name)
                return entity
        entity = Entity(name)
        if len(namesakes) < _NAMESAKES:
            namesakes.append(entity)
        return entity

    def find(self, name: Name) -> Entity | None:
        """Return whom a name, full or short, stands for."""
        candidates = self.by_last.get(name.last, ())
        if len(name.words) > 1:
            return next((entity for entity in candidates if entity.words == name.words or _same(entity.words, name.words)), None)
        if len(candidates) == 1 and not name.gender:
            return candidates[0]
        fitting = [entity for entity in candidates if not (name.gender and entity.gender and name.gender != entity.gender)]
        people = [entity for entity in fitting if entity.is_person] or fitting
        return max(people, key=lambda entity: entity.count, default=None)


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names with the same last word are one: the first words agree, one is an initial, or only one has the given name."""
    if len(one) == 1 or len(other) == 1:
        return len(one) == len(other)
    first, second = one[0], other[0]
    if one[-1] == other[-1] and (first == second or (first[0] == second[0] and "." in first + second)):
        return True
    shorter, longer = sorted((one, other), key=len)
    front, end = longer[: -len(shorter)], longer[-len(shorter) :]
    same_end = bool(front) and [word.lower() for word in shorter] == [word.lower() for word in end]
    return same_end and is_given(front[0]) and not is_given(shorter[0])
