"""Regions as a person types and chooses them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from tuireader.errors import UsageError
from tuireader.meaning.gazetteer import DESKS, Country, load
from tuireader.meaning.sections import heading

_WORLD = "World"
_SAYING_NOTHING = frozenset(
    {
        *("news", "feeds", "rss", "subscriptions", "blogs", "bookmarks", "imported", "inbox", "daily", "must read"),
        *("uncategorized", "uncategorised", "unsorted", "unfiled", "default", "general", "all", "other", "others"),
        *("misc", "miscellaneous", "favorites", "favourites"),
    }
)
"""Folders that people and programs make, and that tell nothing of what is in them."""


class Filing(NamedTuple):
    """What the folders of a subscription say of its stories."""

    region: tuple[str, ...] = ()
    """A desk, and a country where one is meant; empty where no one region is."""
    section: str | None = None
    """Technology, Sport …, or the folder's own name."""


def filing(folders: Iterable[str]) -> Filing:
    """Return what folders say, the outermost first: "Middle East", "Africa/Kenya", "UK" are regions, "Tech" and any other a section.

    The innermost that says something counts, for the region and for the section each. The whole world is no region.
    """
    region: tuple[str, ...] = ()
    section = None
    for name in folders:
        said = heading(name)
        found = _typed(name) or (_of_code(said.code) if said is not None and said.code else ())
        if found and found[0] != _WORLD:
            region = found
        if said is not None:
            section = said.subject or section
        elif not found and name.strip().casefold() not in _SAYING_NOTHING:
            section = name.strip() or section
    return Filing(region, section)


def _typed(name: str) -> tuple[str, ...]:
    try:
        return region_path(name)
    except UsageError:
        return ()


def _of_code(code: str) -> tuple[str, ...]:
    """Return the path of a heading's code: a country's, or ``@`` and a desk."""
    country = load().countries.get(code)
    return (country.desk, country.name) if country else (code[1:],) if code[1:] in DESKS else ()


def all_paths() -> list[tuple[str, ...]]:
    """Return every place of the tree: each desk followed by its countries, in alphabetical order."""
    countries = sorted((country.desk, country.name) for country in load().countries.values())
    return [path for desk in DESKS for path in [(desk,), *(each for each in countries if each[0] == desk and each[1] != desk)]]


def region_path(typed: str) -> tuple[str, ...]:
    """Return the region that is meant: "asia", "Asia > Japan", "asia/japan" or just "Japan".

    Raises:
        UsageError: there is no such region.
    """
    parts = [part.strip() for part in typed.replace("›", ">").replace("/", ">").split(">") if part.strip()]
    countries = {country.name.casefold(): country for country in load().countries.values()}
    desks = {desk.casefold(): desk for desk in DESKS}
    desk = desks.get(parts[0].casefold()) if parts else None
    if len(parts) == 1 and desk:
        return (desk,)
    country: Country | None = countries.get(parts[-1].casefold()) if parts else None
    if country is not None and (len(parts) == 1 or (len(parts) == 2 and desk == country.desk)):
        return (country.desk, country.name)
    if country is not None and desk and len(parts) == 2:
        raise UsageError(f"{country.name} is under {country.desk}, not under {desk}")
    near = difflib.get_close_matches(parts[-1].casefold() if parts else "", [*desks, *countries], n=1, cutoff=0.75)
    hint = f"; did you mean {desks.get(near[0]) or countries[near[0]].name}?" if near else f"; there are {', '.join(DESKS)}, and countries"
    raise UsageError(f"there is no region “{typed}”{hint}")
