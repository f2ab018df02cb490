"""Which capitalised words are names: told by where else the article has them, for at the head of a sentence any word has a capital."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tuireader.meaning.lexicon import sections
from tuireader.meaning.origins import kind_of
from tuireader.meaning.passages import Passage
from tuireader.meaning.runs import Run
from tuireader.meaning.verbs import FORMS

_COMMON = sections("common.en")
_GRAMMAR = sections("grammar.en")
_ENGLISH = frozenset(FORMS).union(
    *(_COMMON[kind] for kind in ("adjectives", "nouns", "verbs")), _GRAMMAR["prepositions"], _GRAMMAR["openers"], _GRAMMAR["determiners"]
)
_TAILS = _COMMON["tails"]
_TITLES = sections("titles.en")
_BELONG = frozenset[str]().union(*(_TITLES[kind] for kind in ("titles", "qualifiers", "institutions", "people", "groups")))
_GIVEN_NAMES = frozenset[str]().union(*sections("given_names").values())
_ENDINGS = tuple(sorted(_COMMON["endings"]))
_CONTRACTED = tuple(f"{mark}{end}" for mark in "'’" for end in ("m", "ll", "ve", "d", "re"))
_FEW = 30
"""Questions after which it pays to part the text into its words: to look for a few words in it takes a tenth of that."""
_KNOWN_KINDS = frozenset({"country", "people", "person", "institution", "group", "city", "division", "region", "seat"})


class Evidence:
    """What an article shows of its words: which have a capital within sentences, which are names' last words, which are small."""

    def __init__(self, passages: Sequence[Passage], runs: Sequence[Run]) -> None:
        """Take the article's passages and the runs of capitalised words in them."""
        self.inner: set[str] = set()
        """Words with a capital where only a name has one, in lower case as all of these."""
        self.last: set[str] = set()
        """Words that end a name."""
        self.pairs: set[tuple[str, ...]] = set()
        """Words that begin a name within a sentence, and the word behind them."""
        self._passages = passages
        self._asked = 0
        headings = {number for number, passage in enumerate(passages) if passage.kind == "heading"}
        for run in runs:
            lows = run.lows
            if run.passage in headings:
                continue
            if len(lows) > 1:
                self.last.add(lows[-1])
                if run.opens:
                    self.inner.update(lows[1:])
                else:
                    self.inner.update(lows)
                    self.pairs.add(lows[:2])
            elif not run.opens:
                self.last.add(lows[0])
                self.inner.add(lows[0])

    def is_name(self, word: str, following: str) -> bool:
        """Whether the capitalised ``word`` that opens a sentence is a name's.

        Args:
            following: the capitalised word that stands behind it, "" where none does.
        """
        low = word.lower()
        if low.endswith(_CONTRACTED):
            return False
        if _has_own_capitals(word):
            return True
        if following:
            if low in _BELONG or low in _GIVEN_NAMES or low in _GRAMMAR["particles"] or (low, following.lower()) in self.pairs:
                return True
            return low in self.last or not self._is_common(low) or bool(kind_of(f"{word} {following}"))
        if low in self.last:
            return True
        known = low in self.inner or low in _GIVEN_NAMES or kind_of(word) in _KNOWN_KINDS
        if not known and (low in _ENGLISH or low.endswith(_ENDINGS)):
            return False
        return not self._is_small(low) and (known or not self._is_common(low))

    def is_word(self, word: str) -> bool:
        """Whether a lone capitalised word is a common one wherever it stands (Tweeted, T-shirt), or two names in one (Lee-Price)."""
        low = word.lower()
        first, hyphen, second = low.partition("-")
        if hyphen:
            return (first in self.last and second in self.last) or (self._is_common(low) and not _has_own_capitals(word))
        return low in _ENGLISH and self._is_small(low) and word.istitle() and kind_of(word) not in _KNOWN_KINDS

    def _is_small(self, low: str) -> bool:
        """Whether a word stands in small letters somewhere, alone or before a comma or a full stop."""
        self._asked += 1
        if self._asked > _FEW:
            return low in self._words or f"{low}," in self._words or f"{low}." in self._words
        text = self._text
        return low in text and (f" {low} " in text or f" {low}, " in text or f" {low}. " in text)

    @cached_property
    def _text(self) -> str:
        """All words as they stand, with a space before and behind each."""
        text = " ".join([passage.text for passage in self._passages])
        # The only white space that is printable is the space.
        return f" {text} " if text.isprintable() else f" {' '.join(text.split())} "

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._text.split())

    def _is_common(self, low: str) -> bool:
        if low in _ENGLISH or self._is_small(low):
            return True
        head, _, tail = low.rpartition("-")
        return bool(head) and (tail in _TAILS or tail in _ENGLISH or self._is_small(tail))


def _has_own_capitals(word: str) -> bool:
    """Whether a word has capitals that no place in a sentence gives: CNN, McCain, O'Neill, Jean-Claude."""
    inner = word[1:].partition("-")[2] or word[1:]
    return inner != inner.lower() or (len(word) == 2 and word[1] == ".")
