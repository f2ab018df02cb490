"""The one way into the store: gather, read, find meaning, identify, store in batches.

:func:`take` stores what files, folders and standard input carry, :func:`take_fetched` what the network brought, :func:`take_starter` the
edition that a new reader opens on; :func:`parse` reads without storing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import msgspec

from tuireader import __version__, locations
from tuireader.article import Article
from tuireader.drafting import Failure, Finished, finish, hints_for
from tuireader.errors import InputError
from tuireader.gathering import Material, gather, shown
from tuireader.reading import Hints
from tuireader.spreading import spread
from tuireader.starter import stories
from tuireader.store.records import Incoming, Original

if TYPE_CHECKING:
    from tuireader.store import Store

__all__ = ["Failure", "Report", "forgo_starter", "parse", "take", "take_fetched", "take_starter"]

Named = str | os.PathLike[str]
Progress = Callable[[int], None]
Cancelled = Callable[[], bool]
BATCH = 100
"""Articles stored in one transaction."""
BATCH_BYTES = 8 << 20
"""Bytes of originals after which a batch is stored, however few articles it has."""
_STARTER_META = "starter_edition"
_TOGETHER = 16
"""Files read in one piece of work."""
_TOGETHER_BYTES = 1 << 20


class Report(msgspec.Struct):
    """What became of the inputs."""

    new: int = 0
    changed: int = 0
    same: int = 0
    """There already, as they are."""
    deleted: int = 0
    """Deleted earlier, and left out for that."""
    failed: list[Failure] = []
    ids: list[str] = []
    """Of the articles that are in the store now, in the order of the inputs."""

    def add(self, other: Report) -> None:
        """Count another report's results in."""
        for name in ("new", "changed", "same", "deleted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.failed += other.failed
        self.ids += other.ids


class _Read(NamedTuple):
    """What one file, or one folder as a whole, came to."""

    material: Material | None
    found: list[Finished | Failure]


def take(
    store: Store,
    inputs: Iterable[Named],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    stdin: BinaryIO | None = None,
) -> Report:
    """Store the articles of files, folders and standard input (``-``).

    Args:
        store: where to.
        inputs: paths, or ``-``.
        progress: told how many files were read so far.
        cancelled: asked before each file; True ends it, what was read so far is stored.
        stdin: stands for standard input, in tests.

    Returns:
        What came of each. A file named by itself comes back though its story was deleted; what lies in a named folder doesn't.

    Raises:
        StoreError: the store as a whole can't take it.
    """
    return _store(store, _told(_read_all(inputs, stdin), progress, cancelled))


def take_fetched(store: Store, data: bytes, url: str, content_type: str | None = None, charset: str | None = None) -> Report:
    """Store the articles of what an address brought.

    Args:
        store: where to.
        data: the body.
        url: the address that answered; it becomes that of a lone article that doesn't name its own.
        content_type: as the server gave it.
        charset: as the server gave it.

    Raises:
        StoreError: the store as a whole can't take it.
    """
    material = Material(url, data, f"url:{url}", alone=True)
    hints = Hints(name=url, base_url=url, content_type=content_type, charset=charset)
    return _store(store, [_Read(material, list(finish(material, hints)))])


def take_starter(store: Store) -> Report:
    """Store the starter edition, the first time that a store is asked to; what was deleted of it doesn't return.

    Raises:
        StoreError: the store as a whole can't take it.
    """
    folder = locations.starter_edition()
    if folder is None or store.meta(_STARTER_META):
        return Report()
    report = _store(store, (_Read(*story) for story in stories(folder)), starter=True)
    forgo_starter(store)
    return report


def forgo_starter(store: Store) -> None:
    """Note that the starter edition has come in, or isn't wanted."""
    store.set_meta(_STARTER_META, __version__)


def parse(inputs: Iterable[Named], *, stdin: BinaryIO | None = None) -> Iterator[Article | Failure]:
    """Yield the articles of files, folders and standard input as the store would have them, and a failure for each that can't be read."""
    for read in _read_all(inputs, stdin):
        for found in read.found:
            yield found.article if isinstance(found, Finished) else found


def _store(store: Store, files: Iterable[_Read], *, starter: bool = False) -> Report:
    """Put what was read into the store, in batches, and count what became of it."""
    report = Report()
    batch: list[Incoming] = []
    size = 0

    def flush() -> None:
        for stored in store.put_many(batch):
            setattr(report, stored.outcome, getattr(report, stored.outcome) + 1)
            if stored.outcome != "deleted":
                report.ids.append(stored.id)
        batch.clear()

    for material, found in files:
        for item in found:
            if isinstance(item, Failure):
                report.failed.append(item)
                continue
            incoming = _incoming(item, material, starter=starter)
            size += len(incoming.original.data) if incoming.original else 0
            batch.append(incoming)
            if len(batch) >= BATCH or size >= BATCH_BYTES:
                flush()
                size = 0
    if batch:
        flush()
    return report


def _incoming(item: Finished, material: Material | None, *, starter: bool) -> Incoming:
    original = None
    if material is not None and (known := item.original) is not None:
        original = Original(material.data, item.rules, known.name, known.path, known.content_type, known.base_url, known.charset)
    return Incoming(
        article=item.article,
        key=item.key,
        original=original,
        starter=starter,
        explicit=material is not None and material.alone,
        digest=item.digest,
        text_digest=item.text_digest,
        rules=item.rules,
    )


def _told(files: Iterable[_Read], progress: Progress | None, cancelled: Cancelled | None) -> Iterator[_Read]:
    """Pass the files on, telling how many there were, until it's stopped."""
    for number, read in enumerate(files, 1):
        if cancelled is not None and cancelled():
            return
        yield read
        if progress is not None:
            progress(number)


def _read_all(inputs: Iterable[Named], stdin: BinaryIO | None) -> Iterator[_Read]:
    """Gather and read the inputs, one after the other; many files on several cores."""
    for named in inputs:
        anything = False
        for files in spread(_read_piece, _pieces(gather(named, stdin))):
            for read in files:
                anything = anything or bool(read.found)
                yield read
        if not anything:
            yield _Read(None, [Failure(shown(os.fspath(named)), "there are no articles in this folder")])


def _pieces(gathered: Iterable[Material | InputError]) -> Iterator[list[Material | Failure]]:
    """Put files together to pieces of work."""
    piece: list[Material | Failure] = []
    size = 0
    for each in gathered:
        if isinstance(each, InputError):
            piece.append(Failure(each.source, each.reason))
        else:
            piece.append(each)
            size += len(each.data)
        if len(piece) >= _TOGETHER or size >= _TOGETHER_BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _read_piece(piece: list[Material | Failure]) -> list[_Read]:
    return [_Read(None, [each]) if isinstance(each, Failure) else _Read(each, list(finish(each, hints_for(each)))) for each in piece]
