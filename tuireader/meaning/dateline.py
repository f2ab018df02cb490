"""The dateline that a story's first paragraph begins with: "KYIV, Ukraine (Reuters) —", "New Delhi (CNN) --", "ROME —"."""

from __future__ import annotations

import re

_MOST = 90
_AGENCY = re.compile(
    r"\((?:CNN|Reuters|AP|AFP|Associated Press|UPI|dpa|Xinhua|Bloomberg|CBS|ABC|BBC|CNS|[A-Z][\w ]{0,18}(?:News|Press|Times|Post))"
    r"[^()]{0,20}\)"
)
_DASH = re.compile(r"\s(?:--+|—|–|-)\s|\s?—\s?")
_PLACE = re.compile(r"[A-Z][\w.'’ -]*(?:, ?[A-Z][\w.'’ -]*){0,2}")


def of(text: str) -> str | None:
    """Return the place of the dateline that ``text`` begins with, or None."""
    start = text[:_MOST]
    agency = _AGENCY.search(start)
    if agency:
        place = start[: agency.start()].strip(" ,")
        return place if place and _PLACE.fullmatch(place) and len(place.split()) <= 6 else None
    dash = _DASH.search(start)
    if dash:
        place = start[: dash.start()].strip(" ,")
        first = place.split(",")[0]
        if place and len(place.split()) <= 6 and first.isupper() and len(first) > 2 and _PLACE.fullmatch(place):
            return place
    return None
