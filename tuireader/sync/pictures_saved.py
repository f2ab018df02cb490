"""Pictures that came along with saved pages into the store: drawn anew in other processes, as those are that were fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tuireader.article import picture_addresses
from tuireader.errors import NotFound, StoreDamaged
from tuireader.intake import Failure, Offered, Report
from tuireader.reading.alongside import LARGEST
from tuireader.store.pictures import Refused
from tuireader.sync.answers import PictureAnswer, PictureRead
from tuireader.sync.pictures import Wish

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.store import Store
    from tuireader.sync.pictures_readers import Readers

GONE = "isn't there any more"
TOO_LARGE = f"is larger than {LARGEST // 1_000_000} MB"
NO_ROOM = "the room for pictures is full (pictures.budget in the settings)"


class SavedPictures:
    """Takes stories' pictures until it is closed. They cost no line, so all that a story shows are kept, unless none are wanted."""

    def __init__(self, store: Store, wish: Wish, cancelled: Callable[[], bool] | None = None) -> None:
        self._store = store
        self._wish = wish
        self._cancelled = cancelled or (lambda: False)
        self._room: int | None = None
        self._readers: Readers[str] | None = None
        self._stored: list[int] = []
        self._failed: list[Failure] = []

    def take(self, article_id: str, offered: Sequence[Offered]) -> None:
        """Store those pictures that the story names as it is stored; note why the others can't be.

        Raises:
            StoreError: the store can't take them.
        """
        story = self._story(article_id) if self._wish.fetch != "none" and not self._cancelled() else None
        if story is None:
            return
        wanted = set(picture_addresses(story)) - self._store.pictures.known(address for address, _ in offered).keys()
        given = [(address, give()) for address, give in offered if address in wanted]
        if not given:
            return
        self._room = self._store.pictures.room() if self._room is None else self._room
        pictures, refused = [], []
        for address, read in self._read(given).items():
            if read.picture is not None and self._room + len(read.picture.data) <= self._wish.budget:
                self._room += len(read.picture.data)
                pictures.append(read.picture)
            elif read.picture is not None or read.wanted:
                refused.append(Refused(address, NO_ROOM if read.picture is not None else read.why))
        self._store.pictures.put_with(story, pictures, refused)
        self._stored += [len(picture.data) for picture in pictures]
        self._failed += [Failure(one.address, one.why) for one in refused]

    def close(self, into: Report) -> None:
        """Stop, and add to a report what came of them."""
        if self._readers is not None:
            self._readers.close()
        into.pictures += len(self._stored)
        into.picture_bytes += sum(self._stored)
        into.pictures_failed += self._failed

    def _story(self, article_id: str) -> Article | None:
        try:
            return self._store.get(article_id)
        except (NotFound, StoreDamaged):  # deleted meanwhile, or to be mended
            return None

    def _read(self, given: Sequence[tuple[str, bytes | None]]) -> dict[str, PictureRead]:
        """Return what came of each picture, by its address, in their order."""
        found = {address: PictureRead(None, GONE if data is None else TOO_LARGE) for address, data in given}
        waiting = [(address, data) for address, data in given if data is not None and len(data) <= LARGEST]
        if waiting:
            readers = self._running()
            for address, data in waiting:
                readers.give(address, PictureAnswer(data, address, None, None, address=address, width=self._wish.width))
            for _ in waiting:
                address, _, read = readers.next()
                found[address] = read
        return found

    def _running(self) -> Readers[str]:
        from tuireader.sync.pictures_readers import Readers  # most imports bring no pictures

        self._readers = self._readers or Readers()
        return self._readers
