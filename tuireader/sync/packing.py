"""What fits before the train: stories chosen for a reading time and a number of bytes, the freshest first, by turns over the regions.

Pure: it knows neither store nor network. What a page will bring is guessed from those that came (:class:`Estimates`), and set right when
it came.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import NamedTuple

from tuireader.query import WORDS_A_MINUTE

_DAY = 86400
_AGES = (_DAY, 2 * _DAY, 3 * _DAY, 7 * _DAY, 30 * _DAY)
"""Stories of one of these spans are equally fresh; among them those on board come first, for they cost nothing."""
_PAGE_BYTES, _PAGE_WORDS, _PICTURE_BYTES = 90_000, 600, 120_000
"""What is taken for granted until something came: a news page as it is sent, its words, a picture."""
_LEARNT = 50
"""The latest so many of a kind tell what the next will be like."""


class Budget(NamedTuple):
    """How much to take along; None for no limit."""

    words: int | None = None
    bytes: int | None = None
    """As received over the network, feeds included."""

    @classmethod
    def of(cls, minutes: int | None = None, size: int | None = None) -> Budget:
        """Return the budget for a reading time in minutes and a number of bytes."""
        return cls(None if minutes is None else minutes * WORDS_A_MINUTE, size)

    @property
    def minutes(self) -> int | None:
        """The reading time in minutes."""
        return None if self.words is None else self.words // WORDS_A_MINUTE


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


class Packing:
    """Chooses story after story. What was chosen counts with its estimate until :meth:`settle` says what it came to.

    Every region gets its turn before any gets a second one, and after that as often as the square root of the stories that it has: one
    with four times as many fills twice the time. A story that doesn't fit gives its turn to the next of its region.
    """

    def __init__(self, stories: Iterable[Candidate], budget: Budget, now: int, estimates: Estimates | None = None) -> None:
        """Take the stories to choose from; ``now`` tells how fresh they are, in epoch seconds."""
        self.budget = budget
        self.estimates = estimates or Estimates()
        self.spent = 0
        """Bytes received so far, whatever for; kept by whoever fetches."""
        self.taken: list[Candidate] = []
        """Those chosen, in order."""
        self._now = now
        self._waiting: dict[str, deque[Candidate]] = {}
        self._passed: list[Candidate] = []
        self._offered: dict[str, int] = defaultdict(int)
        self._shares: dict[str, int] = defaultdict(int)
        self._open: dict[str, tuple[Candidate, Cost]] = {}
        self._arrived: dict[str, int] = {}
        self._words = 0
        for story in stories:
            self._offered[story.region] += 1
            self._passed.append(story)
        self.again()

    def take(self) -> Candidate | None:
        """Choose the next story that fits; None where none does until something is settled."""
        while (region := min((name for name, waiting in self._waiting.items() if waiting), key=self._turn, default=None)) is not None:
            story = self._waiting[region].popleft()
            cost = self.estimates.cost(story)
            if not self._fits(cost):
                self._passed.append(story)
                continue
            if not story.on_board and self._must_wait(cost):
                self._waiting[region].appendleft(story)
                return None
            self.taken.append(story)
            self._shares[region] += max(1, cost.words)
            if story.on_board:
                self._words += cost.words
            else:
                self._open[story.id] = (story, cost)
            return story
        return None

    def correct(self, story_id: str, words: int, size: int) -> None:
        """Say that a chosen story's text came: its words, and the bytes that are still to come for it."""
        story, guessed = self._open[story_id]
        known = self._arrived.get(story_id, 0)
        self._shares[story.region] += words - guessed.words - known
        self._words += words - known
        self._arrived[story_id] = words
        self._open[story_id] = (story, Cost(0, size))

    def settle(self, story_id: str, words: int) -> None:
        """Say how many words a chosen story brought: none where it didn't come. What it took is in :attr:`spent` by then."""
        self.correct(story_id, words, 0)
        del self._open[story_id], self._arrived[story_id]

    def again(self) -> None:
        """Offer those that didn't fit once more: what came may have been less than was thought."""
        passed, self._passed = self._passed, []
        for story in passed:
            self._waiting.setdefault(story.region, deque()).append(story)
        for region in {story.region for story in passed}:
            self._waiting[region] = deque(sorted(self._waiting[region], key=self._freshness))

    @property
    def left(self) -> list[Candidate]:
        """Those not chosen, that would have to be fetched."""
        return [story for stories in (self._passed, *self._waiting.values()) for story in stories if not story.on_board]

    @property
    def pending(self) -> set[str]:
        """The ids of those chosen whose page hasn't come."""
        return {key for key, (story, _) in self._open.items() if story.page and key not in self._arrived}

    @property
    def words(self) -> int:
        """Words of what was chosen, estimated where it hasn't come yet."""
        return self._words + sum(cost.words for _, cost in self._open.values())

    @property
    def bytes(self) -> int:
        """Bytes received, and those still to come for what was chosen."""
        return self.spent + sum(cost.bytes for _, cost in self._open.values())

    def _fits(self, cost: Cost) -> bool:
        words, size = self.budget
        return (words is None or self.words + cost.words <= words) and (size is None or self.bytes + cost.bytes <= size or not cost.bytes)

    def _must_wait(self, cost: Cost) -> bool:
        """Whether too much is on its way: were all of it as long as the longest that came, it would still have to fit.

        The first texts come one after the other, then two, then four, until it is known how long they are.
        """
        coming = [guessed for key, (_, guessed) in self._open.items() if key not in self._arrived]
        words, size = self.budget
        if words is not None and coming:
            longest = sum(map(self.estimates.longest, (*coming, cost)))
            if longest > words - self._words or len(coming) > self.estimates.texts:
                return True
        # Bytes are counted as they come, and end it; with half of what is left on its way hardly anything is broken off.
        return bool(self._open) and size is not None and 2 * (self.bytes - self.spent + cost.bytes) > size - self.spent

    def _turn(self, region: str) -> tuple[float, int, str]:
        return self._shares[region] / math.sqrt(self._offered[region]), -self._waiting[region][0].moment, region

    def _freshness(self, story: Candidate) -> tuple[int, bool, int, str]:
        age = self._now - story.moment
        return sum(age >= span for span in _AGES), not story.on_board, -story.moment, story.id


def choose(packing: Packing) -> list[Candidate]:
    """Choose as though all came as it is thought to; return what was chosen, in order."""
    while (story := packing.take()) is not None:
        if not story.on_board:
            cost = packing.estimates.cost(story)
            packing.spent += cost.bytes
            packing.settle(story.id, cost.words)
    return packing.taken
