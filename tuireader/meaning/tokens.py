"""Cutting a passage into words and signs, with each quotation as one token, and telling where sentences begin."""

from __future__ import annotations

import re

from tuireader.meaning.evidence import Evidence
from tuireader.meaning.lexicon import sections
from tuireader.meaning.passages import Passage

QUOTE = '"'
"""The token that stands for a quotation."""

# Possessive repetition throughout: no text makes this go back on its steps. An abbreviation keeps its point, "Trump's" falls into two.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,8}|(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Govs?|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Cmdr|Adm|Brig|Rev|Hon|St|Jr|Sr|Inc|Co|Corp|Ltd|No|vs"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Ariz|Calif|Colo|Conn|Fla|Ill|Mass|Mich|Minn|Tenn|Tex|Wash|Wis|[A-Z])\.(?=[\s,])"
    r"|\w++(?:[-.&@/]\w++|['’](?!(?:s|d|ll|re|ve|m)\b)\w++)*+|['’](?:s|d|ll|re|ve|m)\b|\.{2,4}|[^\w\s]"
)
_NAME_AFTER_POINT = frozenset(
    [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Prof.",
        "Sen.",
        "Sens.",
        "Rep.",
        "Reps.",
        "Gov.",
        "Govs.",
        "Gen.",
        "Lt.",
        "Col.",
        "Maj.",
        "Capt.",
        "Sgt.",
        "Cpl.",
        "Cmdr.",
        "Adm.",
        "Brig.",
        "Rev.",
        "Hon.",
        "St.",
    ]
)
_STARTERS = frozenset(word.capitalize() for word in sections("grammar.en")["not names"])
_PARTICLES = sections("grammar.en")["particles"]
_ENDS = frozenset(".?!")
_CLOSERS = frozenset(")]")
_SENTENCE_OPENERS = frozenset("\"'‘[(")


class Tokens:
    """A passage's tokens, as parallel lists: words, the same in lower case, where each starts and ends, which sentence each is in."""

    __slots__ = ("ends", "heads", "lows", "places", "quotes", "starts", "words")

    def __init__(self, passage: Passage, evidence: Evidence) -> None:
        """Cut the passage, its quotations found; a common word loses the capital that it has from the head of a sentence."""
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quotes: dict[int, int] = {}
        """Number of the passage's quotation by the place of its token."""
        self.places: list[int] = []
        """Place of each quotation's token."""
        self._cut(passage)
        self.lows = [word.lower() for word in self.words]
        self.heads = self._heads(passage)
        """For each token the place where its sentence begins."""
        for place in sorted({*self.heads}):
            self._lower(place, evidence)

    def _lower(self, place: int, evidence: Evidence) -> None:
        """Take the capital from the first word of the sentence that begins at ``place`` if it is no name."""
        while place < len(self.words) - 1 and not self.words[place][0].isalnum():
            place += 1
        word, low = self.words[place], self.lows[place]
        if not word[0].isupper() or f"{low[0].upper()}{low[1:]}" in _STARTERS or low in _PARTICLES:
            return
        behind = place + 1
        while behind < min(len(self.words), place + 3) and (self.lows[behind] in _PARTICLES or self.lows[behind] in {"of", "the"}):
            behind += 1
        following = self.words[behind] if behind < len(self.words) else ""
        if not evidence.is_name(word, following if following[:1].isupper() else ""):
            self.words[place] = low

    def _cut(self, passage: Passage) -> None:
        at = 0
        for number, quoted in enumerate(passage.quoted):
            self._cut_between(passage.text, at, quoted.before)
            self.quotes[len(self.words)] = number
            self.places.append(len(self.words))
            self.words.append(QUOTE)
            self.starts.append(quoted.before)
            self.ends.append(quoted.after)
            at = quoted.after
        self._cut_between(passage.text, at, len(passage.text))

    def _cut_between(self, text: str, start: int, end: int) -> None:
        for match in _TOKEN.finditer(text, start, end):
            self.words.append(match[0])
            self.starts.append(match.start())
            self.ends.append(match.end())

    def _heads(self, passage: Passage) -> list[int]:
        heads: list[int] = []
        head = 0
        words, last = self.words, len(self.words) - 1
        for place, word in enumerate(words):
            heads.append(head)
            if place == last:
                break
            following = words[place + 1]
            if word in _ENDS or word in _CLOSERS:
                ended = word in _ENDS or (place and words[place - 1] in _ENDS)
                if ended and (following[0].isupper() or following[0].isdigit() or following[0] in _SENTENCE_OPENERS):
                    head = place + 1
            elif word == QUOTE and place in self.quotes:
                quoted = passage.quoted[self.quotes[place]]
                if passage.text[quoted.end - 1] in ".?!…" and (following[0].isupper() or following[0] in _SENTENCE_OPENERS):
                    head = place + 1
            elif len(word) > 1 and word[-1] == "." and following[0].isupper() and word not in _NAME_AFTER_POINT and following in _STARTERS:
                head = place + 1
        return heads
