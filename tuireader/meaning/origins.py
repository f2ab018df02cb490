"""Names of places and of who is from there: what the gazetteer knows of a name that may speak or be meant by a pronoun."""

from __future__ import annotations

from functools import cache

from tuireader.meaning import gazetteer
from tuireader.meaning.lexicon import sections

_ADJECTIVE_ENDINGS = ("an", "ic", "ish", "ern", "ese", "ine", "i", "ch", "sh")
_PLACES = frozenset({"country", "city", "town", "division", "region", "water", "people"})
_COUNTRIES = frozenset({"country", "seat", "institution", "group"})
_CONVICTIONS = sections("titles.en")["convictions"]
_TITLES = sections("titles.en")["titles"]
_BEFORE_NOUNS = frozenset({"US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N."})


@cache
def kind_of(name: str) -> str:
    """Return what kind of place, people or body the gazetteer knows under a name, "" where it knows none."""
    entry = gazetteer.load().names.get(gazetteer.fold(name).replace(".", "").replace("-", " "))
    return entry.kind if entry else ""


@cache
def is_adjective(name: str) -> bool:
    """Whether a name is but an adjective of origin or conviction ("Turkish", "Latin American", "Republican"), for which nobody stands."""
    last = name.rpartition(" ")[2].rpartition("-")[2]
    if name.lower() in _CONVICTIONS or (last.lower() in _CONVICTIONS and " " not in name):
        return True
    kind = kind_of(last) if "-" in name else kind_of(name)
    return (kind == "people" and not last.endswith("s")) or (kind == "region" and last.endswith(_ADJECTIVE_ENDINGS))


def may_stand_before_noun(name: str) -> bool:
    """Whether a noun in small letters may follow that the name only says more of: "US financier", "Turkish journalist"."""
    return name in _BEFORE_NOUNS or is_adjective(name)


def is_place(name: str) -> bool:
    """Whether a name is a place's or a people's, and so nobody whom "he" or "she" can mean."""
    return kind_of(name) in _PLACES


def is_unknown(name: str) -> bool:
    """Whether a name may be anybody's: the gazetteer knows it as a person's or not at all, and it is no title."""
    return kind_of(name) in {"", "person"} and name.lower() not in _TITLES


def is_power(name: str) -> bool:
    """Whether a name is a country's or a body's that speaks, for which "it" may stand."""
    return kind_of(name) in _COUNTRIES
