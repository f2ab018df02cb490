"""Reading a name: a run of capitalised words, from which titles and offices are cut off and kept as its description."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from tuireader.meaning.lexicon import sections
from tuireader.meaning.origins import is_adjective, is_place

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
_PARTIES = frozenset({"democrats", "republicans", "house", "labour", "senate", "treasury", "gop", "state"})
SUFFIXES = _TITLE_WORDS["suffixes"]
_EITHER = _GIVEN["either"]
_FEMALE = _GIVEN["female"] - _EITHER
_MALE = _GIVEN["male"] - _EITHER
_GIVEN_NAMES = _FEMALE | _MALE | _EITHER
_LIKE_FUNCTION_WORDS = frozenset({"US", "WHO", "IT"})
_EPITHETS = frozenset({"Elder", "Younger", "Great", "Wise", "Bold", "Terrible", "Conqueror", "Confessor"})
_MONTHS = _GRAMMAR["days and months"]
_HONOURS = frozenset({"mp", "md", "phd", "qc", "kc", "esq", "esq."})
"""Suffixes that are no part of the name."""
_REMEMBERED = 8192
"""So many names are kept as read; the news names the same people again and again."""
_HEAD_JUNK = _NOT_NAMES | {"of", "and", "for"}


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

    @property
    def last(self) -> str:
        """The last name, or a body's last word."""
        words = self.words
        return words[-2] if len(words) > 2 and words[-1].lower() in SUFFIXES else words[-1]


@lru_cache(maxsize=_REMEMBERED)
def read_name(words: tuple[str, ...]) -> Name | None:
    """Return the name in a run of capitalised words, without titles and with what they tell; None if there is none in it."""
    run, suffix = _bare(words)
    if not run:
        return None
    lows = [word.lower() for word in run]
    if (lows[-1] in _INSTITUTIONS or lows[-1] in _QUALIFIERS) and lows[0] not in _GIVEN_NAMES:
        return Name(tuple(run), "", "", len(run) > 1 or lows[-1] in _INSTITUTIONS | _PARTIES, False)
    run = _without_place(run)
    lows = [word.lower() for word in run]
    while len(run) > 2 and lows[0].endswith(_ORIGINS) and lows[0] not in _GIVEN_NAMES and lows[1] in _GIVEN_NAMES:
        run, lows = run[1:], lows[1:]
    cut = next((place + 1 for place in range(len(run) - 2, -1, -1) if lows[place] in _TITLES), 0)
    if "of" in lows[cut:]:
        cut = next((place for place in range(lows.index("of", cut) + 2, len(run) - 1) if lows[place] in _GIVEN_NAMES), cut)
    name, titles = run[cut:], lows[:cut]
    if "of" in lows[cut:] or "and" in lows[cut:]:
        return Name(tuple(run), "", "", bool(_INSTITUTIONS.intersection(lows)), False)
    is_institution = not given_name(name) and not _INSTITUTIONS.isdisjoint(lows[cut:])
    gender = _gender(name, titles)
    is_titled = len(name) <= 4 and not _PERSONAL_TITLES.isdisjoint(titles)
    is_person = not is_institution and (bool(gender) or given_name(name) or is_titled or _has_epithet(name))
    return Name((*name, *suffix), " ".join(run[:cut]), gender, is_institution, is_person)


def _bare(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the run without function words at its ends, and the suffix ("Jr.") if it has one."""
    run = [word for word in words if word]
    while run and _is_junk(run[0]) and not _is_given(run):
        run.pop(0)
    while run and _is_junk(run[-1]) and not given_name(run) and not (len(run) > 1 and run[-1].lower() in _INSTITUTIONS):
        run.pop()
    if len(run) > 2 and run[0].lower() in _MONTHS and is_given(run[1]):
        run.pop(0)
    if len(run) > 1 and run[-1].lower() in SUFFIXES:
        return run[:-1], [] if run[-1].lower() in _HONOURS else run[-1:]
    return run, []


def _without_place(run: list[str]) -> list[str]:
    """Return a person's name without where he or she is from: Senator Ann Lee of Vermont."""
    at = run.index("of") if "of" in run else 0
    return run[:at] if at > 1 and is_given(run[at - 2]) and run[at - 1].lower() not in _INSTITUTIONS | _TITLES else run


def _is_junk(word: str) -> bool:
    return word.lower() in _HEAD_JUNK and word not in _LIKE_FUNCTION_WORDS


def _is_given(run: Sequence[str]) -> bool:
    """Whether the run begins with a given name that looks like a month or a verb: June Carter, Will Smith."""
    return run[0].lower() in _GIVEN_NAMES and len(run) > 1 and run[1].lower() not in _INSTITUTIONS | _HEAD_JUNK


@lru_cache(maxsize=_REMEMBERED)
def stands_for_nobody(name: tuple[str, ...]) -> bool:
    """Whether the words only tell of what origin, party or rank somebody is: Turkish, California Democrat, Deputy."""
    alone = len(name) == 1 and name[0].lower() in _QUALIFIERS - _PARTIES - _INSTITUTIONS
    full = len(name) == 2 and given_name(name)
    return alone or is_adjective(" ".join(name)) or (len(name) > 1 and is_adjective(name[-1]) and not full)


@lru_cache(maxsize=_REMEMBERED)
def is_office(name: tuple[str, ...]) -> bool:
    """Whether the words are but an office, and whose it is where that is told: Chancellor, German Chancellor, Brexiteer MPs."""
    lows = [word.lower() for word in name]
    if lows[-1] not in _PERSONAL_TITLES:
        return False
    return all(low in _TITLES or is_adjective(word) or is_place(word) for low, word in zip(lows, name, strict=True))


def _gender(name: Sequence[str], titles: Sequence[str]) -> Gender:
    """Return what titles tell of the gender, else what the given name tells."""
    if not _TITLE_WORDS["male"].isdisjoint(titles):
        return "male"
    if not _TITLE_WORDS["female"].isdisjoint(titles):
        return "female"
    given = {name[0].lower(), name[0].lower().partition("-")[0]} if len(name) > 1 else set()
    return "male" if given & _MALE else "female" if given & _FEMALE else ""


def _has_epithet(name: Sequence[str]) -> bool:
    """Whether a name ends as those of rulers and sages do: Pliny the Elder, Peter the Great."""
    return len(name) > 2 and name[-2] == "the" and name[-1] in _EPITHETS


def given_name(words: Sequence[str]) -> bool:
    """Whether a name of several words begins with a known given name."""
    return len(words) > 1 and is_given(words[0])


def is_given(word: str) -> bool:
    """Whether a word is a known given name."""
    return word.lower().partition("-")[0] in _GIVEN_NAMES
