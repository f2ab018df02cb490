"""Fetch what one address brings, or say why it doesn't."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tuireader.errors import FetchError
from tuireader.sync.exchange import Limits, Progress, ask, shown
from tuireader.sync.guard import Guard

__all__ = ["Fetched", "Limits", "fetch", "is_web_address", "shown"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address brought."""

    url: str
    """The address as asked for, without user name and password."""
    final_url: str
    """The address that answered, after redirects; without user name, password and fragment."""
    status: int
    content_type: str | None
    """Type and subtype in lower case, without parameters."""
    charset: str | None
    """The charset that the server claims."""
    data: bytes
    """The body, decompressed."""


def fetch(
    url: str,
    *,
    limits: Limits | None = None,
    allow_hosts: Iterable[str] = (),
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Fetched:
    """Fetch an address and return what it brought; safe to call from any thread.

    Args:
        url: an http or https address.
        limits: how much the fetch may take.
        allow_hosts: hosts (``host`` or ``host:port``) that may lead to this computer or the network around it.
        on_progress: told the bytes that came so far, and the bytes that the server promised (None where it didn't).
        cancelled: asked several times a second; True ends the fetch with FetchError("stopped").

    Raises:
        FetchError: it didn't come, or not whole; ``reason`` is a sentence for people, ``source`` the address.
        TooLarge: it is over the limit in bytes.
    """
    answer = ask(url, limits=limits, guard=Guard(allow_hosts), on_progress=on_progress, cancelled=cancelled)
    if not answer.good:
        raise FetchError(answer.words, answer.url)
    return Fetched(answer.url, answer.final_url, answer.status, answer.content_type, answer.charset, answer.data)


def is_web_address(text: str) -> bool:
    """Whether the text starts as an http(s) address does, so that it can't be meant as a file."""
    return re.match(r"https?://", text, re.IGNORECASE) is not None
