"""Some bytes into finished articles: read, find their meaning, identify. Pure, so that another process can do it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from tuireader import meaning, reading
from tuireader.article import Article, Draft, content_digest, identify, identity_key, text_digest
from tuireader.errors import InputError, UnknownFormat
from tuireader.gathering import Material
from tuireader.meaning import enrich
from tuireader.reading import Hints, Reading, read
from tuireader.reading.alongside import Saved
from tuireader.reading.carried import Marked, Subscription

RULES = 1000 * reading.RULES + meaning.RULES
"""Version of all rules together that an article is read by; the higher one is the later one."""


class Failure(NamedTuple):
    """An input, or a part of one, that didn't become an article."""

    source: str
    """As the person named it."""
    reason: str


class Finished(NamedTuple):
    """An article as the store wants it."""

    article: Article
    key: str
    """See :func:`tuireader.article.identity_key`."""
    original: Hints | None
    """What was known of the bytes, where they hold just this article: then they are worth keeping as its original."""
    rules: int
    """Version of the rules that read it."""
    digest: bytes
    text_digest: bytes
    part: bytes | None = None
    """The original, where that is only a part of the material."""


class Brought(NamedTuple):
    """All that some bytes carry."""

    found: list[Finished | Failure]
    feed: bool = False
    """Whether they are a feed, which may have no entries."""
    subscriptions: tuple[Subscription, ...] = ()
    addresses: tuple[str, ...] = ()
    """Of stories to fetch."""
    marks: tuple[Marked, ...] = ()
    pictures: tuple[Saved, ...] = ()
    """That came along with saved pages."""

    @property
    def anything(self) -> bool:
        """Whether there was anything to take, or to tell of."""
        return bool(self.found or self.feed or self.subscriptions or self.addresses or self.marks)


def hints_for(material: Material) -> Hints:
    """Return what is known of a file's bytes."""
    return Hints(name=os.path.basename(material.source), path=material.source)  # noqa: PTH119 - hundreds a second


def finish(material: Material, hints: Hints) -> Iterator[Finished | Failure]:
    """Yield the articles of some bytes, and a failure for each part that can't be read."""
    yield from bring(material, hints).found


def bring(material: Material, hints: Hints) -> Brought:
    """Return all that some bytes carry; a folder's binary files carry nothing."""
    try:
        found = read(material.data, hints, material.beside)
    except UnknownFormat as error:
        told = material.alone or b"\0" not in material.data[:8192]
        return Brought([Failure(material.source, error.reason)] if told else [])
    except InputError as error:
        return Brought([Failure(material.source, error.reason)])
    lone = len(found.drafts) == 1
    shared = shared_addresses(found.drafts)
    finished: list[Finished | Failure] = []
    places = list(_places(found, material.origin, hints.origin))
    for draft, origin, part in zip(found.drafts, places, found.parts or [None] * len(found.drafts), strict=True):
        if part is not None:
            finished.append(complete(draft, origin, part.hints, shared=shared)._replace(part=part.data))
            continue
        if lone and hints.base_url and not draft.article.url and found.feed is None:
            draft = msgspec.structs.replace(draft, article=msgspec.structs.replace(draft.article, url=hints.base_url))  # noqa: PLW2901
        finished.append(complete(draft, origin, hints if lone else None, shared=shared))
    finished += [Failure(material.source, failure.reason) for failure in found.failures]
    return Brought(finished, found.feed is not None, found.subscriptions, found.addresses, found.marks, found.pictures)


def _places(found: Reading, origin: str | None, named: str | None) -> Iterator[str | None]:
    """Yield a name for where each draft came from, which it has again when more have come to lie beside it.

    Args:
        found: what was read.
        origin: of all the bytes.
        named: how the person named them; what lies in them is named behind that.
    """
    seen: dict[str, int] = {}
    parts = found.parts or [None] * len(found.drafts)
    for draft, part in zip(found.drafts, parts, strict=True):
        path = part.hints.path if part is not None else draft.article.source_path
        inside = path.removeprefix(named) if path and named and path.startswith(f"{named}/") else ""
        number = seen[inside] = seen.get(inside, 0) + 1
        alone = number == 1 and (inside or len(found.drafts) == 1)
        yield None if origin is None else f"{origin}{inside}" if alone else f"{origin}{inside}#{number}"


def shared_addresses(drafts: Sequence[Draft]) -> frozenset[str]:
    """Return the addresses that several entries of one feed give, each with a name of its own: a podcast's home page names no episode."""
    names: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.article.url and draft.article.guid:
            names.setdefault(draft.article.url, set()).add(draft.article.guid)
    return frozenset(url for url, guids in names.items() if len(guids) > 1)


def complete(draft: Draft, origin: str | None = None, original: Hints | None = None, *, shared: frozenset[str] = frozenset()) -> Finished:
    """Return a draft as the store wants it: with its meaning, identified.

    Args:
        draft: what a reader made.
        origin: where it came from; None identifies an article without address and name by its text.
        original: what was known of the bytes, where they are worth keeping.
        shared: addresses that don't tell this story from others; see :func:`shared_addresses`.
    """
    # Our own JSON comes placed; what it says is kept as it is.
    article = draft.article if draft.article.region_path else enrich(draft)
    of_text = text_digest(article)
    told_by = msgspec.structs.replace(article, url=None) if article.url in shared else article
    key = identity_key(told_by, origin or f"text:{of_text.hex()}")
    article = msgspec.structs.replace(article, id=identify(key))
    return Finished(article, key, original, RULES, content_digest(article), of_text)
