"""Weighing the places that an article names: how often, where, and as what."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final, NamedTuple

from tuireader.article import Place
from tuireader.meaning.gazetteer import Gazetteer
from tuireader.meaning.languages import Finder
from tuireader.meaning.places import TOWNS, Mention

_HEADLINE: Final = 2.0
_LEAD: Final = 1.0
_CAPTION: Final = 0.7
_REST: Final = 3.0
"""All the paragraphs behind the lead together weigh no more than this: who is named most there is often not whom the story is of."""
_REST_IS_FULL: Final = 5.0
_REST_IS_THIN: Final = 0.5
"""Names for each paragraph behind the lead from which on places are more than named in passing."""
_SUBJECT: Final = 0.4
"""The first name of the headline is who acts."""
_KINDS: Final = {
    "country": 1.0,
    "people": 0.8,
    "person": 1.0,
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
"""A mark ("Senate", "council") is many countries' word; a seat ("Brussels", the Pope) is named wherever its people go."""
_LOCATED: Final = 1.5
_LONG: Final = 4
_ADJOINING: Final = 0.3
"""In "US President Donald Trump" the second name says nothing new."""
_AGAIN: Final = 0.5
"""So does the same country's second name in one paragraph, but less so."""
_NEIGHBOURS: Final = 0.3
_WORLD: Final = 0.4
"""A world body is named in stories of every region."""


_MONEY: Final = {
    "£": "GB",
    "€": "@Europe",
    "₹": "IN",
    "₽": "RU",
    "₪": "IL",
    "₦": "NG",
    "₩": "KR",
    "₺": "TR",
    "₴": "UA",
    "A$": "AU",
    "C$": "CA",
    "NZ$": "NZ",
    "R$": "BR",
}
"""Signs of money; said beside dollars they are a conversion for the readers at home."""
_MARKS: Final = 4.0
"""All the marks behind the lead together weigh no more than this."""
_THIN_MARKS: Final = 0.25
"""Marks for each paragraph behind the lead from which on they tell where a story is that names no place."""
_WORDS: Final = frozenset(["mark", "usage"])


class Scores(NamedTuple):
    """What the text's names weigh."""

    countries: dict[str, float]
    desks: dict[str, float]
    """Their countries' weight and the desks' own names'."""
    long: bool
    """Whether the story has so many paragraphs that a place may be named in passing."""


class _Part(NamedTuple):
    """A text of the article, its names found."""

    weight: float
    behind_the_lead: bool
    headline: bool
    mentions: list[Mention]


class Tally:
    """Gathers an article's names part by part; :meth:`settle` once, then :meth:`places`."""

    def __init__(self, gazetteer: Gazetteer, finder: Finder) -> None:
        self._gazetteer = gazetteer
        self._finder = finder
        self._parts: list[_Part] = []
        self._weights: dict[tuple[str, ...], float] = defaultdict(float)
        self._rest: dict[tuple[str, ...], float] = defaultdict(float)
        self._unsure: dict[tuple[str, ...], float] = defaultdict(float)
        self._marks: dict[str, float] = defaultdict(float)
        self._rest_marks: dict[str, float] = defaultdict(float)
        self._usage: dict[str, float] = defaultdict(float)
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._unsure_counts: Counter[tuple[str, ...]] = Counter()
        self._named: Counter[str] = Counter()

    def headline(self, text: str) -> None:
        """Take in the headline."""
        self._take(text, _HEADLINE, headline=True)

    def lead(self, text: str) -> None:
        """Take in a paragraph at the beginning."""
        self._take(text, _LEAD)

    def rest(self, text: str) -> None:
        """Take in a later paragraph."""
        self._take(text, 1.0, behind_the_lead=True)

    def caption(self, text: str) -> None:
        """Take in a caption."""
        self._take(text, _CAPTION, behind_the_lead=True)

    def _take(self, text: str, weight: float, *, behind_the_lead: bool = False, headline: bool = False) -> None:
        if not behind_the_lead and (not text.isascii() or "$" in text):
            self._money(text, weight)
        self._parts.append(_Part(weight, behind_the_lead, headline, self._finder(text)))

    def _money(self, text: str, weight: float) -> None:
        """Take signs of money as marks."""
        for sign, code in _MONEY.items():
            if sign in text and ("$" in sign or "$" not in text):
                self._marks[code] += weight * _KINDS["mark"]

    def _people(self) -> frozenset[str]:
        """Return the words that are a person's surname here oftener than a place: behind "John Bolton", "Bolton" is no town."""
        votes: Counter[str] = Counter()
        for part in self._parts:
            for mention in part.mentions:
                if mention.reading == "person" or (mention.entry.kind == "person" and mention.last > mention.first):
                    votes[mention.word] += 1
                elif mention.located:
                    votes[mention.word] -= 1
        return frozenset(word for word, count in votes.items() if count > 0)

    def _weigh(self, part: _Part, people: frozenset[str]) -> None:
        """Weigh the names of one text."""
        into = self._rest if part.behind_the_lead else self._weights
        seen: set[tuple[str, ...]] = set()
        before: tuple[str, ...] | None = None
        for mention in part.mentions:
            codes, kind = mention.entry.codes, mention.entry.kind
            if mention.reading == "person" or (kind in TOWNS and mention.word in people and not mention.located):
                continue
            weight = part.weight * _KINDS[kind] * (_LOCATED if mention.located else 1.0)
            if kind in _WORDS:
                words = self._rest_marks if part.behind_the_lead else self._marks if kind == "mark" else self._usage
                words[codes[0]] += weight
                continue
            if mention.adjoins and before == codes:
                weight *= _ADJOINING
            elif codes in seen:
                weight *= _AGAIN
            before = codes
            if mention.reading == "unsure":
                self._unsure[codes] += weight
                self._unsure_counts[codes] += 1
            else:
                into[codes] += weight + (_SUBJECT if part.headline and not seen else 0.0)
                self._counts[codes] += 1
            seen.add(codes)

    def _behind(self) -> int:
        return sum(1 for part in self._parts if part.behind_the_lead)

    def settle(self) -> Scores:
        """Return what the names weigh, ambiguous ones given to the country that the rest speaks for."""
        people = self._people()
        for part in self._parts:
            self._weigh(part, people)
        full = max(sum(self._rest.values()), _REST_IS_FULL, _REST_IS_THIN * self._behind())
        for codes, weight in self._rest.items():
            self._weights[codes] += _REST * weight / full
        countries: dict[str, float] = defaultdict(float)
        desks: dict[str, float] = defaultdict(float)
        for codes in sorted(self._weights, key=len):
            self._name(codes, self._weights[codes], self._counts[codes], countries, desks)
        for codes, weight in self._unsure.items():
            if not countries or any(code in countries for code in codes):
                self._name(codes, weight, self._unsure_counts[codes], countries, desks)
        words_only = not any(desks.values())
        marks = sum(self._rest_marks.values())
        for code, weight in self._rest_marks.items():
            self._marks[code] += (
                weight * min(1.0, _MARKS / marks) * (min(1.0, marks / (_THIN_MARKS * self._behind())) if words_only else 1.0)
            )
        for code, weight in self._marks.items():
            self._give(code, weight, countries, desks)
        if words_only:
            for code, weight in self._usage.items():
                self._give(code, weight, countries, desks)
        return Scores(dict(countries), dict(desks), self._behind() >= _LONG)

    def _name(self, codes: tuple[str, ...], weight: float, count: int, countries: dict[str, float], desks: dict[str, float]) -> None:
        """Give a name's weight to the one of its countries that the names so far speak for; to the first where none does."""
        code = codes[0] if len(codes) == 1 else max(codes, key=lambda one: self._backing(one, countries, desks))
        self._give(code, weight, countries, desks)
        self._named[code] += count

    def _backing(self, code: str, countries: dict[str, float], desks: dict[str, float]) -> float:
        """Return how much the names so far speak for a country: its own, and its neighbours' a little."""
        own = countries.get(code, 0.0)
        return own + _NEIGHBOURS * (desks.get(self._gazetteer.desk(code), 0.0) - own)

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
