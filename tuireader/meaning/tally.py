"""Weighing the places that an article names: how often, where, and as what."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final, NamedTuple

from tuireader.article import Place
from tuireader.meaning.gazetteer import Gazetteer
from tuireader.meaning.places import Mention, find

_HEADLINE: Final = 3.0
_LEAD: Final = 2.0
_BODY: Final = 1.0
_CAPTION: Final = 0.7
_KINDS: Final = {
    "country": 1.0,
    "people": 0.8,
    "person": 0.8,
    "institution": 0.9,
    "group": 0.8,
    "division": 1.0,
    "city": 1.0,
    "town": 0.9,
    "village": 0.7,
    "region": 0.7,
    "water": 0.8,
    "currency": 0.5,
    "phrase": 0.9,
    "faith": 0.3,
    "seat": 0.5,
    "mark": 0.35,
    "usage": 0.2,
}
"""A mark ("Senate", "council") is many countries' word; a seat ("Brussels", the Pope) is named wherever its people speak or go."""
_LOCATED: Final = 1.4
_ADJOINING: Final = 0.3
"""In "US President Donald Trump" the second name says nothing new."""
_AGAIN: Final = 0.5
"""So does the same country's second name in one paragraph, but less so."""
_WORLD: Final = 0.4
"""A world body is named in stories of every region."""


class Scores(NamedTuple):
    """What the text's names weigh."""

    countries: dict[str, float]
    desks: dict[str, float]
    """Their countries' weight and the desks' own names'."""
    words_only: bool
    """Whether no place is named, and only words of public life or of usage speak."""


class Tally:
    """Gathers an article's names part by part; :meth:`settle` once, then :meth:`places`."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._weights: dict[tuple[str, ...], float] = defaultdict(float)
        self._marks: dict[str, float] = defaultdict(float)
        self._usage: dict[str, float] = defaultdict(float)
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._unsure: list[tuple[tuple[str, ...], float]] = []
        self._named: Counter[str] = Counter()

    def headline(self, text: str) -> None:
        """Take in the headline."""
        self._take(text, _HEADLINE)

    def lead(self, text: str) -> None:
        """Take in a paragraph at the beginning."""
        self._take(text, _LEAD)

    def body(self, text: str) -> None:
        """Take in a later paragraph."""
        self._take(text, _BODY)

    def caption(self, text: str) -> None:
        """Take in a caption."""
        self._take(text, _CAPTION)

    def _take(self, text: str, part: float) -> None:
        seen: set[tuple[str, ...]] = set()
        before: tuple[str, ...] | None = None
        for mention in find(text, self._gazetteer):
            codes = mention.entry.codes
            weight = part * _weight(mention)
            if mention.entry.kind in ("mark", "usage"):
                (self._marks if mention.entry.kind == "mark" else self._usage)[codes[0]] += weight
                continue
            if not mention.sure:
                self._unsure.append((codes, weight))
                before = codes
                continue
            if mention.adjoins and before == codes:
                weight *= _ADJOINING
            elif codes in seen:
                weight *= _AGAIN
            self._weights[codes] += weight
            self._counts[codes] += 1
            seen.add(codes)
            before = codes

    def settle(self) -> Scores:
        """Return what the names weigh, ambiguous ones given to the country that the rest speaks for."""
        countries: dict[str, float] = defaultdict(float)
        desks: dict[str, float] = defaultdict(float)
        for codes, weight in self._weights.items():
            if len(codes) == 1:
                self._give(codes[0], weight, countries, desks)
                self._named[codes[0]] += self._counts[codes]
        for codes, weight in self._weights.items():
            if len(codes) > 1:
                code = max(codes, key=lambda one: countries.get(one, 0.0))
                self._give(code, weight, countries, desks)
                self._named[code] += self._counts[codes]
        for codes, weight in self._unsure:
            if not countries or any(code in countries for code in codes):
                code = max(codes, key=lambda one: countries.get(one, 0.0))
                self._give(code, weight, countries, desks)
                self._named[code] += 1
        words_only = not any(desks.values())
        for code, weight in self._marks.items():
            if words_only or code in countries:
                self._give(code, weight, countries, desks)
        if words_only:
            for code, weight in self._usage.items():
                self._give(code, weight, countries, desks)
        return Scores(dict(countries), dict(desks), words_only)

    def _give(self, code: str, weight: float, countries: dict[str, float], desks: dict[str, float]) -> None:
        if code.startswith("@"):
            desks[code[1:]] += weight * _WORLD if code == "@World" else weight
        else:
            countries[code] += weight
            desks[self._gazetteer.desk(code)] += weight

    def places(self) -> tuple[Place, ...]:
        """Return the countries named, most named first."""
        table = self._gazetteer.countries
        named = [Place(code=code, name=table[code].name, count=count) for code, count in self._named.items() if code in table]
        return tuple(sorted(named, key=lambda one: (-one.count, one.name)))


def _weight(mention: Mention) -> float:
    return _KINDS[mention.entry.kind] * (_LOCATED if mention.located else 1.0)
