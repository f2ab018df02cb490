"""Cutting a passage into words and signs, with each quotation as one token, and telling where sentences begin."""

from __future__ import annotations

import re
from itertools import accumulate

from tuireader.meaning.evidence import Evidence
from tuireader.meaning.lexicon import sections
from tuireader.meaning.passages import Passage

QUOTE = '"'
"""The token that stands for a quotation."""

_SHORTENED = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Cmdr|Adm|Brig|Rev|Hon|St|Jr|Sr|Inc|Co|Corp|Ltd|No|vs"
    "|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Ariz|Calif|Colo|Conn|Fla|Ill|Mass|Mich|Minn|Tenn|Tex|Wash|Wis|[A-Z]"
)
_POINTED = "|".join(rf"(?<=\b{word}\.)" for word in _SHORTENED.split("|"))
# Possessive repetition throughout: no text makes this go back on its steps. An abbreviation keeps its point, "Trump's" falls into two.
# It begins with a sign of any kind, and what most words are is tried first: so it takes half the time.
_TOKEN = re.compile(
    r"(\S(?:"
    r"(?<=[A-Za-z])[A-Za-z]*+(?=[ ,])"
    rf"|(?<=\w)\w*+(?:\.(?:(?<=\b[A-Z]\.)(?:[A-Z]\.){{1,7}}|(?=[\s,])(?:{_POINTED}))|(?:[-.&@/]\w++|['’](?!(?:s|d|ll|re|ve|m)\b)\w++)*+)"
    r"|(?<=['’])(?:s|d|ll|re|ve|m)\b"
    r"|(?<=\.)\.{1,3}"
    r"|(?<=\W)))"
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
_MAY_END = _ENDS | _CLOSERS | {QUOTE}
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
        self.lows = list(map(str.lower, self.words))
        self.heads = self._heads(passage)
        """For each token the place where its sentence begins."""
        for place in sorted(set(self.heads)):
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
        # What lies between two tokens, and a token, by turns: so all offsets are sums of lengths.
        parts = _TOKEN.split(text[start:end])
        offsets = list(accumulate(map(len, parts), initial=start))
        self.words += parts[1::2]
        self.starts += offsets[1:-1:2]
        self.ends += offsets[2::2]

    def _heads(self, passage: Passage) -> list[int]:
        words = self.words
        ends = [place for place, word in enumerate(words[:-1]) if (word in _MAY_END or word[-1] == ".") and self._ends(passage, place)]
        heads: list[int] = []
        for end in (*ends, len(words) - 1):
            heads += [len(heads)] * (end + 1 - len(heads))
        return heads

    def _ends(self, passage: Passage, place: int) -> bool:
        """Whether a sentence ends with the token at ``place``, which another follows."""
        word, following = self.words[place], self.words[place + 1]
        opens = following[0].isupper() or following[0] in _SENTENCE_OPENERS
        if word in _ENDS:
            return opens or following[0].isdigit()
        if word in _CLOSERS:
            return place > 0 and self.words[place - 1] in _ENDS and (opens or following[0].isdigit())
        if word == QUOTE:
            return opens and place in self.quotes and passage.text[passage.quoted[self.quotes[place]].end - 1] in ".?!…"
        return following[0].isupper() and word not in _NAME_AFTER_POINT and following in _STARTERS
