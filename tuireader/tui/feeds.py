"""The store's subscriptions as the screen uses them: off the UI loop, with changes that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.store import Store
    from tuireader.store.subscriptions import Subscription
    from tuireader.sync.interchange import Taken
    from tuireader.sync.known import Known

T = TypeVar("T")


class Runner(Protocol):
    """Runs work in a thread of the store's."""

    async def __call__(self, work: Callable[[], T], /) -> T:
        """Return what the work returns."""
        ...


Remember = Callable[[str, Iterable[int], Callable[[], object]], None]
"""Keeps what was done, the rows that it concerns, and the way back."""


class Catalogue(NamedTuple):
    """The papers to choose from."""

    papers: list[Known]
    mine: frozenset[str]
    """Addresses of those that are subscribed to already."""


class Feeds:
    """Asynchronous doors to the subscriptions of one store."""

    def __init__(self, store: Store, read: Runner, write: Runner, remember: Remember) -> None:
        self._store = store
        self._read = read
        self._write = write
        self._remember = remember

    async def all(self) -> list[Subscription]:
        """Return all subscriptions, by title."""
        return await self._read(self._store.subscriptions.all)

    async def stories(self) -> dict[str, int]:
        """Return how many stories came by each, by origin."""
        return await self._read(self._store.subscriptions.stories)

    async def synced(self) -> int | None:
        """Return when a feed last came, in epoch seconds."""
        return await self._read(self._store.subscriptions.synced)

    async def catalogue(self) -> Catalogue:
        """Return the papers to choose from."""
        return await self._read(self._catalogue)

    def _catalogue(self) -> Catalogue:
        from tuireader.sync.known import known_feeds

        mine = {address for one in self._store.subscriptions.all() for address in (one.origin, one.address)}
        return Catalogue(known_feeds(), frozenset(mine))

    async def add(self, found: Sequence[Subscription]) -> list[str]:
        """Subscribe; return the origins of those that weren't there yet."""
        origins = await self._write(lambda: self._backed_up(self._store.subscriptions.add(found)))
        if origins:
            what = f"subscribed to {_named(found[0])}" if len(origins) == 1 else f"subscribed to {len(origins):,} papers"
            self._remember(what, [], lambda: self._store.subscriptions.remove(origins))
        return origins

    async def change(self, one: Subscription, settings: dict[str, Any]) -> None:
        """Change settings of a subscription."""
        before = {name: getattr(one, name) for name in settings}
        await self._write(lambda: self._backed_up(self._store.subscriptions.change(one.origin, **settings)))
        self._remember(f"changed {_named(one)}", [], lambda: self._store.subscriptions.change(one.origin, **before))

    async def remove(self, one: Subscription) -> None:
        """End a subscription; its stories stay."""
        await self._write(lambda: self._backed_up(self._store.subscriptions.remove([one.origin])))
        self._remember(f"ended {_named(one)}", [], lambda: self._store.subscriptions.add([one]))

    async def take_lists(self, path: str) -> Taken:
        """Subscribe to what the lists at a path name."""
        taken = await self._write(lambda: self._take_lists(path))
        if taken.new:
            self._remember(f"took {count_of(len(taken.new), 'subscription')} in", [], lambda: self._store.subscriptions.remove(taken.new))
        return taken

    def _take_lists(self, path: str) -> Taken:
        from tuireader.sync.interchange import take_lists

        return self._backed_up(take_lists(self._store, path))

    async def write_list(self, path: str) -> Path:
        """Write all subscriptions into a file, as OPML."""
        return await self._read(lambda: self._write_list(path))

    def _write_list(self, path: str) -> Path:
        from tuireader.sync.interchange import write_list

        return write_list(self._store, path)

    def _backed_up(self, done: T) -> T:
        self._store.back_up()
        return done


def _named(one: Subscription) -> str:
    from tuireader.sync.telling import name_of  # with it comes what the first frame doesn't need

    return name_of(one)
