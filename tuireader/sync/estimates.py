"""What a story will take of time and bytes: known where it is on board, guessed from others where its page must come first. Pure."""

from __future__ import annotations

import statistics
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import NamedTuple

_PAGE_BYTES, _PAGE_WORDS, _PICTURE_BYTES = 90_000, 600, 120_000
"""What is taken for granted until something came: a news page as it is sent, its words, a picture."""
_LEARNT = 50
"""The latest so many of a kind tell what the next will be like."""


class Candidate(NamedTuple):
    """An unread story that may be taken along."""

    id: str
    region: str
    """The desk that it stands under."""
    moment: int
    """When it was published, else first seen: epoch seconds."""
    source: str = ""
    """Who publishes it: the words of its page are guessed from the source's other pages."""
    words: int = 0
    """Of what is stored; of its page nobody knows yet."""
    page: bool = False
    """Whether its page must be fetched."""
    pictures: int = 0
    """How many of its pictures are wanted and not there."""

    @property
    def on_board(self) -> bool:
        """Whether it is complete already."""
        return not self.page and not self.pictures


class Cost(NamedTuple):
    """What a story takes of the budget."""

    words: int
    bytes: int


class _Kind:
    """The latest of a kind, and what the next will be like: the one in their middle."""

    def __init__(self, otherwise: int) -> None:
        self._known: deque[int] = deque(maxlen=_LEARNT)
        self._otherwise = otherwise
        self._middle: int | None = None

    def __len__(self) -> int:
        return len(self._known)

    def learn(self, number: int) -> None:
        self._known.append(number)
        self._middle = None

    @property
    def largest(self) -> int:
        return max(self._known, default=0)

    @property
    def typical(self) -> int:
        if self._middle is None:
            self._middle = round(statistics.median(self._known)) if self._known else self._otherwise
        return self._middle


class Estimates:
    """What pages and pictures are like, learnt while they come."""

    def __init__(self, words: Iterable[tuple[str, int]] = (), sizes: str = "") -> None:
        """Take what is known already.

        Args:
            words: the sources of whole stories, and their words.
            sizes: what :attr:`sizes` was of another sync; anything else is passed over.
        """
        self._page_bytes, self._page_pictures, self._picture_bytes = _Kind(_PAGE_BYTES), _Kind(0), _Kind(_PICTURE_BYTES)
        self._all_words = _Kind(_PAGE_WORDS)
        self._words: defaultdict[str, _Kind] = defaultdict(lambda: _Kind(_PAGE_WORDS))
        for source, number in words:
            self.learn_words(source, number)
        for kind, number_as_text in zip((self._page_bytes, self._page_pictures, self._picture_bytes), sizes.split(), strict=False):
            if number_as_text.isascii() and number_as_text.isdecimal():
                kind.learn(int(number_as_text[:9]))

    def learn_words(self, source: str, words: int) -> None:
        """Note the words of a whole story."""
        self._words[source].learn(words)
        self._all_words.learn(words)

    def learn_page(self, size: int, pictures: int) -> None:
        """Note a page: its bytes as they came, and how many pictures it wants."""
        self._page_bytes.learn(size)
        self._page_pictures.learn(pictures)

    def learn_picture(self, size: int) -> None:
        """Note a picture: its bytes as they came."""
        self._picture_bytes.learn(size)

    @property
    def sizes(self) -> str:
        """What was learnt of sizes, to begin with the next time."""
        kinds = (self._page_bytes, self._page_pictures, self._picture_bytes)
        return " ".join(str(kind.typical) if kind else "-" for kind in kinds)

    def pictures(self, number: int) -> int:
        """Return how many bytes so many pictures will take, as far as can be told."""
        return number * self._picture_bytes.typical

    @property
    def texts(self) -> int:
        """How many texts are known, as many as are of use."""
        return len(self._all_words)

    def longest(self, cost: Cost) -> int:
        """Return how many words a story may well have that is thought to cost so much: as the longest that came, twice as many at least."""
        return max(self._all_words.largest, 2 * cost.words)

    def cost(self, story: Candidate) -> Cost:
        """Return what a story will take, as far as can be told."""
        if not story.page:
            return Cost(story.words, self.pictures(story.pictures))
        kind = self._words.get(story.source) or self._all_words
        pictures = max(story.pictures, self._page_pictures.typical)
        return Cost(max(kind.typical, story.words), self._page_bytes.typical + self.pictures(pictures))
