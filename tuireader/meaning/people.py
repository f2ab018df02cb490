"""Everyone named in an article: by which fullest name, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tuireader.meaning.evidence import Evidence
from tuireader.meaning.names import SUFFIXES, Gender, Name, is_given, read_name
from tuireader.meaning.passages import Passage
from tuireader.meaning.runs import Run, find_runs

_NAMESAKES = 12
"""So many people of one last name are told apart."""


class Entity:
    """Someone or something that the article names."""

    __slots__ = ("asked", "barred", "count", "gender", "is_institution", "is_person", "name", "places", "shown", "words")

    def __init__(self, name: Name) -> None:
        """Begin with the first name by which it is called."""
        self.words = name.words
        self.name = " ".join(name.words)
        self.gender: Gender = name.gender
        self.is_institution = name.is_institution
        self.is_person = name.is_person
        self.count = 1
        self.places: list[int] = []
        """The numbers of its mentions."""
        self.asked = False
        """Whether the text has been asked for the gender."""
        self.barred: bool | None = None
        """Whether it is no person for certain, None while nobody has asked."""
        self.shown: bool | None = None
        """Whether the text shows that it is a person, None while it has not been asked."""

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

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Read all names; short forms are led to the full name wherever in the article that stands."""
        self.by_last: dict[str, list[Entity]] = {}
        self.mentions: list[Mention] = []
        runs = find_runs(passages)
        self.evidence = Evidence(passages, runs)
        read: list[tuple[int, int, int, Name]] = []
        for run in runs:
            words, start = self._words(run) if run.opens else (run.words, run.start)
            name = read_name(words)
            if name:
                read.append((run.passage, start, run.end, name))
        full: dict[tuple[str, ...], Entity] = {}
        for _, _, _, name in read:
            if len(name.words) > 1:
                full[name.words] = self._add(name)
        for number, start, end, name in read:
            entity = full.get(name.words) or self.find(name) or self._add(name)
            if len(name.words) == 1:
                entity.learn(name)
            entity.places.append(len(self.mentions))
            self.mentions.append(Mention(number, start, end, entity, name.description))

    def _words(self, run: Run) -> tuple[tuple[str, ...], int]:
        """Return the words of a run that opens a sentence, and where they begin, without a common word that has but its capital from it."""
        words = run.words
        if self.evidence.is_name(words[0], words[1] if len(words) > 1 else ""):
            return words, run.start
        return words[1:], run.start + len(words[0]) + 1

    def _add(self, name: Name) -> Entity:
        last = _last(name.words)
        for entity in self.by_last.get(last, ()):
            if _same(entity.words, name.words):
                entity.learn(name)
                return entity
        entity = Entity(name)
        namesakes = self.by_last.setdefault(last, [])
        if len(namesakes) < _NAMESAKES:
            namesakes.append(entity)
        return entity

    def find(self, name: Name) -> Entity | None:
        """Return whom a name, full or short, stands for."""
        candidates = self.by_last.get(_last(name.words), [])
        if len(name.words) > 1:
            return next((entity for entity in candidates if _same(entity.words, name.words)), None)
        if len(candidates) == 1 and not name.gender:
            return candidates[0]
        fitting = [entity for entity in candidates if not (name.gender and entity.gender and name.gender != entity.gender)]
        people = [entity for entity in fitting if entity.is_person] or fitting
        return max(people, key=lambda entity: entity.count, default=None)


def _last(words: Sequence[str]) -> str:
    return words[-2] if len(words) > 2 and words[-1].lower() in SUFFIXES else words[-1]


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
