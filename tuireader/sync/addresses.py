"""One address for a story, whatever a feed hangs on it to count its readers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_COUNTERS = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign|custom\d|link_\w+|ptr_name|format|bbc_team)|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ns_\w+|cmp|cmpid|"
    r"xtor|traffic_source|maca|ftag|ito|taid|wtrid|smid|sref|ocid|ncid|icid|guccounter|_hsenc|_hsmi|mkt_tok)=[^&#]*",
    re.IGNORECASE,
)


def uncounted(url: str) -> str:
    """Return a story's address without the parameters that count readers, and without a fragment that is no address of its own."""
    whole, _, fragment = url.partition("#")
    route = f"#{fragment}" if "/" in fragment or "!" in fragment else ""
    front, mark, rest = whole.partition("?")
    if not mark:
        return whole + route
    kept = [part for part in rest.split("&") if part and not _COUNTERS.fullmatch(part)]
    return (f"{front}?{'&'.join(kept)}" if kept else front) + route


def host_of(url: str) -> str:
    """Return the host that an address names, in small letters; "" where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
