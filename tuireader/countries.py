"""The countries' names and codes, from the desk table: for those who may not know what meaning makes of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "meaning" / "data" / "desks.tsv"
"""Code, desk, common name, other names parted by ``|``, people; see the table's own head."""


@cache
def codes() -> dict[str, str]:
    """Return the ISO code of each country's names, in lower case."""
    found: dict[str, str] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, _desk, name, others, _people = (line.split("\t") + [""] * 5)[:5]
        for each in (name, *others.split("|")):
            if each:
                found.setdefault(each.casefold(), code)
    return found


def code_of(place: str) -> str:
    """Return the code of a country that is named, by code or by name; what is neither comes back in capitals, and stands for nothing."""
    return codes().get(" ".join(place.casefold().split()), place.upper()) if len(place) > 2 else place.upper()
