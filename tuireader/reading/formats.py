"""What every reader takes and gives: the bytes with what is known of them, and what they carry."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import msgspec

from tuireader.article import Draft
from tuireader.errors import InputError, UnknownFormat
from tuireader.reading.alongside import Alongside, Saved
from tuireader.reading.carried import Feed, Marked, Subscription
from tuireader.reading.decoding import declared_in, decode


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the bytes beside the bytes themselves; every field may be missing, and the bytes overrule them."""

    name: str | None = None
    """A name to show and to take the extension from."""
    path: str | None = None
    """The path as the person gave it."""
    content_type: str | None = None
    """The media type that the server gave."""
    base_url: str | None = None
    """The address that the bytes came from."""
    charset: str | None = None
    """The encoding that the server gave."""

    @property
    def origin(self) -> str | None:
        """Where the bytes came from, as the person named it."""
        return self.path or self.name


class Part(msgspec.Struct, frozen=True):
    """Some of the bytes, of which just one article was read."""

    data: bytes
    hints: Hints
    """With them the part is read to the same article by itself; the path names it within the whole."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What some bytes carry."""

    drafts: tuple[Draft, ...] = ()
    parts: tuple[Part | None, ...] = ()
    """For each draft the part that it was read from, None where it shares that with others; empty for what has no parts."""
    failures: tuple[InputError, ...] = ()
    """The parts that could not be read, where others could."""
    feed: Feed | None = None
    """What a feed says of itself; None where it is none."""
    subscriptions: tuple[Subscription, ...] = ()
    """Feeds to read."""
    addresses: tuple[str, ...] = ()
    """Addresses of articles to fetch."""
    marks: tuple[Marked, ...] = ()
    """What another reader had noted of articles, of these and of others."""
    pictures: tuple[Saved, ...] = ()
    """Those that came along with saved pages, and that one of the articles names."""


Within = Callable[["Source"], Reading]
"""Reads what lies in a source; given to it, since a reader doesn't know of the others."""


class Room:
    """What may still be unpacked, of an archive and all that lies in it."""

    def __init__(self, size: int, members: int) -> None:
        self.bytes = size
        self.members = members


class Source:
    """The bytes on their way through the readers; decoded once, when a reader first asks for text."""

    def __init__(
        self,
        data: bytes,
        hints: Hints,
        *,
        depth: int = 0,
        room: Room | None = None,
        within: Within | None = None,
        alongside: Alongside | None = None,
    ) -> None:
        self.data = data
        self.hints = hints
        self.depth = depth
        """How many archives or mails it lies in."""
        self.room = room
        """What the archive that it lies in has left."""
        self.alongside = alongside or Alongside()
        """The pictures that came along with it."""
        self._within = within

    def inner(self, data: bytes, hints: Hints, alongside: Alongside | None = None) -> Reading:
        """Read some bytes that lie in these, as any bytes are read; raises the same errors as ``reading.read``."""
        if self._within is None:
            raise UnknownFormat("what lies in it can't be read here")
        return self._within(Source(data, hints, depth=self.depth + 1, room=self.room, within=self._within, alongside=alongside))

    @cached_property
    def text(self) -> str:
        """The bytes as text; raises UnknownFormat where they are none."""
        return decode(self.data, self.hints.charset or declared_in(self.data))


class Reader(NamedTuple):
    """A format that can be read."""

    name: str
    sniff: Callable[[Source], int]
    """How sure it is that the source is its own, from 0 (it isn't) to 100."""
    read: Callable[[Source], Reading]
    """Reads a source that it is sure of; raises UnknownFormat, NoArticle or TooLarge."""
    tidies: bool = False
    """Whether its drafts are tidied already, being other readers'."""
