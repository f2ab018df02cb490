"""Archives: what lies in a zip or a tar, each member read as if it were a file, and nothing ever extracted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from tuireader.article import Draft
from tuireader.clean import clean_line
from tuireader.errors import InputError, NoArticle, UnknownFormat
from tuireader.reading.carried import Marked, Subscription
from tuireader.reading.formats import Hints, Opener, Reader, Reading, Source

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
_TAR_AT = 257
_PASSED_OVER = re.compile(
    r"(?:^|/)(?:\.|__MACOSX/)|"
    r"\.(?:css|js|mjs|map|json5|woff2?|ttf|otf|eot|svg|png|jpe?g|gif|webp|avif|ico|bmp|mp[34]|m4a|og[gv]|webm|pdf|docx?|xlsx?|py|sh|exe|dll|so)$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)


def read(source: Source) -> Reading:
    """Read every member of an archive; what a folder's walk passes over, pictures and hidden files, is passed over here.

    Raises:
        UnknownFormat: the archive is broken.
        NoArticle: it holds nothing that can be read.
        TooLarge: it has too many members, or unpacks to too much.
    """
    from tuireader.reading.archives import members

    if source.depth:
        raise UnknownFormat("an archive within another isn't read")
    found = members.unpack(source.data, source.hints.name or source.hints.path or "")
    if isinstance(found, members.Single):
        return source.inner(found.data, Hints(name=found.name, path=source.hints.path, base_url=source.hints.base_url))
    return _joined(_each(source, found))


def _each(source: Source, found: dict[str, bytes]) -> Iterator[Reading | InputError]:
    around = source.hints.path or source.hints.name or "archive"
    folders = {_PAGE.sub("", name) for name in found if _PAGE.search(name)}
    for name, data in found.items():
        if _PASSED_OVER.search(name) or b"\0" in data[:8192] or not data.strip() or _is_part(name, folders):
            continue
        shown = clean_line(name)
        hints = Hints(name=posixpath.basename(shown), path=f"{around}/{shown}")
        try:
            yield source.inner(data, hints, _beside(name, found))
        except InputError as error:
            yield type(error)(f"{shown}: {error.reason}")


def _is_part(name: str, pages: set[str]) -> bool:
    """Whether a file lies in the folder that a browser saved beside a page."""
    parts = name.split("/")[:-1]
    return any(
        "/".join(parts[: at + 1]).removesuffix(suffix) in pages
        for at, part in enumerate(parts)
        for suffix in ("_files", "-files", "_files/", ".files")
        if part.endswith(suffix)
    )


def _beside(name: str, found: dict[str, bytes]) -> Opener:
    folder = posixpath.dirname(name)

    def open_beside(relative: str) -> bytes | None:
        return found.get(posixpath.normpath(posixpath.join(folder, relative)))

    return open_beside


def _joined(readings: Iterator[Reading | InputError]) -> Reading:
    drafts: list[Draft] = []
    failures: list[InputError] = []
    subscriptions: list[Subscription] = []
    addresses: list[str] = []
    marks: list[Marked] = []
    for reading in readings:
        if isinstance(reading, InputError):
            failures.append(reading)
            continue
        drafts += reading.drafts
        failures += reading.failures
        subscriptions += reading.subscriptions
        addresses += reading.addresses
        marks += reading.marks
    if not (drafts or subscriptions or addresses or marks):
        raise failures[0] if failures else NoArticle("there is nothing in this archive that can be read")
    return Reading(
        drafts=tuple(drafts), failures=tuple(failures), subscriptions=tuple(subscriptions), addresses=tuple(addresses), marks=tuple(marks)
    )


def _sniff(source: Source) -> int:
    data = source.data
    return 100 if data.startswith(_MAGIC) or data[_TAR_AT : _TAR_AT + 5] == b"ustar" else 0


READER = Reader("archive", _sniff, read, tidies=True)
