"""The outlet that a feed is of: many feeds' titles tell their section, or all that searchers may look for, beside its name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from tuireader.reading.html.titles import fold, fold_outlet

_PARTING = re.compile(r"\s+[|»>•·–—:-]+\s+|\s*[|»]\s*|:\s+")
_ARTICLE = re.compile(r"^(?:the|der|die|das|el|la|le|les|il|o|a)\s+(?=\S)", re.IGNORECASE)
_SHORTEST = 5
"""Letters of a name with which the site's address may only begin."""


@lru_cache(maxsize=256)
def outlet(title: str | None, site: str | None) -> str | None:
    """Return the outlet's name out of a feed's title: the one part of it that the site's address says too; else all of the title.

    Args:
        title: the feed's.
        site: the address of its site.
    """
    parts = [part for part in map(str.strip, _PARTING.split(title or "")) if part]
    host = _host(site)
    named = [part for part in parts if _says(part, host)] if len(parts) > 1 and host else []
    return named[0] if len(named) == 1 else title


def _host(site: str | None) -> list[str]:
    """Return the parts of a site's host but the last, which is a country or a kind of house."""
    try:
        host = urlsplit(site or "").hostname or ""
    except ValueError:
        return []
    return [label for label in host.split(".")[:-1] if label not in ("www", "com", "co", "org", "net")]


def _says(part: str, host: list[str]) -> bool:
    """Whether a name is what a host says: as a whole, without its article, begun, or word by word."""
    plain = unicodedata.normalize("NFKD", part)
    whole = fold_outlet("".join(letter for letter in plain if not unicodedata.combining(letter)))
    bare = fold(_ARTICLE.sub("", plain))
    words = [fold(word) for word in plain.split()]
    labels = [label.replace("-", "") for label in host]
    return (
        any(label in (whole, bare) for label in labels)
        or any(label.startswith(whole) for label in labels if len(whole) >= _SHORTEST or (part.isupper() and len(whole) > 1))
        or (len(words) > 1 and set(words) <= set(labels))
    )
