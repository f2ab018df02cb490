"""Read a response's body within bounds: what a bomb would inflate to never exists in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tuireader.errors import FetchError, TooLarge
from tuireader.sync.inflating import inflater


def read_body(
    chunks: Iterable[bytes], encoding: str, size: int, on_chunk: Callable[[int], None], room: Callable[[int], None] = lambda _: None
) -> bytes:
    """Return the body, decompressed.

    Args:
        chunks: the bytes as they come over the network.
        encoding: the value of Content-Encoding, "" where there is none.
        size: how many bytes it may have, compressed and decompressed.
        on_chunk: told how many bytes came so far over the network.
        room: told how many bytes of memory the body takes, before it takes more of them; it may wait.

    Raises:
        TooLarge: it has more.
        FetchError: an unknown or a double encoding, broken or cut compression, or no bytes at all.
    """
    inflate = inflater(encoding.strip().lower())
    body = bytearray()
    came = 0
    for chunk in chunks:
        came += len(chunk)
        pieces = inflate.pieces(chunk)
        while max(came, len(body)) <= size:
            room(len(body) + min(len(body), inflate.window) + inflate.most)
            piece = next(pieces, None)
            if piece is None:
                break
            body += piece
        else:
            raise TooLarge(f"over the limit of {size:,} bytes")
        room(len(body) + min(len(body), inflate.window))
        on_chunk(came)
    if inflate.is_cut():
        raise FetchError("the answer was cut short")
    if not body:
        raise FetchError("the server sent an empty answer")
    room(len(body))
    return bytes(body)
