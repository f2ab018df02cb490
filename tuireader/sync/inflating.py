"""Decompression that never makes more bytes at once than there is room for."""

from __future__ import annotations

import zlib
from typing import Any, Protocol

from tuireader.errors import FetchError

ACCEPTED = "gzip, br, zstd"
"""What Accept-Encoding says."""
_GZIP = b"\x1f\x8b"
_SLICE = 64
"""Bytes of zstd that are decompressed at once: they hold sixteen blocks at most, of 128 KiB each."""
_WINDOW = 1 << 23
"""Bytes that zstd may look back over the web (RFC 9659); more would be memory that a server decides on."""


class Inflater(Protocol):
    """What decompresses one body."""

    def take(self, data: bytes, room: int) -> bytes:
        """Return what the next bytes decompress to, cut where it is over ``room``; raise FetchError where they are broken."""

    def is_cut(self) -> bool:
        """Whether the end hasn't come, though something has."""


def inflater(encoding: str) -> Inflater:
    """Return what decompresses an encoding.

    Raises:
        FetchError: it isn't one of those that are asked for.
    """
    made = _MAKERS.get(encoding)
    if made is None:
        raise FetchError(f"the server sent an encoding that wasn't asked for: {encoding[:40]}")
    return made()


class _Zlib:
    """gzip (of several members too) and zlib."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(47)
        self._begun = False

    def take(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data and len(out) < room:
            if self._member.eof:
                if not data.startswith(_GZIP):
                    break  # padding after the last member
                self._member = zlib.decompressobj(47)
            self._begun = True
            try:
                out += self._member.decompress(data, room - len(out))
            except zlib.error as error:
                raise _broken() from error
            data = self._member.unconsumed_tail or self._member.unused_data
        return bytes(out)

    def is_cut(self) -> bool:
        return self._begun and not self._member.eof


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._error = brotli.error
        self._decoder: Any = brotli.Decompressor()
        self._begun = False

    def take(self, data: bytes, room: int) -> bytes:
        self._begun = True
        out = bytearray()
        try:
            while len(out) < room:
                out += self._decoder.process(data, output_buffer_limit=room - len(out))
                data = b""
                if self._decoder.can_accept_more_data():
                    break
        except self._error as error:
            raise _broken() from error
        return bytes(out)

    def is_cut(self) -> bool:
        return self._begun and not self._decoder.is_finished()


class _Zstd:
    """Frames of Zstandard, one behind the other."""

    def __init__(self) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        self._maker: Any = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self._frame: Any = self._maker.decompressobj()
        self._begun = False

    def take(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data and len(out) < room:
            piece, data = data[:_SLICE], data[_SLICE:]
            self._begun = True
            try:
                if self._frame.eof:
                    self._frame = self._maker.decompressobj()
                out += self._frame.decompress(piece)
            except self._error as error:
                raise _broken() from error
            if self._frame.eof:
                data = self._frame.unused_data + data
        return bytes(out[:room])

    def is_cut(self) -> bool:
        return self._begun and not self._frame.eof


def _broken() -> FetchError:
    return FetchError("the answer's compression is broken")


_MAKERS: dict[str, type[Inflater]] = {"gzip": _Zlib, "x-gzip": _Zlib, "deflate": _Zlib, "br": _Brotli, "zstd": _Zstd}
