"""Some bytes into finished articles: read, find their meaning, identify. Pure, so that another process can do it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from tuireader import meaning, reading
from tuireader.article import Article, Draft, content_digest, identify, identity_key, text_digest
from tuireader.errors import InputError, UnknownFormat
from tuireader.gathering import Material
from tuireader.meaning import enrich
from tuireader.reading import Hints, read

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


def hints_for(material: Material) -> Hints:
    """Return what is known of a file's bytes."""
    return Hints(name=os.path.basename(material.source), path=material.source)  # noqa: PTH119 - hundreds a second


def finish(material: Material, hints: Hints) -> Iterator[Finished | Failure]:
    """Yield the articles of some bytes, and a failure for each part that can't be read; a folder's binary files are passed over."""
    try:
        found = read(material.data, hints)
    except UnknownFormat as error:
        if material.alone or b"\0" not in material.data[:8192]:
            yield Failure(material.source, error.reason)
        return
    except InputError as error:
        yield Failure(material.source, error.reason)
        return
    lone = len(found.drafts) == 1
    for number, draft in enumerate(found.drafts, 1):
        origin = material.origin if lone or material.origin is None else f"{material.origin}#{number}"
        yield _finished(draft, origin, hints, lone=lone)
    for failure in found.failures:
        yield Failure(material.source, failure.reason)


def _finished(draft: Draft, origin: str | None, hints: Hints, *, lone: bool) -> Finished:
    if lone and hints.base_url and not draft.article.url:
        draft = msgspec.structs.replace(draft, article=msgspec.structs.replace(draft.article, url=hints.base_url))
    return complete(draft, origin, hints if lone else None)


def complete(draft: Draft, origin: str | None = None, original: Hints | None = None) -> Finished:
    """Return a draft as the store wants it: with its meaning, identified.

    Args:
        draft: what a reader made.
        origin: where it came from; None identifies an article without address and name by its text.
        original: what was known of the bytes, where they are worth keeping.
    """
    # Our own JSON comes placed; what it says is kept as it is.
    article = draft.article if draft.article.region_path else enrich(draft)
    of_text = text_digest(article)
    key = identity_key(article, origin or f"text:{of_text.hex()}")
    article = msgspec.structs.replace(article, id=identify(key))
    return Finished(article, key, original, RULES, content_digest(article), of_text)
