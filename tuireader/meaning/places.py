"""Finding the places that a text names.

One pass over the words, longest name first, by a dictionary; what stands around a name decides whether it is a place's:
"Paris Hilton" and "Hillary Clinton" are people, a small town counts only behind "in" or before its state or country.
"""

from __future__ import annotations

from functools import cache, cached_property
from itertools import compress
from typing import Final, Literal, NamedTuple

from tuireader.meaning import lexicon
from tuireader.meaning.gazetteer import SMALL, Entry, Gazetteer, cut

_PLACES: Final = frozenset(["country", "people", "region", "institution", "division", "city", "town", "village"])
"""Kinds whose one-word names a person may bear."""
TOWNS: Final = frozenset(["division", "city", "town", "village"])
"""Kinds of places whose names surnames are made of."""
_ASKED: Final = _PLACES | SMALL
"""Kinds whose names the words around may tell to be no place's."""
_SHOUTED: Final = 0.6
"""Share of words in capitals from which a line shouts."""
_SHOUTED_AT_LEAST: Final = 3
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
    """Place of its first word in the text as :func:`~tuireader.meaning.gazetteer.cut` has it."""
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
    words = cut(text)
    looked_up, shouted = words, sum(map(str.isupper, words)) > _SHOUTED_AT_LEAST and _is_shouted(words)
    if shouted:
        # Each word as the gazetteer has it: "IRAN" in a line of capitals is "Iran".
        looked_up = [word.capitalize() if len(word) > _SHORT and word.isupper() else word for word in words]
    found: list[Mention] = []
    line, after, before = None, 0, _NONE
    names, longest = gazetteer.names, gazetteer.longest
    for at in compress(range(len(looked_up)), map(longest.get, looked_up)):
        if at < after:
            continue
        word = looked_up[at]
        if longest[word] > 1 and _opens(looked_up, at, gazetteer.openings):
            entry, after = _longest(looked_up, at, gazetteer)
        else:
            entry, after = names.get(word), at + 1
        if entry is not None and entry.codes:
            line = line or _Line(words, gazetteer, shouted=shouted)
            mention = line.judge(entry, at, after - 1, before)
            if mention:
                found.append(mention)
                before = mention.last
    return found


def _opens(words: list[str], at: int, openings: set[str]) -> bool:
    """Whether a name of several words may begin with a word."""
    following = words[at + 1] if at + 1 < len(words) else ""
    return not following or f"{words[at]} {following}" in openings


def _longest(words: list[str], at: int, gazetteer: Gazetteer) -> tuple[Entry | None, int]:
    """Return the longest name that begins at a word, and the place behind it."""
    names, places = gazetteer.names, _next_words(words, at, gazetteer.longest[words[at]])
    parts = [words[place] for place in places]
    for taken in range(len(parts), 1, -1):
        entry = names.get(" ".join(parts[:taken]))
        if entry is not None:
            return entry, places[taken - 1] + 1
    return names.get(words[at]), at + 1


def _next_words(words: list[str], at: int, count: int) -> list[int]:
    """Return the places of so many words from ``at`` on, or of those that are left."""
    places: list[int] = []
    while at < len(words) and len(places) < count:
        if words[at]:
            places.append(at)
        at += 1
    return places


def _is_shouted(words: list[str]) -> bool:
    """Whether most words are in capitals."""
    shown = _shown(words)
    return sum(1 for word in shown if len(word) > 1 and word.isupper()) > max(_SHOUTED_AT_LEAST, _SHOUTED * len(shown))


def _shown(words: list[str]) -> list[str]:
    """Return the words whose capitals tell something."""
    no_name = _context().no_name
    return [word for word in words if word and word not in no_name and not word.isdigit()]


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
    leading: frozenset[str] = frozenset()
    """All that :meth:`_Line._located` goes on from."""


@cache
def _context() -> _Context:
    context = _Context(*(lexicon.sections("context.en")[field.replace("_", " ")] for field in _Context._fields[:-1]))
    return context._replace(leading=context.where | context.between | {"of"})


@cache
def _given_names() -> frozenset[str]:
    return frozenset().union(*lexicon.sections("given_names").values())


class _Line:
    """The words of one text, asked what stands around a name."""

    def __init__(self, words: list[str], gazetteer: Gazetteer, *, shouted: bool) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.context = _context()
        self.shouted = shouted

    @cached_property
    def titled(self) -> bool:
        """Whether nearly every word has a capital."""
        shown = _shown(self.words)
        return len(shown) >= 4 and sum(1 for word in shown if word[0].isupper()) >= _TITLED * len(shown)

    def judge(self, entry: Entry, first: int, last: int, before: int) -> Mention | None:
        """Return the mention; None for a name that only counts where something says it is a place, and nothing does."""
        words = self.words
        if self.shouted and first == last and words[first] in _SHOUTED_WORDS:
            return None
        back = first - 1
        if back >= 0 and not words[back]:
            back = self._before(back)
        previous = words[back] if back >= 0 else ""
        located = previous in self.context.leading and self._located(first)
        reading: Reading = "place"
        if entry.kind in _ASKED:
            found = self._reading(entry, first, last, previous, located, beside=back >= 0 and before == back)
            if found is None:
                return None
            reading = found
        adjoins = before >= 0 and first - before <= _NEAR and "" not in words[before + 1 : first]
        return Mention(entry, first, last, located, adjoins, reading, words[last])

    def _before(self, at: int) -> int:
        """Return the place of the word before, whatever stands between; -1 where there is none."""
        at -= 1
        while at >= 0 and not self.words[at]:
            at -= 1
        return at

    def _reading(self, entry: Entry, first: int, last: int, previous: str, located: bool, *, beside: bool) -> Reading | None:
        context, kind = self.context, entry.kind
        reading: Reading = "place"
        if first == last and kind in _PLACES and self.gazetteer.capitals_tell:
            also_people = self.words[first] in context.also_people
            if previous in context.storm or (also_people and self._before_surname(first)):
                return "person"
            if not located and (also_people or kind in TOWNS):
                if not beside and self._behind_name(first):
                    return "person"
                if also_people and self.titled:
                    reading = "unsure"
        if kind in SMALL and not located and not self._before_its_country(last):
            if kind == "village" and previous not in context.towards:
                return None
            if kind == "village" or previous not in context.towards or self.titled:
                reading = "unsure"
        return reading

    def _located(self, at: int) -> bool:
        """Whether "in" stands before it: "in", "in the northern city of", "the island of"."""
        words, context = self.words, self.context
        back = at
        for _ in range(_REACH - 1):
            near = self._before(back)
            if near < 0 or (near < back - 1 and back < at):
                return False
            word = words[near]
            if word in context.where:
                return True
            if word == "of" and (holder := self._before(near)) >= 0 and words[holder] in context.kind_of_place:
                return True
            if word not in context.between:
                return False
            back = near
        return False

    def _before_surname(self, at: int) -> bool:
        """Whether the word behind makes the name a person's: "Paris Hilton"."""
        after = at + 1
        if self.shouted or after >= len(self.words) or not self.words[after] or self.titled:
            return False
        word = self.words[after]
        return (
            self._capital(word)
            and word not in self.context.no_surname
            and word not in self.context.no_name
            and word not in self.gazetteer.longest
        )

    def _behind_name(self, at: int) -> bool:
        """Whether the word before makes the name a person's: "Hillary Clinton"; at a sentence's beginning any word has a capital."""
        word = self.words[at - 1] if at else ""
        if self.shouted or not word or not self._capital(word):
            return False
        if word.lower() in _given_names():
            return True
        opens = at < 2 or not self.words[at - 2]
        return not opens and word not in self.context.no_name and not self.titled

    @staticmethod
    def _capital(word: str) -> bool:
        return word[0].isupper() and not word.isupper()

    def _before_its_country(self, last: int) -> bool:
        """Whether a comma and a place follow: "Springfield, Illinois"."""
        behind = self.words[last + 1 : last + 3]
        return len(behind) == 2 and not behind[0] and behind[1] in self.gazetteer.longest
