"""What goes into the store."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tuireader.article import Article

Outcome = Literal["new", "changed", "same", "deleted"]


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


class Incoming(NamedTuple):
    """An article on its way into the store."""

    article: Article
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


class Stored(NamedTuple):
    """What became of an incoming article."""

    id: str
    outcome: Outcome
    """``new``; ``changed``; ``same``: nothing to do; ``deleted``: it was deleted once and stays so."""
