"""Finding places in other scripts: Arabic, whose particles grow onto the word, and Chinese and Japanese, which don't part words."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from tuireader.meaning.gazetteer import Entry, Gazetteer
from tuireader.meaning.places import Mention

_LETTERS: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ـ": None, "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي"}
)
_VOWELS = re.compile("[\u064b-\u0652\u0670]")
_ARTICLE: Final = ("وال", "بال", "فال", "كال", "لل", "ال")
_PARTICLES: Final = "وبلفك"
_WORD = re.compile(r"\w+")
_SHORTEST: Final = 3
_CLOSE: Final = 3
"""Characters between two names from which on the second says something new."""


def plain_arabic(text: str) -> str:
    """Return Arabic text with one writing for each letter and without articles, as the gazetteer has it."""
    text = _VOWELS.sub("", text).translate(_LETTERS)
    return _WORD.sub(lambda match: _bare(match.group()), text)


def without_particles(text: str, gazetteer: Gazetteer) -> str:
    """Return plain Arabic text whose "and", "in", "to" are taken off words that are names without them."""

    def bare(match: re.Match[str]) -> str:
        word = match.group()
        if word not in gazetteer.longest and word[0] in _PARTICLES and (rest := _bare(word[1:])) in gazetteer.longest:
            return rest
        return word

    return _WORD.sub(bare, plain_arabic(text))


def _bare(word: str) -> str:
    """Return a word without its articles: "المانيا" begins as if it had one, so that "الالماني" loses two."""
    while (article := next((one for one in _ARTICLE if word.startswith(one)), None)) and len(word) - len(article) >= _SHORTEST:
        word = word[len(article) :]
    return word


class Unspaced:
    """Names by their first character, for text without spaces between words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._by_first: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for name, entry in sorted(gazetteer.names.items(), key=lambda item: -len(item[0])):
            self._by_first[name[0]].append((name, entry))

    def find(self, text: str) -> list[Mention]:
        """Return the names in ``text``, the longest at each place; none overlaps another."""
        found: list[Mention] = []
        at, before = 0, -_CLOSE - 1
        while at < len(text):
            step = 1
            for name, entry in self._by_first.get(text[at], ()):
                if text.startswith(name, at):
                    step = len(name)
                    found.append(Mention(entry, at, at + step - 1, False, at - before <= _CLOSE, "place", name))
                    before = at + step
                    break
            at += step
        return found
