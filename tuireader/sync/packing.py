"""What fits before the train: stories chosen for a reading time and a number of bytes, the freshest first, by turns over the regions.

Pure: it knows neither store nor network. What a page will bring is guessed (:mod:`estimates`), and set right when it came.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import NamedTuple

from tuireader.query import WORDS_A_MINUTE
from tuireader.sync.estimates import Candidate, Cost, Estimates

_DAY = 86400
_AGES = (_DAY, 2 * _DAY, 3 * _DAY, 7 * _DAY, 30 * _DAY)
"""Stories of one of these spans are equally fresh; among them those on board come first, for they cost nothing."""


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


class Packing:
    """Chooses story after story. What was chosen counts with its estimate until :meth:`settle` says what it came to.

    Every region gets its turn before any gets a second one. Then what is on board counts, as far as it is as fresh as anything that could
    be fetched; then each region gets turns by the square root of the stories that it has: one with four times as many fills twice the
    time. A story that doesn't fit gives its turn to the next of its region.
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
        self._freshest = len(_AGES)
        """The span of the freshest story that would have to be fetched."""
        for story in stories:
            if not story.on_board:
                self._freshest = min(self._freshest, self._span(story))
            self._offered[story.region] += 1
            self._passed.append(story)
        self.again()

    def take(self) -> Candidate | None:
        """Choose the next story that fits; None where none does until something is settled."""
        while (region := self._next_region()) is not None:
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

    def _next_region(self) -> str | None:
        """Return whose turn it is; None where nothing is left to choose from."""
        there = [name for name, waiting in self._waiting.items() if waiting]
        without = [name for name in there if not self._shares[name]]
        counting = [name for name in there if self._counts(self._waiting[name][0])]
        return min(without or counting or there, key=self._turn, default=None)

    def _counts(self, story: Candidate) -> bool:
        """Whether a story is on board, and nothing that could be fetched is fresher; those of a region come before its others."""
        return story.on_board and self._span(story) <= self._freshest

    def _span(self, story: Candidate) -> int:
        """Return how old it is: the number of the span in which it came out, 0 for the last day."""
        return sum(self._now - story.moment >= span for span in _AGES)

    def _turn(self, region: str) -> tuple[float, int, str]:
        return self._shares[region] / math.sqrt(self._offered[region]), -self._waiting[region][0].moment, region

    def _freshness(self, story: Candidate) -> tuple[int, bool, int, str]:
        return self._span(story), not story.on_board, -story.moment, story.id


def choose(packing: Packing) -> list[Candidate]:
    """Choose as though all came as it is thought to; return what was chosen, in order."""
    while (story := packing.take()) is not None:
        if not story.on_board:
            cost = packing.estimates.cost(story)
            packing.spent += cost.bytes
            packing.settle(story.id, cost.words)
    return packing.taken
