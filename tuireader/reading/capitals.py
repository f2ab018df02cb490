"""Names that a page prints in capitals, as people write them."""

from __future__ import annotations

import re

from tuireader.reading.tables import names

_PARTING = re.compile(r"(,\s*|;\s*|\s+(?:and|AND|&|y|und|et|e)\s+|\s+/\s+)")
_STAYING = names(
    "AP|AFP|UPI|ABC|BBC|CBC|CBS|CNN|CNBC|EFE|ANI|PTI|IANS|DPA|PA|NPR|PBS|NBC|TMZ|USA|US|UK|EU|UN|AAP|ANSA|TASS|KNA|EPA|NYT|II|III|IV|MD|CEO"
)
_SMALL = names("DE|DEL|DA|DOS|DI|VAN|VON|DER|DEN|BIN|IBN|LA|LE|DU|OF|THE|FOR|AND")
_VOWEL = re.compile("[AEIOUYÀ-ÖØ-Ý]")


def in_small_letters(byline: str) -> str:
    """Return a byline with each name of two words and more that is in capitals in small letters: "JANE O'DOE" is "Jane O'Doe".

    Initials, agencies and scripts without capitals stay as they are.
    """
    return "".join(_name(part) for part in _PARTING.split(byline)) if any(map(str.isupper, byline)) else byline


def _name(part: str) -> str:
    words = part.split(" ")
    if len([word for word in words if len(word) > 2]) < 2 or not part.isupper() or not part[-1].isalpha():
        return " and " if part == " AND " else part
    return " ".join(_word(word, first=not at) for at, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    bare = word.strip("()")
    if bare in _STAYING or "." in word or not _VOWEL.search(word):
        return word
    if bare in _SMALL and not first:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda run: _cased(run.group()), word)


def _cased(run: str) -> str:
    return "Mc" + run[2:].capitalize() if run.startswith("MC") and len(run) > 4 else run.capitalize()
