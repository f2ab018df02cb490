"""Read a response's body within bounds: what a bomb would inflate to never exists in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tuireader.errors import FetchError, TooLarge
from tuireader.sync.inflating import inflater

_PLAIN = frozenset({"", "identity"})


def read_body(chunks: Iterable[bytes], encoding: str, size: int, on_chunk: Callable[[int], None]) -> bytes:
    """Return the body, decompressed.

    Args:
        chunks: the bytes as they come over the network.
        encoding: the value of Content-Encoding, "" where there is none.
        size: how many bytes it may have, compressed and decompressed.
        on_chunk: told how many bytes came so far over the network.

    Raises:
        TooLarge: it has more.
        FetchError: an unknown or a double encoding, broken or cut compression, or no bytes at all.
    """
    encoding = encoding.strip().lower()
    inflate = None if encoding in _PLAIN else inflater(encoding)
    body = bytearray()
    came = 0
    for chunk in chunks:
        came += len(chunk)
        body += chunk if inflate is None else inflate.take(chunk, size + 1 - len(body))
        if max(came, len(body)) > size:
            raise TooLarge(f"over the limit of {size:,} bytes")
        on_chunk(came)
    if inflate is not None and inflate.is_cut():
        raise FetchError("the answer was cut short")
    if not body:
        raise FetchError("the server sent an empty answer")
    return bytes(body)
