"""What a sync tells while it runs, and at its end: plain data, for the screen, the command line and programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tuireader.query import minutes

Outcome = Literal["stories", "nothing new", "odd", "failed", "gone", "held"]
"""What came of a feed: stories; nothing new; a right answer that is odd; none; none ever again; not now."""


@dataclass(frozen=True, slots=True)
class FeedDone:
    """A feed was asked."""

    title: str
    address: str
    outcome: Outcome
    stories: int = 0
    """In its answer, those included that were there already."""
    words: str | None = None
    """What is wrong, or odd."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the sync is; told several times a second."""

    feeds: int
    feeds_done: int
    pages: int
    pages_done: int
    stories: int
    received: int
    """Bytes, as they came."""
    hosts: tuple[str, ...]
    """Being asked now."""
    pictures: int = 0
    """To be fetched, as far as is known."""
    pictures_done: int = 0
    minutes: int | None = None
    """Reading time on board and on its way, of a sync with a budget once it chooses."""


Event = FeedDone | Progress
Listener = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A story that isn't whole."""

    id: str
    title: str
    whole: str
    why: str


@dataclass(frozen=True, slots=True)
class Aboard:
    """What a region has to read: unread stories that are complete."""

    region: str
    stories: int
    words: int
    minutes: int
    """Reading time."""
    pictures: int
    bytes: int
    """The room that texts and pictures take in the store."""


@dataclass(frozen=True, slots=True)
class PictureMissing:
    """A picture that a story wants and that didn't come."""

    address: str
    why: str
    again: bool
    """Whether a later sync tries it again."""


@dataclass(slots=True)
class Report:
    """What a sync came to."""

    feeds: int = 0
    """That were to be asked."""
    unchanged: int = 0
    failed: list[FeedDone] = field(default_factory=list)
    """With those that are gone, and those left alone for now."""
    moved: list[FeedDone] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    pages: int = 0
    """Fetched for their full text."""
    pictures: int = 0
    """Fetched and stored."""
    picture_bytes: int = 0
    """That they take in the store."""
    pictures_missing: list[PictureMissing] = field(default_factory=list)
    pictures_over_budget: int = 0
    """Not asked for, because the room for pictures is full."""
    words: int = 0
    """Of the new and changed stories."""
    received: int = 0
    incomplete: list[Incomplete] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    """Of the new and changed stories."""
    offline: bool = False
    """No server could be reached; nothing was changed."""
    offline_because: str | None = None
    """In words, where more is known than that nobody answers: the proxy's trouble."""
    stopped: bool = False
    """The person stopped it; what was stored stays."""
    cut_off: bool = False
    """The network went away on the way."""
    left: int = 0
    """Stories that didn't fit into the time or the bytes; they wait for a later sync."""
    unasked: int = 0
    """Feeds that weren't read to their end, for the bytes were used up."""
    aboard: list[Aboard] | None = None
    """By region what there is to read without a network, after a sync with a budget; None after any other."""
    lacking_pictures: int = 0
    """Unread stories whose whole text is on board without all of the pictures that are wanted."""

    @property
    def minutes(self) -> int:
        """Reading time of the new and changed stories."""
        return minutes(self.words)

    @property
    def to_read(self) -> Aboard:
        """What all regions have to read."""
        found = self.aboard or []
        words = sum(one.words for one in found)
        pictures, size = sum(one.pictures for one in found), sum(one.bytes for one in found)
        return Aboard("", sum(one.stories for one in found), words, minutes(words), pictures, size)
