"""The one way into the store: what was read goes in by batches, and what became of it is counted.

:func:`take` stores what files, folders and standard input carry, :func:`take_fetched` what the network brought, :func:`take_starter` the
edition that a new reader opens on; :func:`parse` reads without storing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from tuireader import __version__, locations
from tuireader.article import Article, identify, identity_key, picture_addresses
from tuireader.drafting import Brought, Failure, Finished, bring
from tuireader.gathering import Folder, Material
from tuireader.inputs import Named, Read, read_all
from tuireader.reading import Hints
from tuireader.reading.alongside import Saved
from tuireader.reading.carried import Marked, Subscription
from tuireader.starter import drawings, stories
from tuireader.store.records import Incoming, Original, Picture

if TYPE_CHECKING:
    from tuireader.store import Store

__all__ = ["Failure", "Report", "forgo_starter", "parse", "take", "take_fetched", "take_starter"]

Offered = tuple[str, Callable[[], bytes | None]]
"""A picture that came along with a story: its address, and what gives its bytes, None where they are gone."""
Pictures = Callable[[str, Sequence[Offered]], None]
"""Takes the pictures of a story that is stored, with the story's id."""
Progress = Callable[[int], None]
Cancelled = Callable[[], bool]
BATCH = 100
"""Articles stored in one transaction."""
BATCH_BYTES = 8 << 20
"""Bytes of originals after which a batch is stored, however few articles it has."""
_STARTER_META = "starter_edition"


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
    marked: int = 0
    """Stories whose marks another reader's file brought."""
    subscriptions: list[Subscription] = []
    """Of lists among the inputs; nothing is subscribed to by importing."""
    addresses: list[str] = []
    """Of stories that lists among the inputs name, still to be fetched."""
    marks: list[Marked] = []
    """What those lists say of them, and of stories that came."""
    pictures: int = 0
    """Stored, of those that came along with saved pages."""
    picture_bytes: int = 0
    """That they take in the store."""
    pictures_failed: list[Failure] = []
    """Those that aren't stored, by their addresses, and why."""

    def add(self, other: Report) -> None:
        """Count another report's results in."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def take(
    store: Store,
    inputs: Iterable[Named],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    stdin: BinaryIO | None = None,
    pictures: Pictures | None = None,
) -> Report:
    """Store the articles of files, folders and standard input (``-``).

    Args:
        store: where to.
        inputs: paths, or ``-``.
        progress: told how many files were read so far.
        cancelled: asked before each file; True ends it, what was read so far is stored.
        stdin: stands for standard input, in tests.
        pictures: takes those that came along with saved pages; without it they are left.

    Returns:
        What came of each. A file named by itself comes back though its story was deleted; what lies in a named folder doesn't.

    Raises:
        StoreError: the store as a whole can't take it.
    """
    return _store(store, _told(read_all(inputs, stdin), progress, cancelled), pictures)


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
    return _store(store, [Read(material, bring(material, hints))])


def take_starter(store: Store) -> Report:
    """Store the starter edition, the first time that a store is asked to; what was deleted of it doesn't return.

    Raises:
        StoreError: the store as a whole can't take it.
    """
    folder = locations.starter_edition()
    if folder is None or store.meta(_STARTER_META):
        return Report()
    store.pictures.put_many(Picture(each.address, each.data, "image/png", each.width, each.height) for each in drawings(folder))
    report = _store(store, (Read(story.material, Brought(story.found)) for story in stories(folder)), starter=True)
    forgo_starter(store)
    return report


def forgo_starter(store: Store) -> None:
    """Note that the starter edition has come in, or isn't wanted."""
    store.set_meta(_STARTER_META, __version__)


def parse(inputs: Iterable[Named], *, stdin: BinaryIO | None = None) -> Iterator[Article | Failure]:
    """Yield the articles of files, folders and standard input as the store would have them, and a failure for each that can't be read."""
    for read in read_all(inputs, stdin):
        for found in read.brought.found:
            yield found.article if isinstance(found, Finished) else found


def _store(store: Store, files: Iterable[Read], pictures: Pictures | None = None, *, starter: bool = False) -> Report:
    """Put what was read into the store, in batches, and count what became of it."""
    report = Report()
    batch: list[Incoming] = []
    along: list[list[Offered]] = []
    size = 0

    def flush() -> None:
        for stored, offered in zip(store.put_many(batch), along, strict=True):
            setattr(report, stored.outcome, getattr(report, stored.outcome) + 1)
            if stored.outcome == "deleted":
                continue
            report.ids.append(stored.id)
            if pictures is not None and offered:
                pictures(stored.id, offered)
        batch.clear()
        along.clear()

    for material, brought in files:
        report.subscriptions += brought.subscriptions
        report.addresses += brought.addresses
        report.marks += brought.marks
        for item in brought.found:
            if isinstance(item, Failure):
                report.failed.append(item)
                continue
            incoming = _incoming(item, material, starter=starter)
            size += len(incoming.original.data) if incoming.original else 0
            batch.append(incoming)
            along.append(_offered(item.article, material, brought.pictures) if brought.pictures else [])
            if len(batch) >= BATCH or size >= BATCH_BYTES:
                flush()
                size = 0
    if batch:
        flush()
    if report.marks:
        report.marked = _apply(store, report.marks)
    return report


def _offered(article: Article, material: Material | None, pictures: Iterable[Saved]) -> list[Offered]:
    """Return those pictures that an article names."""
    named = set(picture_addresses(article))
    folder = material.beside if material is not None and isinstance(material.beside, Folder) else None
    return [(saved.address, partial(_opened, saved, folder)) for saved in pictures if saved.address in named]


def _opened(saved: Saved, folder: Folder | None) -> bytes | None:
    return saved.data if saved.data is not None or folder is None else folder.read(saved.path)


def _apply(store: Store, marks: Iterable[Marked]) -> int:
    """Set the marks that another reader kept, on the stories that are here; return how many stories that changed."""
    read: set[str] = set()
    starred: set[str] = set()
    for marked in marks:
        named = Article(url=marked.url, guid=marked.guid, subscriptions=(marked.feed,) if marked.feed else ())
        keys = [identity_key(named, "")] if marked.url or marked.guid else []
        if marked.url and marked.guid:  # the story may have come by a feed in which its address tells nothing
            keys.append(identity_key(msgspec.structs.replace(named, url=None), ""))
        ids = {identify(key) for key in keys}
        read |= ids if marked.read else set()
        starred |= ids if marked.starred else set()
    return len({*store.mark(sorted(read), read=True), *store.mark(sorted(starred), starred=True)})


def _incoming(item: Finished, material: Material | None, *, starter: bool) -> Incoming:
    original = None
    if material is not None and (known := item.original) is not None:
        data = material.data if item.part is None else item.part
        original = Original(data, item.rules, known.name, known.path, known.content_type, known.base_url, known.charset)
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


def _told(files: Iterable[Read], progress: Progress | None, cancelled: Cancelled | None) -> Iterator[Read]:
    """Pass the files on, telling how many there were, until it's stopped."""
    for number, read in enumerate(files, 1):
        if cancelled is not None and cancelled():
            return
        yield read
        if progress is not None:
            progress(number)
