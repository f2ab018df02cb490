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
from tuireader.article import Article, Draft, content_digest, identify, identity_key, text_digest
from tuireader.errors import InputError, NoArticle, UnknownFormat
from tuireader.gathering import Material, gather, shown
from tuireader.meaning import enrich
from tuireader.reading import RULES, Hints, read
from tuireader.store.records import Incoming, Original

if TYPE_CHECKING:
    from tuireader.store import Store

Named = str | os.PathLike[str]
Progress = Callable[[int], None]
Cancelled = Callable[[], bool]
BATCH = 100
"""Articles stored in one transaction."""
BATCH_BYTES = 8 << 20
"""Bytes of originals after which a batch is stored, however few articles it has."""
STARTER_SOURCE = "Starter edition"
_STARTER_META = "starter_edition"


class Failure(NamedTuple):
    """An input that didn't come in."""

    source: str
    reason: str


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
    """An article read, and what the store wants to know of it."""

    article: Article
    key: str
    original: Original | None
    alone: bool


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
    return _store(store, _read_all(inputs, progress, cancelled, stdin))


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
    hints = Hints(name=url, base_url=url, content_type=content_type, charset=charset)
    return _store(store, _read_one(Material(url, data, f"url:{url}", alone=True), hints))


def take_starter(store: Store) -> Report:
    """Store the starter edition, the first time that a store is asked to; what was deleted of it doesn't return.

    Raises:
        StoreError: the store as a whole can't take it.
    """
    folder = locations.starter_edition()
    if folder is None or store.meta(_STARTER_META):
        return Report()
    report = _store(store, _starter_articles(folder), starter=True)
    forgo_starter(store)
    return report


def forgo_starter(store: Store) -> None:
    """Note that the starter edition has come in, or isn't wanted."""
    store.set_meta(_STARTER_META, __version__)


def parse(inputs: Iterable[Named], *, stdin: BinaryIO | None = None) -> Iterator[Article | InputError]:
    """Yield the articles of files, folders and standard input as the store would have them, and an error for each that can't be read."""
    for found in _read_all(inputs, None, None, stdin):
        yield found if isinstance(found, InputError) else found.article


def _store(store: Store, found: Iterable[_Read | InputError], *, starter: bool = False) -> Report:
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

    for item in found:
        if isinstance(item, InputError):
            report.failed.append(Failure(item.source, item.reason))
            continue
        size += len(item.original.data) if item.original else 0
        batch.append(_incoming(item, starter=starter))
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            flush()
            size = 0
    if batch:
        flush()
    return report


def _incoming(item: _Read, *, starter: bool) -> Incoming:
    return Incoming(
        article=item.article,
        key=item.key,
        original=item.original,
        starter=starter,
        explicit=item.alone,
        digest=content_digest(item.article),
        text_digest=text_digest(item.article),
    )


def _read_all(
    inputs: Iterable[Named], progress: Progress | None, cancelled: Cancelled | None, stdin: BinaryIO | None
) -> Iterator[_Read | InputError]:
    """Gather and read the inputs, one after the other."""
    files = 0
    for named in inputs:
        anything = False
        for material in gather(named, stdin):
            if cancelled is not None and cancelled():
                return
            if isinstance(material, InputError):
                anything = True
                yield material
                continue
            for found in _read_one(material, Hints(name=os.path.basename(material.source), path=material.source)):  # noqa: PTH119
                anything = True
                yield found
            files += 1
            if progress is not None:
                progress(files)
        if not anything:
            yield NoArticle("there are no articles in this folder", shown(os.fspath(named)))


def _read_one(material: Material, hints: Hints) -> Iterator[_Read | InputError]:
    """Read some bytes; what can't be read of them is yielded as an error that names them. A folder's binary files are passed over."""
    try:
        reading = read(material.data, hints)
    except UnknownFormat as error:
        if material.alone or b"\0" not in material.data[:8192]:
            yield error.about(material.source)
        return
    except InputError as error:
        yield error.about(material.source)
        return
    lone = len(reading.drafts) == 1
    original = None
    if lone:
        original = Original(material.data, RULES, hints.name, hints.path, hints.content_type, hints.base_url, hints.charset)
    for number, draft in enumerate(reading.drafts, 1):
        origin = material.origin if lone or material.origin is None else f"{material.origin}#{number}"
        address = hints.base_url if lone else None
        yield _finished(draft, origin, address, original, alone=material.alone)
    for failure in reading.failures:
        yield failure.about(material.source)


def _finished(draft: Draft, origin: str | None, address: str | None, original: Original | None, *, alone: bool) -> _Read:
    """Find an article's meaning and give it its id."""
    # Our own JSON comes placed; what it says is kept as it is.
    article = draft.article if draft.article.region_path else enrich(draft)
    if address and not article.url:
        article = msgspec.structs.replace(article, url=address)
    key = identity_key(article, origin or f"text:{text_digest(article).hex()}")
    return _Read(msgspec.structs.replace(article, id=identify(key)), key, original, alone)


def _starter_articles(folder: os.PathLike[str]) -> Iterator[_Read | InputError]:
    """Read the starter edition; its articles are named for their files, wherever these lie."""
    for material in gather(folder):
        if isinstance(material, InputError):
            yield material
            continue
        name = os.path.basename(material.source)  # noqa: PTH119
        for found in _read_one(material._replace(origin=f"starter:{name}"), Hints(name=name)):
            if isinstance(found, _Read):
                article = msgspec.structs.replace(found.article, source=STARTER_SOURCE)
                yield found._replace(article=article)
            else:
                yield found
