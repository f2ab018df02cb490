"""Regions as a person types and chooses them."""

from __future__ import annotations

import difflib

from tuireader.errors import UsageError
from tuireader.meaning.gazetteer import DESKS, Country, load


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
