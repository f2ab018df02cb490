"""Whether the reader is opened for the first time on a store that has nothing yet: then it offers papers to choose, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuireader.store import Store
    from tuireader.tui.library import Library

_KEY, _PENDING, _DONE = "papers", "to be offered", "offered"


def note_first_start(store: Store) -> None:
    """Note, before the starter edition comes in, that papers are to be offered; not where there are stories already."""
    if not store.counts().all.total:
        store.set_meta(_KEY, _PENDING)


def is_to_offer(store: Store) -> bool:
    """Whether papers are still to be offered: nobody chose or declined yet, and nothing is subscribed to."""
    return store.meta(_KEY) == _PENDING and not store.read_only and not store.subscriptions.all()


def offered(library: Library) -> None:
    """Note that the person chose or declined, in its own time."""
    library.keep_setting(_KEY, _DONE)
