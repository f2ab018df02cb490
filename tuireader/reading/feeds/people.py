"""Who wrote an entry: names without addresses, titles of feeds and words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tuireader.reading.capitals import in_small_letters
from tuireader.reading.feeds.words import line
from tuireader.reading.front import without_roles
from tuireader.reading.html.titles import fold
from tuireader.reading.tables import either

_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w.-]{1,253}")
_NAMED = re.compile(r"\(([^()]{2,200})\)\s*$")
_AROUND = re.compile(r"^(?:by|von|par|por)\s+(?=\S)|^mailto:", re.IGNORECASE)
_BEHIND = re.compile(r"^(\S+ \S.*?)\s(?:\|\s.*|in [A-Z][^\s,]+(?: (?:and )?[A-Z][^\s,]+){0,3})$")
"""A name, and behind it an outlet or where its bearer wrote: "Jane Doe in Hull"."""
_NOBODY = frozenset(
    {"admin", "administrator", "unknown", "noreply", "no-reply", "nospam", "author", "editor", "webmaster", "root", "none", "null"}
)
_PARTING = re.compile(r"(\s*[;,]\s*|\s+(?:and|with)\s+)")
_ASIDE = re.compile(r"\s*\((?:now|earlier|until now|and earlier)\)", re.IGNORECASE)
"""When somebody kept a page that goes on."""
_DESK = re.compile(
    either(r"""
        (?:the )?(?:news )?(?:agencies|agency|wires?|wire services?)(?: staff)?
        (?:\S+ ){0,2}staff(?: (?:reporters?|writers?|correspondents?))?
        (?:\S+ ){0,3}\w*desk|(?:\S+ ){0,2}newsroom
        (?:the )?(?:\S+ )?editorial(?: (?:team|board|staff))?|(?:the )?editors?|(?:die )?redaktion|redacci[oó]n|(?:la )?r[eé]daction
        redazione|redação|agencias|agenturen|agences|editorial team|web editor|news editor|محرر|المحرر|تحریریه|מערכת האתר|редакция|редакція
    """),
    re.IGNORECASE,
)
"""Houses and their rooms, which sign where no person does."""
_RANK = re.compile(r"\b(?:professor|lecturer|research\w*|fellow|ph\.?d|director|candidate)\b", re.IGNORECASE)
"""What scholars are, behind their names; the houses where they are so follow."""
_HOUSE = re.compile(r"\b(?:universit\w+|institute?|college|school|cent(?:re|er))\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"^/u/(?=[\w-])")
_MOST = 8
_LONGEST = 300


def people(names: Iterable[str | None], *outlets: str | None) -> str | None:
    """Return the people who wrote something, apart by commas; None where nobody is named.

    Args:
        names: as the feed has them: "Jane Doe", "jane@example.org (Jane Doe)", "By Jane Doe".
        outlets: the feed's title and its outlet's name, which are no persons.
    """
    nobody = {fold(known) for known in outlets if known}
    found = list(dict.fromkeys(filter(None, (_name(name) for name in names))))
    return ", ".join(name for name in found[:_MOST] if fold(name) not in nobody) or None


def _name(text: str | None) -> str | None:
    name = line((text or "")[:_LONGEST])
    in_brackets = _NAMED.search(name) if "@" in name else None
    if in_brackets:
        name = in_brackets[1]
    name = _ASIDE.sub("", _ACCOUNT.sub("", _AROUND.sub("", _MAIL.sub("", name)))).strip(' <>()[],;:"')
    name = in_small_letters(_several(name))
    return name if name and not name.startswith(("http://", "https://")) and name.lower() not in _NOBODY else None


@lru_cache(maxsize=1024)
def _several(names: str) -> str:
    """Return one or several names without where their bearers wrote, their offices, and the houses that helped."""
    parts = _PARTING.split(names)
    kept, ranked = "", False
    for at in range(0, len(parts), 2):
        name = without_roles(_BEHIND.sub(r"\1", parts[at]))
        ranked = bool(kept) and (bool(_RANK.search(name)) or (ranked and bool(_HOUSE.search(name))))
        if not ranked and not all(map(_DESK.fullmatch, name.split(", "))):
            parting = parts[at - 1] if kept else ""
            kept += (", " if ";" in parting else parting) + name
    return without_roles(kept)
