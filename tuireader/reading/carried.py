"""What bytes can carry beside articles: subscriptions, marks, and what a feed says of itself."""

from __future__ import annotations

import msgspec


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed as a whole; there even where it has no entries."""

    kind: str
    """"RSS", "Atom", "RSS 1.0" or "JSON Feed"."""
    title: str | None = None
    site: str | None = None
    """Address of the site that it is the feed of."""
    language: str | None = None
    entries: int = 0
    """How many the feed has, those counted too that couldn't be read."""


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that somebody reads, as a list of subscriptions names it."""

    address: str
    """Of the feed, http(s) only."""
    title: str | None = None
    site: str | None = None
    region: str | None = None
    """A desk or a country, as the list has it, unchecked; only our own lists say it."""
    section: str | None = None
    folder: tuple[str, ...] = ()
    """The folders that it lies in, outermost first."""


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """What another reader had noted of one article."""

    url: str | None = None
    guid: str | None = None
    feed: str | None = None
    """Address of the feed that it came by."""
    read: bool = False
    starred: bool = False
