"""Which names are one person's: short and full forms brought together, namesakes kept apart. Pure, and careful: when in doubt, apart.

A story's speakers go by the fullest name that the story gives. "Trump" in one story and "Donald J. Trump" in another are one person when
no other Trump is known, or hardly any; "Clinton" stays apart from Bill and from Hillary Clinton where both are quoted. Only people go by
their last name: "House" is not the White House, nor "China" the Bank of China.
"""

# No `from __future__ import annotations`: NamedTuple would compile every annotation again.
import functools
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from tuireader.store.folding import fold

DOMINANT = 4
"""A short name is the namesake's who is quoted at least so many times as often as all others together."""
_TITLES = """
admiral archbishop ayatollah baroness bishop brig-gen cardinal chancellor col colonel commander congressman congresswoman dame dr
emperor foreign former general gen governor gov imam judge king lady lieutenant lord madam major mayor minister miss mr mrs ms pope
premier president prime prince princess prof professor queen rabbi rep representative rev reverend secretary sen senator sgt sheikh
sheik sir sultan the vice
"""
_OF_BODIES = """
& academy administration affairs africa african agency air airlines airways alliance america american army asia assembly association
australia authority bank bbc board britain british broadcasting bureau cabinet campaign capital cbs center central centre charity china
chinese cia city club cnn coalition college command commission committee community company conference congress council county court
crown czech daily defence defense democrat democrats department district dutch east eastern eu europe european exchange fbi federal
federation fifa first force forces foreign foundation france french front fund german germany gop government great green group guard
guards health high home hong hospital house human inc india indian initiative institute institution interior international israel
israeli italy japan japanese journal justice kingdom korea labour law league liberal ltd magazine media middle military ministry mission
morning movement museum national nato navy network new news newspaper north northern office organisation organization oxford pacific
palace parliament parties partners party people's police port post president press project public puerto red regional republic
republican republicans research royal russia russian san santa saudi school scotland secret security senate service services society
south southern sri st star state states street studies sunday supreme team television times trade transport treasury tribunal trust tv
twitter uk un union united university us usa wall watch welsh west western white who women works world york
"""
_OF_PLACES = """
bank beijing berlin boston brasilia brooklyn cairo canberra chad chelsea church court cuba cyprus delhi dublin egypt england eu france
georgia government holland house houston india iran iraq ireland israel jamaica jordan kenya kiev kyiv lebanon london madrid mali milan
montana moscow nato norway officials oman oslo ottawa paris peru poland police richmond rome senate seoul state sydney syria texas tokyo
turkey uk un us vienna virginia wales warsaw washington york
"""
TITLES = frozenset(_TITLES.split())
"""Words before a name that whoever asks may write, and that no speaker's name holds."""

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_MOST_WORDS = 5
# What no person's name holds, but names of bodies, places and works do.
_NOBODY = frozenset(_OF_BODIES.split()) | {"of", "the", "and", "for", "in", "on", "at", "to", "from", "with"}
# Single names that are a place's or a body's before they are anybody's.
_PLACES = frozenset(_OF_PLACES.split())


class Name(NamedTuple):
    """A speaker's name as stories have it."""

    number: int
    text: str
    said: int = 0
    """How often the bearer is quoted; told only where it may decide."""


class Person(NamedTuple):
    """Somebody, or some body, who speaks."""

    name: str
    """The name to show: in full, where any story gives it."""
    numbers: tuple[int, ...]
    """Of the names that are theirs."""
    perhaps: tuple[str, ...] = ()
    """Where it's a short name that several bear: who they are, the most quoted first."""
    words: tuple[str, ...] = ()
    """Of the fullest of the names; see :func:`words_of`."""


def words_of(name: str) -> tuple[str, ...]:
    """Return a name's words for comparing: case, accents and full stops gone."""
    return tuple(word for word in fold(name).replace(".", "").split() if word)


def people(names: Iterable[Name], among: Container[int]) -> list[Person]:
    """Bring together the names that are one person's.

    Args:
        names: all that end with the same word.
        among: the numbers of which the bearers are wanted.
    """
    parted: list[_Bearer] = []
    same: dict[tuple[str, ...], _Bearer] = {}
    by_first: dict[str, list[_Bearer]] = {}
    for words, name in sorted(((words_of(name.text), name) for name in names), key=_fullest_first):
        bearer = same.get(words)
        if bearer is None:
            near = by_first.get(words[0], ()) if len(words) > 1 and len(words[0]) > 1 else parted
            bearers = [bearer for bearer in near if stands_for(words, bearer.words)]
            bearer = _dominant(bearers)
            if bearer is None:
                bearer = _Bearer(words, bearers)
                parted.append(bearer)
                by_first.setdefault("".join(words[:1]), []).append(bearer)
            same[words] = bearer
        bearer.names.append((words, name))
    return [bearer.person() for bearer in parted if any(name.number in among for _, name in bearer.names)]


def stands_for(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name may be short for a fuller one: the last name, an initial for the first, middle names left out.

    Args:
        words: the short name's, from :func:`words_of`.
        full: the fuller name's.
    """
    if not words or not is_persons(full):
        return False
    *given, last = _without_suffix(words)
    full_first, *full_middle, full_last = _without_suffix(full)
    if last != full_last or _suffix(words) != _suffix(full):
        return False
    if not given:
        return last not in _PLACES
    first, *middle = given
    return (
        _may_be(first, full_first)
        and all(_may_be(one, other) for one, other in zip(middle, full_middle, strict=False))
        and is_persons(words)
    )


def answers_to(words: Sequence[str], asked: Sequence[str], *, unfinished: bool = False) -> bool:
    """Whether a name holds the words asked for, in their order.

    Args:
        words: the name's.
        asked: those asked for.
        unfinished: whether the last one may be the beginning of a word.
    """
    rest = iter(words)
    *whole, last = asked
    return all(word in rest for word in whole) and any(word.startswith(last) if unfinished else word == last for word in rest)


class _Bearer:
    """Somebody whose names are being gathered, the fullest first."""

    __slots__ = ("names", "others", "words")

    def __init__(self, words: tuple[str, ...], others: "list[_Bearer]") -> None:
        self.words = words
        self.others = others
        self.names: list[tuple[tuple[str, ...], Name]] = []

    @property
    def said(self) -> int:
        return sum(name.said for _, name in self.names)

    def person(self) -> Person:
        others = sorted(self.others, key=lambda other: -other.said)
        if sum(other.said for other in others) < self.said:  # a name used more than the fuller ones is somebody's own
            others = []
        return Person(self.shown, tuple(name.number for _, name in self.names), tuple(other.shown for other in others), self.words)

    @property
    def shown(self) -> str:
        """The name to show: of those in full the one most used, else the shortest."""

        def rank(item: tuple[tuple[str, ...], Name]) -> tuple[bool, int, int]:
            words, name = item
            return len(words) > 1 and len(words[0]) > 1, name.said, -len(words)

        return max(self.names, key=rank)[1].text


def _dominant(bearers: "Sequence[_Bearer]") -> "_Bearer | None":
    """Return whose a short name is: the only bearer's, or that of one whom the others hardly count beside."""
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    most = max(bearers, key=lambda bearer: bearer.said)
    others = sum(bearer.said for bearer in bearers) - most.said
    return most if most.said > 0 and most.said >= DOMINANT * others else None


def _fullest_first(item: tuple[tuple[str, ...], Name]) -> tuple[bool, bool, int, int, tuple[str, ...], int]:
    words, name = item
    return len(words) < 2, len(words[0]) == 1 if words else True, -len(words), -sum(map(len, words)), words, name.number


def _may_be(short: str, full: str) -> bool:
    return short == full or (min(len(short), len(full)) == 1 and short[0] == full[0])


@functools.lru_cache(maxsize=20_000)
def is_persons(words: tuple[str, ...]) -> bool:
    """Whether a name of several words may be a person's."""
    return 2 <= len(words) <= _MOST_WORDS and _NOBODY.isdisjoint(words) and not any(word.endswith(("'s", "’s")) for word in words)


def _suffix(words: Sequence[str]) -> str:
    return words[-1] if len(words) > 1 and words[-1] in _SUFFIXES else ""


def _without_suffix(words: Sequence[str]) -> Sequence[str]:
    return words[:-1] if _suffix(words) else words
