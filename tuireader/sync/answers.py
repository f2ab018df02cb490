"""Answers that are to be read, and what comes of them: plain data. What reads them is loaded when the first one comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tuireader.sync.memory import LARGE, return_large_blocks

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.drafting import Finished
    from tuireader.reading.carried import Feed
    from tuireader.store.records import Picture
    from tuireader.sync.exchange import Answer


@dataclass(frozen=True)
class Answered:
    """An answer that is to be read, and what the server said of it."""

    data: bytes
    url: str
    content_type: str | None
    charset: str | None


@dataclass(frozen=True, kw_only=True)
class FeedAnswer(Answered):
    """An answer that should be a feed, and what the subscription says of its stories."""

    origin: str
    region: tuple[str, ...]
    section: str | None
    seen: bytes = b""
    """Prints of the entries that are stored already, one behind the other."""


class FeedRead(NamedTuple):
    """What came of it."""

    feed: Feed | None
    """None where it is no feed."""
    found: list[Finished]
    words: str | None
    """What is wrong with it."""
    known: int = 0
    """How many entries are as they were, and not among those found."""
    seen: bytes = b""
    """Prints of all its entries."""

    @property
    def entries(self) -> int:
        """How many it has."""
        return len(self.found) + self.known


@dataclass(frozen=True, kw_only=True)
class PageAnswer(Answered):
    """An answer that should be a story's page, and the story as its feed gives it."""

    story: Article
    region: tuple[str, ...]


class PageRead(NamedTuple):
    """What came of it."""

    found: Finished | None
    """None where the page was another one."""
    words: str | None


@dataclass(frozen=True, kw_only=True)
class PictureAnswer(Answered):
    """An answer that should be a picture."""

    address: str
    """As the story names it."""
    width: int
    """Pixels; a wider one is scaled down."""


class PictureRead(NamedTuple):
    """What came of it."""

    picture: Picture | None
    why: str = ""
    """Why it is none to show."""
    wanted: bool = True
    """Whether the story lacks it then; an icon it doesn't."""
    lasting: bool = True
    """Whether it would be the same another time."""


def about(answer: Answer) -> tuple[bytes, str, str | None, str | None]:
    """Return the first four fields of what is to be read."""
    return answer.data, answer.final_url, answer.content_type, answer.charset


def read_answer(answer: Answered) -> FeedRead | PageRead:
    """Read what an answer carries: a feed or a page."""
    if len(answer.data) > LARGE:
        return_large_blocks()  # in the process that reads it
    from tuireader.sync import parsing  # readers and meaning take longer to load than a sync that finds nothing new takes

    if isinstance(answer, FeedAnswer):
        return parsing.read_feed(answer)
    if isinstance(answer, PageAnswer):
        return parsing.read_page(answer)
    raise TypeError(answer)
