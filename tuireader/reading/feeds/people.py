"""Who wrote an entry: names without addresses, titles of feeds and words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tuireader.reading.capitals import in_small_letters
from tuireader.reading.feeds.words import line

_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w.-]{1,253}")
_NAMED = re.compile(r"\(([^()]{2,200})\)\s*$")
_AROUND = re.compile(r"^(?:by|von|par|por)\s+(?=\S)|^mailto:", re.IGNORECASE)
_BEHIND = re.compile(r"^(\S+ \S.*?)\s(?:\|\s.*|in [A-Z][^\s,]+(?: (?:and )?[A-Z][^\s,]+){0,3})$")
"""A name, and behind it an outlet or where its bearer wrote: "Jane Doe in Hull"."""
_NOBODY = frozenset(
    {"admin", "administrator", "unknown", "noreply", "no-reply", "nospam", "author", "editor", "webmaster", "root", "none", "null"}
)
_MOST = 8
_LONGEST = 300


def people(names: Iterable[str | None], outlet: str | None) -> str | None:
    """Return the people who wrote something, apart by commas; None where nobody is named.

    Args:
        names: as the feed has them: "Jane Doe", "jane@example.org (Jane Doe)", "By Jane Doe".
        outlet: the feed's title, which is no person.
    """
    found = list(dict.fromkeys(filter(None, (_name(name) for name in names))))
    fold = (outlet or "").casefold()
    return ", ".join(name for name in found[:_MOST] if name.casefold() != fold) or None


def _name(text: str | None) -> str | None:
    name = line((text or "")[:_LONGEST])
    in_brackets = _NAMED.search(name) if "@" in name else None
    if in_brackets:
        name = in_brackets[1]
    name = _AROUND.sub("", _MAIL.sub("", name)).strip(' <>()[],;:"')
    name = _BEHIND.sub(r"\1", name)
    name = in_small_letters(name)
    return name if name and not name.startswith(("http://", "https://")) and name.lower() not in _NOBODY else None
