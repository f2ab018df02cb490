"""The members of an archive, unpacked in memory within bounds; whatever an archive says of itself is doubted."""

from __future__ import annotations

import bz2
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from typing import NamedTuple, Protocol

from tuireader.errors import InputError, TooLarge, UnknownFormat
from tuireader.reading.archives.limits import LARGEST_MEMBER, MOST_MEMBERS
from tuireader.reading.decoding import binary_kind
from tuireader.reading.formats import Room

_MEMORY = 64 << 20
"""Bytes that an xz stream may ask for."""
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, KeyError, IndexError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
_LONGEST_ENTRY = 300
"""Bytes of a zip's directory for each of its members, their names included."""
_OFFICE = "[Content_Types].xml"
_ZIP_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Others can ask for gigabytes, or are nobody's default."""


class Single(NamedTuple):
    """A file that was only compressed."""

    name: str
    data: bytes


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def unpack(data: bytes, name: str, room: Room) -> dict[str, bytes] | Single:
    """Return the members of an archive by their names, in its order, or the one file that was compressed.

    Args:
        data: the archive.
        name: of its file.
        room: what may be unpacked; what is comes off it.

    Raises:
        UnknownFormat: it is broken, or packed in a way that isn't read.
        TooLarge: it has more members, or unpacks to more, than there is room for.
    """
    try:
        if data.startswith(b"PK"):
            return _from_zip(data, room)
        if data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")):
            data = _decompressed(data, room)
            if data[257:262] != b"ustar":
                return Single(name.rsplit(".", 1)[0] if name.lower().endswith((".gz", ".bz2", ".xz")) else name, data)
        return _from_tar(data, room)
    except InputError:
        raise
    except _BROKEN as error:
        raise UnknownFormat(f"this is {binary_kind(data) or 'a tar archive'}, and broken: {error}") from error


def _from_zip(data: bytes, room: Room) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    if _directory(data) > _LONGEST_ENTRY * max(room.members, 0):
        raise TooLarge(f"it has more than {MOST_MEMBERS:,} members")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        _count(room, len(infos))
        if any(info.filename == _OFFICE for info in infos[:20]):
            raise UnknownFormat("this is an Office document, not an article")
        for info in infos:
            kind = stat.S_IFMT(info.external_attr >> 16)
            if info.is_dir() or kind not in (0, stat.S_IFREG):
                continue
            if info.flag_bits & 1:
                raise UnknownFormat("the archive is encrypted")
            if info.compress_type not in _ZIP_METHODS:
                raise UnknownFormat("the archive is packed by a method that isn't read here")
            with archive.open(info) as member:
                content = member.read(min(room.bytes, LARGEST_MEMBER) + 1)
            _spend(room, content)
            members.setdefault(info.filename, content)
    return members


def _from_tar(data: bytes, room: Room) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for info in archive:
            _count(room, 1)
            # A sparse member may claim any size, a link any target.
            if not info.isreg() or info.issparse():
                continue
            member = archive.extractfile(info)
            content = member.read(min(room.bytes, LARGEST_MEMBER) + 1) if member else b""
            _spend(room, content)
            members.setdefault(info.name.lstrip("/"), content)
    return members


def _directory(data: bytes) -> int:
    """Return how many bytes a zip's directory has, by its last record (APPNOTE 4.3.16): only when all is taken apart it can be counted."""
    at = data.rfind(b"PK\5\6", max(0, len(data) - (1 << 16) - 22))
    return int.from_bytes(data[at + 12 : at + 16], "little") if at >= 0 else 0


def _count(room: Room, members: int) -> None:
    room.members -= members
    if room.members < 0:
        raise TooLarge(f"it has more than {MOST_MEMBERS:,} members")


def _spend(room: Room, content: bytes) -> None:
    if len(content) > min(room.bytes, LARGEST_MEMBER):
        room.bytes = 0  # what else lies beside it isn't unpacked to the brim again
        raise TooLarge("it unpacks to far more than texts do")
    room.bytes -= len(content)


def _decompressed(data: bytes, room: Room) -> bytes:
    decompressor: _Decompressor
    if data.startswith(b"\x1f\x8b"):
        decompressor = zlib.decompressobj(31)
    elif data.startswith(b"BZh"):
        decompressor = bz2.BZ2Decompressor()
    else:
        decompressor = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MEMORY)
    content = decompressor.decompress(data, room.bytes + 1)
    if len(content) > room.bytes:
        room.bytes = 0
        raise TooLarge("it unpacks to far more than texts do")
    if not decompressor.eof:
        raise UnknownFormat("the archive is cut short")
    return content
