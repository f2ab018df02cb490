"""Joined letters for Arabic script, in terminals that don't join them: each letter's form for its place in the word.

The forms are Unicode's own presentation forms, of which the character database says for which letter and place they are; so is a letter's
way of joining told by the forms that it has. Letters without forms stay as they are, and a terminal that joins letters itself leaves
the forms alone. Ligatures are left out: every letter keeps its cell.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ARABIC = re.compile("[\u0620-\u06ff]")
_JOINERS = frozenset("\u0640\u200d")
"""The stretched line and the zero-width joiner: letters join to them on both sides."""


def joined(text: str) -> str:
    """Return text in logical order with the letters of Arabic script in the forms that they take beside each other; as long as before."""
    if not _ARABIC.search(text):
        return text
    table = _forms()
    shown = list(text)
    letters = [at for at, char in enumerate(text) if unicodedata.category(char) not in ("Mn", "Me")]
    for place, at in enumerate(letters):
        forms = table.get(text[at])
        if forms is None:
            continue
        before = place > 0 and _joins_on(text[letters[place - 1]], table) and "final" in forms
        after = place + 1 < len(letters) and "initial" in forms and _is_joined(text[letters[place + 1]], table)
        wanted = "medial" if before and after else "final" if before else "initial" if after else "isolated"
        shown[at] = forms.get(wanted, text[at])
    return "".join(shown)


def _joins_on(char: str, table: dict[str, dict[str, str]]) -> bool:
    """Whether a letter joins to the one after it."""
    return char in _JOINERS or "initial" in table.get(char, ())


def _is_joined(char: str, table: dict[str, dict[str, str]]) -> bool:
    """Whether a letter joins to the one before it."""
    return char in _JOINERS or "final" in table.get(char, ())


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return by letter its forms: isolated, final, initial, medial."""
    table: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEF5)):
        kind, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if kind.startswith("<") and len(letters) == 4:
            table.setdefault(chr(int(letters, 16)), {})[kind.strip("<>")] = chr(code)
    return table
