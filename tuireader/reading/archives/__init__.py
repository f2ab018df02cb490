"""Archives: what lies in a zip or a tar, each member read as if it were a file, and nothing ever extracted.

An archive that lies in another is read too, one level deep; all of them together keep to the bounds of the outermost.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from tuireader.article import Draft
from tuireader.clean import clean_line
from tuireader.errors import InputError, NoArticle, UnknownFormat
from tuireader.reading.alongside import Alongside, Lying, Saved, lying
from tuireader.reading.archives.limits import MOST_MEMBERS, most_bytes
from tuireader.reading.carried import Marked, Subscription
from tuireader.reading.companions import is_beside, is_companion, pages
from tuireader.reading.formats import Hints, Part, Reader, Reading, Room, Source

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
_TAR_AT = 257
_PASSED_OVER = re.compile(
    r"(?:^|/)(?:\.|__MACOSX/)|"
    r"\.(?:css|js|mjs|map|json5|woff2?|ttf|otf|eot|svg|png|jpe?g|gif|webp|avif|ico|bmp|mp[34]|m4a|og[gv]|webm|pdf|docx?|xlsx?|py|sh|exe|dll|so)$",
    re.IGNORECASE,
)
_DATABASE = b"SQLite format 3\0"
_DEEPEST = 1
"""How many archives or mails an archive may lie in."""


class _Member(NamedTuple):
    data: bytes
    hints: Hints
    found: Reading | InputError


def read(source: Source) -> Reading:
    """Read every member of an archive; what a folder's walk passes over, pictures and hidden files, is passed over here.

    Raises:
        UnknownFormat: the archive is broken.
        NoArticle: it holds nothing that can be read.
        TooLarge: it has too many members, or unpacks to too much.
    """
    from tuireader.reading.archives import members

    if source.depth > _DEEPEST:
        raise UnknownFormat("an archive within an archive within an archive isn't read")
    source.room = source.room or Room(most_bytes(len(source.data)), MOST_MEMBERS)
    found = members.unpack(source.data, source.hints.name or source.hints.path or "", source.room)
    if isinstance(found, members.Single):
        return source.inner(found.data, Hints(name=found.name, path=source.hints.path, base_url=source.hints.base_url))
    return _joined(_each(source, found))


def _each(source: Source, found: dict[str, bytes]) -> Iterator[_Member]:
    around = source.hints.origin or "archive"
    saved = pages(found)
    for name, data in found.items():
        if _PASSED_OVER.search(name) or not data.strip() or _is_binary(data) or _lies_beside(name, saved):
            continue
        shown = clean_line(name)
        hints = Hints(name=posixpath.basename(shown), path=f"{around}/{shown}")
        try:
            beside = partial(_beside, found, name)
            reading = source.inner(data, hints, Alongside(partial(_lying, beside)))
            pictures = tuple(each._replace(data=beside(each.path)) if each.data is None else each for each in reading.pictures)
            failures = tuple(type(failure)(f"{shown}: {failure.reason}") for failure in reading.failures)
            yield _Member(data, hints, msgspec.structs.replace(reading, failures=failures, pictures=pictures))
        except InputError as error:
            yield _Member(data, hints, type(error)(f"{shown}: {error.reason}"))


def _beside(found: dict[str, bytes], page: str, path: str) -> bytes:
    """Return the file at a path from the page's own folder, where that is the folder that a browser saved beside it; else nothing."""
    around, name = posixpath.split(page)
    return found.get(posixpath.join(around, path), b"") if is_beside(path, name) else b""


def _lying(beside: Callable[[str], bytes], path: str) -> Lying | None:
    return lying(beside(path))


def _is_binary(data: bytes) -> bool:
    """Whether a member is none of the binary formats that are read, and no text either."""
    return b"\0" in data[:8192] and not _is_archive(data) and not data.startswith(_DATABASE)


def _lies_beside(name: str, saved: frozenset[str]) -> bool:
    """Whether a file lies in the folder that a browser saved beside a page."""
    folders = name.split("/")[:-1]
    return bool(saved) and any(is_companion("/".join(folders[: at + 1]), saved) for at in range(len(folders)))


def _joined(members: Iterator[_Member]) -> Reading:
    drafts: list[Draft] = []
    parts: list[Part | None] = []
    failures: list[InputError] = []
    subscriptions: list[Subscription] = []
    addresses: list[str] = []
    marks: list[Marked] = []
    pictures: list[Saved] = []
    for data, hints, reading in members:
        if isinstance(reading, InputError):
            failures.append(reading)
            continue
        alone = len(reading.drafts) == 1 and reading.feed is None
        drafts += reading.drafts
        parts += reading.parts or ([Part(data, hints)] if alone else [None] * len(reading.drafts))
        failures += reading.failures
        subscriptions += reading.subscriptions
        addresses += reading.addresses
        marks += reading.marks
        pictures += reading.pictures
    if not (drafts or subscriptions or addresses or marks):
        raise failures[0] if failures else NoArticle("there is nothing in this archive that can be read")
    return Reading(
        drafts=tuple(drafts),
        parts=tuple(parts),
        failures=tuple(failures),
        subscriptions=tuple(subscriptions),
        addresses=tuple(addresses),
        marks=tuple(marks),
        pictures=tuple(pictures),
    )


def _is_archive(data: bytes) -> bool:
    return data.startswith(_MAGIC) or data[_TAR_AT : _TAR_AT + 5] == b"ustar"


def _sniff(source: Source) -> int:
    return 100 if _is_archive(source.data) else 0


READER = Reader("archive", _sniff, read, tidies=True)
