"""Finding the places that a text names.

One pass over the words, longest name first, by a dictionary; what stands around a name decides whether it is a place's:
"Paris Hilton" and "Hillary Clinton" are people, a small town counts only behind "in" or before its state or country.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

from tuireader.meaning import lexicon
from tuireader.meaning.gazetteer import SMALL, Entry, Gazetteer, tokens

_PLACES: Final = frozenset(["country", "people", "region", "institution", "division", "city", "town", "village"])
"""Kinds whose one-word names a person may bear."""
TOWNS: Final = frozenset(["division", "city", "town", "village"])
"""Kinds of places whose names surnames are made of."""
_SHOUTED: Final = 0.6
"""Share of words in capitals from which a line shouts."""
_TITLED: Final = 0.75
"""Share of words with a capital from which a line is a title, where a capital says nothing."""
_SHORT: Final = 3
_SHOUTED_WORDS: Final = frozenset(["US", "IS", "WHO"])
"""Words of a line of capitals that are as often no names."""
_REACH: Final = 6
"""How many words back "in" is looked for."""
_NEAR: Final = 2
_NONE: Final = -9


Reading = Literal["place", "unsure", "person"]


class Mention(NamedTuple):
    """A name found in a text."""

    entry: Entry
    first: int
    """Number of its first word in the text."""
    last: int
    located: bool
    """Whether it stands behind "in", "at" …: something happens there."""
    adjoins: bool
    """Whether nothing but at most two words parts it from the name before: "US President Donald Trump"."""
    reading: Reading
    """What the words around it make of it; "unsure" where they tell nothing and the name alone could be somebody's or a small town's."""
    word: str
    """Its last word: a person's surname, a town's name."""


def find(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Return the names in ``text``, in its order; none overlaps another."""
    return _Finder(text, gazetteer).run()


class _Context(NamedTuple):
    """The words that tell what a name is."""

    where: frozenset[str]
    towards: frozenset[str]
    no_name: frozenset[str]
    no_surname: frozenset[str]
    also_people: frozenset[str]
    storm: frozenset[str]
    between: frozenset[str]
    kind_of_place: frozenset[str]


@cache
def _context() -> _Context:
    return _Context(*(lexicon.sections("context.en")[field.replace("_", " ")] for field in _Context._fields))


@cache
def _given_names() -> frozenset[str]:
    return frozenset().union(*lexicon.sections("given_names").values())


class _Finder:
    """The pass over one text."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.words = tokens(text)
        self.gazetteer = gazetteer
        self.context = _context()
        shown = [word.text for word in self.words if word.text not in self.context.no_name and not word.text.isdigit()]
        capitals = sum(1 for word in shown if word[0].isupper())
        self.shouted = sum(1 for word in shown if len(word) > 1 and word.isupper()) > max(3, _SHOUTED * len(shown))
        self.titled = len(shown) >= 4 and capitals >= _TITLED * len(shown)
        # Each word as the gazetteer has it: "IRAN" in a line of capitals is "Iran".
        self.looked_up = [word.text for word in self.words]
        if self.shouted:
            self.looked_up = [word.capitalize() if len(word) > _SHORT and word.isupper() else word for word in self.looked_up]
        # For each word, whether anything but one space parts it from the word before.
        self.breaks = [True, *(word.start != before.end + 1 for before, word in zip(self.words, self.words[1:], strict=False))]

    def run(self) -> list[Mention]:
        found: list[Mention] = []
        sizes = list(map(self.gazetteer.longest.get, self.looked_up))
        at, before = 0, _NONE
        while at < len(sizes):
            size = sizes[at]
            if size is None:
                at += 1
                continue
            entry, taken = self._longest(at, size)
            if entry is not None and entry.codes and (mention := self._judge(entry, at, at + taken - 1, before)):
                found.append(mention)
                before = mention.last
            at += taken
        return found

    def _longest(self, at: int, size: int) -> tuple[Entry | None, int]:
        """Return the longest name that begins at a word, and how many words it has."""
        names = self.gazetteer.names
        if size == 1:
            return names.get(self.looked_up[at]), 1
        parts = self.looked_up[at : at + size]
        for taken in range(len(parts), 0, -1):
            entry = names.get(" ".join(parts[:taken]))
            if entry is not None:
                return entry, taken
        return None, 1

    def _judge(self, entry: Entry, first: int, last: int, before: int) -> Mention | None:
        """Return the mention; None for a name that only counts where something says it is a place, and nothing does."""
        if self.shouted and first == last and self.words[first].text in _SHOUTED_WORDS:
            return None
        located = self._located(first)
        reading = self._reading(entry, first, last, located, beside=before == first - 1)
        if reading is None:
            return None
        adjoins = before >= 0 and first - before <= _NEAR and not any(self.breaks[before + 1 : first + 1])
        return Mention(entry, first, last, located, adjoins, reading, self.words[last].text)

    def _reading(self, entry: Entry, first: int, last: int, located: bool, *, beside: bool) -> Reading | None:
        context, name = self.context, self.words[first].text
        previous = self.words[first - 1].text if first else ""
        reading: Reading = "place"
        if first == last and entry.kind in _PLACES and self.gazetteer.capitals_tell:
            if previous in context.storm or (name in context.also_people and self._before_surname(first)):
                return "person"
            if (entry.kind in TOWNS or name in context.also_people) and not located and not beside and self._behind_name(first):
                return "person"
            if self.titled and not located and name in context.also_people:
                reading = "unsure"
        if entry.kind in SMALL and not located and not self._before_its_country(last):
            if entry.kind == "village" and previous not in context.towards:
                return None
            if entry.kind == "village" or self.titled or previous not in context.towards:
                reading = "unsure"
        return reading

    def _located(self, at: int) -> bool:
        """Whether "in" stands before it: "in", "in the northern city of", "the island of"."""
        for back in range(at - 1, max(-1, at - _REACH), -1):
            if self.breaks[back + 1] and back + 1 < at:
                return False
            word = self.words[back].text
            if word in self.context.where:
                return True
            if word == "of" and back and self.words[back - 1].text in self.context.kind_of_place:
                return True
            if word not in self.context.between:
                return False
        return False

    def _before_surname(self, at: int) -> bool:
        """Whether the word behind makes the name a person's: "Paris Hilton"."""
        if self.titled or self.shouted or at + 1 >= len(self.words) or self.breaks[at + 1]:
            return False
        word = self.words[at + 1].text
        return (
            self._capital(word)
            and word not in self.context.no_surname
            and word not in self.context.no_name
            and word not in self.gazetteer.longest
        )

    def _behind_name(self, at: int) -> bool:
        """Whether the word before makes the name a person's: "Hillary Clinton"; at a sentence's beginning any word has a capital."""
        if self.shouted or not at or self.breaks[at]:
            return False
        word = self.words[at - 1].text
        if word.lower() in _given_names():
            return self._capital(word)
        return not self.titled and self._capital(word) and word not in self.context.no_name and not self.breaks[at - 1]

    @staticmethod
    def _capital(word: str) -> bool:
        return word[0].isupper() and not word.isupper()

    def _before_its_country(self, last: int) -> bool:
        """Whether a comma and a place follow: "Springfield, Illinois"."""
        after = last + 1
        return (
            after < len(self.words)
            and self.words[after].start == self.words[last].end + 2
            and self.words[after].text in self.gazetteer.longest
        )
