"""What goes over a connection, whichever HTTP is spoken: one request at a time, and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from tuireader.errors import FetchError
from tuireader.sync.dial import Stream

NO_ANSWER = "the server closed the connection without an answer"
CUT = "the answer was cut short"
NOT_HTTP = "the server doesn't speak proper HTTP"
MOST_HEADERS = 100 * 1024
"""Bytes that an answer's head may have."""


class HungUp(FetchError):
    """The connection ended before an answer began: where it had served before, the server may only have grown tired of it."""


class Request(NamedTuple):
    """A GET."""

    scheme: str
    authority: str
    """Host, and the port where it isn't the usual one."""
    target: str
    headers: list[tuple[str, bytes]]
    """All but Host."""


class Head(NamedTuple):
    """How an answer begins."""

    status: int
    headers: dict[str, str]
    """By their names in lower case; those that came several times joined by commas."""


class Conversation(Protocol):
    """A connection that speaks some HTTP. Every method may raise FetchError and OSError."""

    stream: Stream

    def ask(self, request: Request) -> Head:
        """Send a request; return how the answer begins."""

    def body(self) -> Iterator[bytes]:
        """Yield the answer's body as it comes."""

    def is_free(self) -> bool:
        """Whether the answer has come to its end, and another request may follow. Waits for nothing."""

    def is_alive(self) -> bool:
        """Whether a free connection still stands. Waits for nothing."""


def head(status: int, pairs: Iterable[tuple[bytes, bytes]]) -> Head:
    """Return an answer's head of the bytes that came."""
    headers: dict[str, str] = {}
    for name, value in pairs:
        key, words = _text(name).lower(), _text(value)
        headers[key] = f"{headers[key]}, {words}" if key in headers else words
    return Head(status, headers)


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
