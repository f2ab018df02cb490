"""What goes into the store and what comes out, apart from articles themselves. Light: a list needs nothing heavier."""

# No `from __future__ import annotations`: NamedTuple would compile every annotation again, which a list's start would feel.
from array import array
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from tuireader.article import Article

Outcome = Literal["new", "changed", "same", "deleted"]
Cursor = tuple[int, int]
"""Where a page ended: the last row's sort key and number."""


class Original(NamedTuple):
    """The bytes that an article was read from, and what was known of them."""

    data: bytes
    rules: int
    """Version of the rules that read them."""
    name: str | None = None
    path: str | None = None
    content_type: str | None = None
    base_url: str | None = None
    charset: str | None = None


class Picture(NamedTuple):
    """A picture of a story's."""

    address: str
    """Where it was fetched from, as the story names it."""
    data: bytes
    media_type: str
    """``image/jpeg`` or ``image/png``."""
    width: int
    """Pixels."""
    height: int


class Incoming(NamedTuple):
    """An article on its way into the store."""

    article: "Article"
    key: str
    """See :func:`tuireader.article.identity_key`."""
    original: Original | None = None
    starter: bool = False
    """Whether it belongs to the starter edition."""
    explicit: bool = False
    """Whether a person asked for just this one: then it comes back though it was deleted."""
    digest: bytes = b""
    """See :func:`tuireader.article.content_digest`; worked out where it is empty."""
    text_digest: bytes = b""
    """See :func:`tuireader.article.text_digest`; worked out where it is empty."""
    rules: int | None = None
    """Version of the rules that read it, where there is no original to say so."""
    pictures: tuple[str, ...] = ()
    """Addresses of those of its pictures that are to be fetched."""
    replaces: int | None = None
    """For a story read again: the version that it was read from. It is written in that one's place alone, however little it holds."""

    @property
    def read_by(self) -> int | None:
        """Version of the rules that read it."""
        return self.original.rules if self.original else self.rules


class Kept(NamedTuple):
    """A story with all that is stored of it, to be read again."""

    article: "Article"
    """Where its text places it, wherever the reader moved it."""
    key: str
    version: int
    starter: bool
    original: Original | None


class Stored(NamedTuple):
    """What became of an incoming article."""

    id: str
    outcome: Outcome
    """``new``; ``changed``; ``same``: nothing to do; ``deleted``: it was deleted once and stays so."""


class Summary(NamedTuple):
    """All of a story that a list shows. Times are epoch seconds."""

    number: int
    """The row's number: what :meth:`Store.order` gives and :meth:`Store.rows` takes."""
    sort: int
    """What lists are ordered by: when it was published, else first seen."""
    id: str
    title: str
    source: str | None
    region: str
    country: str | None
    section: str | None
    published: int | None
    updated: int | None
    first_seen: int
    words: int
    quotations: int
    pictures: int
    whole: str
    read: bool
    starred: bool
    moved: bool
    """Whether the reader moved it to its region."""
    starter: bool
    position: tuple[int, int] | None
    """Block and offset where reading stopped."""
    language: str | None
    url: str | None
    byline: str | None
    places: tuple[str, ...]
    """ISO codes of the countries named, most named first."""
    missing: int = 0
    """Pictures of the story that are wanted, not stored, and not known to be gone for good."""


class Page(NamedTuple):
    """Some rows of a list, in its order."""

    rows: list[Summary]
    after: Cursor | None
    """For the next page; None where this one was the last."""


class Hit(NamedTuple):
    """A story found by its words."""

    summary: Summary
    score: float
    """The higher, the better."""


class Count(NamedTuple):
    """How many stories there are, and how many of them are unread."""

    total: int = 0
    unread: int = 0

    def plus(self, other: "Count") -> "Count":
        """Return the sum."""
        return Count(self.total + other.total, self.unread + other.unread)


class Counts(NamedTuple):
    """The numbers beside the regions."""

    all: Count
    starred: Count
    regions: dict[str, Count]
    """By desk, alphabetically; desks without stories are left out."""
    countries: dict[tuple[str, str], Count]
    """By desk and country; countries without stories are left out."""


class Order(NamedTuple):
    """A list's order at one moment."""

    numbers: "array[int]"
    """Row numbers, for :meth:`Store.rows`."""
    after: Cursor | None
    """For what follows; None where nothing does."""
