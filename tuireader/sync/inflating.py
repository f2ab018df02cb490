"""Decompression piece by piece: none is made before it is asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Protocol

from tuireader.errors import FetchError

ACCEPTED = "gzip, br, zstd"
"""What Accept-Encoding says."""
_GZIP = b"\x1f\x8b"
_PIECE = 1 << 16
"""Bytes of a piece, about."""
_SLICE = 64
"""Bytes of zstd that are decompressed at once: they hold sixteen blocks at most, of 128 KiB each."""
_WINDOW = 1 << 23
"""Bytes that zstd may look back over the web (RFC 9659); more would be memory that a server decides on."""


class Inflater(Protocol):
    """What decompresses one body."""

    most: int
    """Bytes that it may make at once, told before it makes any."""
    window: int
    """Bytes at most that it keeps of what it made, to look back at."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Return what the next bytes decompress to, each piece made when it is asked for; that raises FetchError where they are broken."""

    def is_cut(self) -> bool:
        """Whether the end hasn't come, though something has."""


def inflater(encoding: str) -> Inflater:
    """Return what decompresses an encoding; "" is none.

    Raises:
        FetchError: it isn't one of those that are asked for.
    """
    made = _MAKERS.get(encoding)
    if made is None:
        raise FetchError(f"the server sent an encoding that wasn't asked for: {encoding[:40]}")
    return made()


class _Plain:
    """Bytes as they are."""

    most = _PIECE
    window = 0

    def pieces(self, data: bytes) -> Iterator[bytes]:
        yield data

    def is_cut(self) -> bool:
        return False


class _Zlib:
    """gzip (of several members too) and zlib."""

    most = _PIECE
    window = 1 << 15

    def __init__(self) -> None:
        self._member = zlib.decompressobj(47)
        self._begun = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._member.eof:
                if not data.startswith(_GZIP):
                    break  # padding after the last member
                self._member = zlib.decompressobj(47)
            self._begun = True
            try:
                piece = self._member.decompress(data, _PIECE)
            except zlib.error as error:
                raise _broken() from error
            data = self._member.unconsumed_tail or self._member.unused_data
            yield piece

    def is_cut(self) -> bool:
        return self._begun and not self._member.eof


class _Brotli:
    """Brotli, which fills its whole window before it gives anything of it."""

    most = window = 1 << 24

    def __init__(self) -> None:
        import brotli

        self._error = brotli.error
        self._decoder: Any = brotli.Decompressor()
        self._begun = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if data and not self._begun:
            self.most = self.window = max(2 * _PIECE, 1 << _window_bits(data[0]))
        self._begun = True
        return self._made(data)

    def _made(self, data: bytes) -> Iterator[bytes]:
        more = True
        while more:
            try:
                piece = self._decoder.process(data, output_buffer_limit=_PIECE)
            except self._error as error:
                raise _broken() from error
            data = b""
            # That it accepts more doesn't mean that it has given all.
            more = not self._decoder.is_finished() and (bool(piece) or not self._decoder.can_accept_more_data())
            yield piece

    def is_cut(self) -> bool:
        return self._begun and not self._decoder.is_finished()


class _Zstd:
    """Frames of Zstandard, one behind the other."""

    most = _PIECE + (_SLICE // 4 << 17)
    window = _WINDOW

    def __init__(self) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        self._maker: Any = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self._frame: Any = self._maker.decompressobj()
        self._begun = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            self._begun = True
            out = bytearray()
            while data and len(out) < _PIECE:
                piece, data = data[:_SLICE], data[_SLICE:]
                try:
                    if self._frame.eof:
                        self._frame = self._maker.decompressobj()
                    out += self._frame.decompress(piece)
                except self._error as error:
                    raise _broken() from error
                if self._frame.eof:
                    data = self._frame.unused_data + data
            yield bytes(out)

    def is_cut(self) -> bool:
        return self._begun and not self._frame.eof


def _window_bits(first: int) -> int:
    """Return what the first byte of Brotli says of the window (RFC 7932, 9.1)."""
    if not first & 1:
        return 16
    return 17 + (first >> 1 & 7) if first >> 1 & 7 else 8 + (first >> 4 & 7 or 9)


def _broken() -> FetchError:
    return FetchError("the answer's compression is broken")


_MAKERS: dict[str, type[Inflater]] = {
    "": _Plain,
    "identity": _Plain,
    "gzip": _Zlib,
    "x-gzip": _Zlib,
    "deflate": _Zlib,
    "br": _Brotli,
    "zstd": _Zstd,
}
