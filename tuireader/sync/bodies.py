"""Read a response's body within bounds: what a bomb would inflate to never exists in memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

from tuireader.errors import FetchError, TooLarge

ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})
_PLAIN = frozenset({"", "identity"})
_GZIP = b"\x1f\x8b"


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
    if encoding in _PLAIN:
        inflate = None
    elif encoding in ENCODINGS:
        inflate = _Inflate(size)
    else:
        raise FetchError(f"the server sent an encoding that wasn't asked for: {encoding[:40]}")
    body = bytearray()
    came = 0
    for chunk in chunks:
        came += len(chunk)
        body += chunk if inflate is None else inflate.take(chunk)
        if max(came, len(body)) > size:
            raise TooLarge(f"over the limit of {size:,} bytes")
        on_chunk(came)
    if inflate is not None:
        inflate.finish()
    if not body:
        raise FetchError("the server sent an empty answer")
    return bytes(body)


class _Inflate:
    """Decompresses gzip (of several members too) and zlib, never more than a bound at once."""

    def __init__(self, size: int) -> None:
        self._bound = size + 1
        self._member = zlib.decompressobj(47)
        self._started = False

    def take(self, data: bytes) -> bytes:
        """Return what ``data`` decompresses to, at most one byte over the limit."""
        out = bytearray()
        while data and len(out) < self._bound:
            if self._member.eof:
                if not data.startswith(_GZIP):
                    break  # padding after the last member
                self._member = zlib.decompressobj(47)
            self._started = True
            try:
                out += self._member.decompress(data, self._bound - len(out))
            except zlib.error as error:
                raise FetchError("the answer's compression is broken") from error
            data = self._member.unconsumed_tail or self._member.unused_data
        return bytes(out)

    def finish(self) -> None:
        """Raise FetchError when the last member isn't whole."""
        if self._started and not self._member.eof:
            raise FetchError("the answer was cut short")
