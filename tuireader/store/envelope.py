"""A body's bytes: a header with a checksum, and compressed what the catalogue can be made from again."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any, NamedTuple

from tuireader.article import Article, from_json, to_json
from tuireader.errors import StoreDamaged, UnknownFormat
from tuireader.store.records import Original, Picture

MAGIC = b"tuir\x01"
"""The last byte is the header's version."""
_DIGEST = 16
_HEADER = len(MAGIC) + _DIGEST
_LEVEL = 5
MAX_SIZE = 256 * 2**20
"""Bytes that a body may have when unpacked."""


class Body(NamedTuple):
    """An article as it lies in the bodies, with what the catalogue knows of it beyond its text and the reader's marks."""

    article: Article
    key: str
    version: int
    first_seen: int
    starter: bool
    rules: int | None
    original: str | None
    """The original's digest, in hex."""


def seal(name: str, payload: bytes, level: int = _LEVEL) -> bytes:
    """Return ``payload`` compressed, under a header that fits ``name`` alone."""
    packed = zlib.compress(payload, level)
    return MAGIC + _digest(name, packed) + packed


def unseal(name: str, data: bytes) -> bytes:
    """Return what :func:`seal` was given.

    Raises:
        StoreDamaged: the bytes are not those that were written under that name.
    """
    if data[: len(MAGIC)] != MAGIC:
        raise StoreDamaged(f"{name} doesn't begin as a body does")
    packed = data[_HEADER:]
    if _digest(name, packed) != data[len(MAGIC) : _HEADER]:
        raise StoreDamaged(f"{name} is not as it was written: its checksum differs")
    inflate = zlib.decompressobj()
    try:
        payload = inflate.decompress(packed, MAX_SIZE)
    except zlib.error as error:
        raise StoreDamaged(f"{name} can't be unpacked: {error}") from error
    if not inflate.eof:
        raise StoreDamaged(f"{name} is cut short, or larger than any story")
    return payload


def _digest(name: str, packed: bytes) -> bytes:
    digest = hashlib.blake2b(name.encode(), digest_size=_DIGEST)
    digest.update(b"\0" + packed)
    return digest.digest()


def article_name(article_id: str, version: int) -> str:
    """Return the name of a body."""
    return f"article/{article_id}/{version}"


def original_name(digest: bytes) -> str:
    """Return the name of an original: by what it holds, for the entries of a feed share one."""
    return f"original/{digest.hex()}"


STORE_NAME = "about/store"
"""The name under which the bodies keep what catalogue they belong to."""


def pack(body: Body) -> bytes:
    """Return a body's bytes."""
    about = body._asdict()
    del about["article"]
    payload = json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + to_json(body.article)
    return seal(article_name(body.article.id, body.version), payload)


def unpack(name: str, data: bytes) -> Body:
    """Return the body that :func:`pack` was given.

    Raises:
        StoreDamaged: the bytes are not those that were written.
    """
    about, _, article = unseal(name, data).partition(b"\n")
    try:
        return Body(article=from_json(article), **json.loads(about))
    except (ValueError, TypeError, UnknownFormat) as error:
        raise StoreDamaged(f"{name} can't be read: {error}") from error


def pack_original(original: Original) -> tuple[bytes, bytes]:
    """Return an original's digest and bytes; the rules' version is the catalogue's matter."""
    digest = original_digest(original)
    return digest, seal(original_name(digest), _payload(original))


def original_digest(original: Original) -> bytes:
    """Return the digest alone."""
    return hashlib.blake2b(_payload(original), digest_size=_DIGEST).digest()


def _payload(original: Original) -> bytes:
    about: dict[str, Any] = original._asdict()
    del about["data"], about["rules"]
    return json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + original.data


def unpack_original(digest: bytes, rules: int, data: bytes) -> Original:
    """Return the original that :func:`pack_original` was given.

    Raises:
        StoreDamaged: the bytes are not those that were written.
    """
    name = original_name(digest)
    about, _, content = unseal(name, data).partition(b"\n")
    try:
        return Original(data=content, rules=rules, **json.loads(about))
    except (ValueError, TypeError) as error:
        raise StoreDamaged(f"{name} can't be read: {error}") from error


def picture_name(address: str) -> str:
    """Return the name of a picture."""
    return f"picture/{hashlib.blake2b(address.encode(), digest_size=_DIGEST).hexdigest()}"


def pack_picture(picture: Picture) -> bytes:
    """Return a picture's bytes, which no compression would make fewer."""
    about = picture._asdict()
    del about["data"]
    return seal(picture_name(picture.address), json.dumps(about).encode() + b"\n" + picture.data, level=0)


def unpack_picture(name: str, data: bytes) -> Picture:
    """Return the picture that :func:`pack_picture` was given.

    Raises:
        StoreDamaged: the bytes are not those that were written.
    """
    about, _, content = unseal(name, data).partition(b"\n")
    try:
        found = json.loads(about)
        picture = Picture(str(found["address"]), content, str(found["media_type"]), int(found["width"]), int(found["height"]))
    except (ValueError, TypeError, KeyError) as error:
        raise StoreDamaged(f"{name} can't be read: {error}") from error
    if picture_name(picture.address) != name:
        raise StoreDamaged(f"{name} is another address's picture")
    return picture


class Tombstone(NamedTuple):
    """What is left among the bodies of a deleted article: bodies up to ``version`` stay deleted."""

    id: str
    key: str
    version: int
    deleted: int


def tombstone_name(article_id: str) -> str:
    """Return the name of a tombstone."""
    return f"tomb/{article_id}"


def seal_tombstone(article_id: str, key: str, version: int, deleted: int) -> bytes:
    """Return a tombstone's bytes."""
    return seal(tombstone_name(article_id), json.dumps(Tombstone(article_id, key, version, deleted)).encode())


def unseal_tombstone(name: str, data: bytes) -> Tombstone:
    """Return what :func:`seal_tombstone` was given.

    Raises:
        StoreDamaged: the bytes are not those that were written.
    """
    try:
        return Tombstone(*json.loads(unseal(name, data)))
    except (ValueError, TypeError) as error:
        raise StoreDamaged(f"{name} can't be read: {error}") from error
