"""Names in an article: who is named, by which fullest name, and where.

A name is a run of capitalised words; titles and offices before it are cut off and kept as its description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tuireader.meaning.lexicon import sections
from tuireader.meaning.passages import Passage

Gender = Literal["male", "female", ""]

_GRAMMAR = sections("grammar.en")
_TITLE_WORDS = sections("titles.en")
_GIVEN = sections("given_names")
_NOT_NAMES = (_GRAMMAR["not names"] | _GRAMMAR["days and months"]) - {"us", "may", "first", "second"}
_PERSONAL_TITLES = _TITLE_WORDS["titles"]
_QUALIFIERS = _TITLE_WORDS["qualifiers"]
_TITLES = _PERSONAL_TITLES | _QUALIFIERS
# How words of origin and conviction end, which stand before a name without being of it: Brexiteer, Canadian, Texas-born.
_ORIGINS = ("an", "ese", "ish", "ist", "eer", "-born", "-based", "crat", "ican")
_INSTITUTIONS = _TITLE_WORDS["institutions"]
_SUFFIXES = _TITLE_WORDS["suffixes"]
_EITHER = _GIVEN["either"]
_FEMALE = _GIVEN["female"] - _EITHER
_MALE = _GIVEN["male"] - _EITHER
_GIVEN_NAMES = _FEMALE | _MALE | _EITHER
_CAPITALS = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
_ABBREVIATED = "(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Govs?|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Rev|Hon|St|[A-Z])\\."
_WORD = f"(?:{_ABBREVIATED}|(?:[A-Z]\\.){{2,6}}|[{_CAPITALS}]\\w*+(?:[-’'&](?!s\\b)\\w++)*+)"
_NAME = re.compile(
    f"(?<![\\w’'.-]){_WORD}(?:[ \u00a0](?:(?:de|da|di|del|van|von|der|den|la|le|el|al|bin|ibn|abu|of|the|and|for) ){{0,2}}{_WORD}){{0,8}}+(?:,? (?:Jr|Sr)\\.)?"
)


class Name(NamedTuple):
    """A name as it stands somewhere."""

    words: tuple[str, ...]
    description: str
    """What stood before it: titles, offices, party."""
    gender: Gender
    """What titles or the given name tell."""
    is_institution: bool
    is_person: bool
    """Whether titles or the given name tell that it's a person."""


class Entity:
    """Someone or something that the article names."""

    __slots__ = ("asked", "count", "gender", "is_institution", "is_person", "name", "places", "words")

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


def read_name(words: Sequence[str]) -> Name | None:
    """Return the name in a run of capitalised words, without titles and with what they tell; None if there is none in it."""
    run = [word for word in words if word]
    while run and (run[0].lower() in _NOT_NAMES or run[0].lower() in {"the", "of", "and", "for"}):
        run.pop(0)
    while run and ((run[-1].lower() in _NOT_NAMES and run[-1] != "US") or run[-1] in {"of", "and", "for", "the"}):
        run.pop()
    suffix: list[str] = []
    if len(run) > 1 and run[-1].lower() in _SUFFIXES:
        suffix = [run.pop()]
    if not run:
        return None
    lows = [word.lower() for word in run]
    if (lows[-1] in _INSTITUTIONS or lows[-1] in _QUALIFIERS) and lows[0] not in _GIVEN_NAMES:
        return Name(tuple(run), "", "", True, False)
    while len(run) > 2 and lows[0].endswith(_ORIGINS) and lows[0] not in _GIVEN_NAMES and lows[1] in _GIVEN_NAMES:
        run, lows = run[1:], lows[1:]
    cut = next((place + 1 for place in range(len(run) - 2, -1, -1) if lows[place] in _TITLES), 0)
    name, description = run[cut:], run[:cut]
    if "of" in lows[cut:] or "and" in lows[cut:]:
        return Name(tuple(run), "", "", bool(_INSTITUTIONS.intersection(lows)), False)
    given = name[0].lower().partition("-")[0] if len(name) > 1 else ""
    if not given and description and len(run) == 1:
        description = []
    gender: Gender = ""
    if any(low in _TITLE_WORDS["male"] for low in lows[:cut]):
        gender = "male"
    elif any(low in _TITLE_WORDS["female"] for low in lows[:cut]):
        gender = "female"
    elif given in _MALE or (name[0].lower() in _MALE and len(name) > 1):
        gender = "male"
    elif given in _FEMALE or (name[0].lower() in _FEMALE and len(name) > 1):
        gender = "female"
    is_person = bool(gender) or given in _GIVEN_NAMES or (len(name) <= 4 and not _PERSONAL_TITLES.isdisjoint(lows[:cut]))
    is_institution = not given_name(name) and bool(_INSTITUTIONS.intersection(low for low in lows[cut:]))
    return Name(tuple(name + suffix), " ".join(description), gender, is_institution, is_person and not is_institution)


def given_name(words: Sequence[str]) -> bool:
    """Whether a name of several words begins with a known given name."""
    return len(words) > 1 and words[0].lower() in _GIVEN_NAMES


class Roster:
    """Everyone named in an article, and where."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Read all names; short forms are led to the full name wherever in the article that stands."""
        self.by_last: dict[str, list[Entity]] = {}
        self.mentions: list[Mention] = []
        read: list[tuple[int, int, int, Name]] = []
        cache: dict[str, Name | None] = {}
        for number, passage in enumerate(passages):
            if passage.kind == "title":
                continue
            for match in _NAME.finditer(passage.text):
                run = match[0]
                name = cache[run] if run in cache else cache.setdefault(run, read_name(run.replace(",", "").split()))
                if name:
                    read.append((number, match.start(), match.end(), name))
        for _, _, _, name in read:
            if len(name.words) > 1:
                self._add(name)
        for number, start, end, name in read:
            entity = self.find(name) or self._add(name)
            if len(name.words) == 1:
                entity.learn(name)
            entity.places.append(len(self.mentions))
            self.mentions.append(Mention(number, start, end, entity, name.description))

    def _add(self, name: Name) -> Entity:
        last = _last(name.words)
        for entity in self.by_last.get(last, ()):
            if _same(entity.words, name.words):
                entity.learn(name)
                return entity
        entity = Entity(name)
        self.by_last.setdefault(last, []).append(entity)
        return entity

    def find(self, name: Name) -> Entity | None:
        """Return whom a name, full or short, stands for."""
        candidates = self.by_last.get(_last(name.words), [])
        if len(name.words) > 1:
            return next((entity for entity in candidates if _same(entity.words, name.words)), None)
        fitting = [entity for entity in candidates if not (name.gender and entity.gender and name.gender != entity.gender)]
        people = [entity for entity in fitting if entity.is_person] or fitting
        return max(people, key=lambda entity: entity.count, default=None)


def _last(words: Sequence[str]) -> str:
    return words[-2] if len(words) > 2 and words[-1].lower() in _SUFFIXES else words[-1]


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names with the same last word are one: the first words agree, or one is an initial."""
    if len(one) == 1 or len(other) == 1:
        return len(one) == len(other)
    first, second = one[0], other[0]
    return (one[-1] == other[-1]) and (first == second or (first[0] == second[0] and "." in first + second))
