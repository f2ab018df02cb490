"""The offline store: whole articles in diskcache, their catalogue in SQLite, behind one :class:`Store`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.store.records import Count, Counts, Cursor, Hit, Order, Page, Summary
from tuireader.store.store import Store

if TYPE_CHECKING:
    from tuireader.store.arrivals import Incoming, Original, Outcome, Stored

__all__ = ["Count", "Counts", "Cursor", "Hit", "Incoming", "Order", "Original", "Outcome", "Page", "Store", "Stored", "Summary"]


def __getattr__(name: str) -> object:
    """Import what only writers need when one of them asks for it: articles are heavy, and lists do without."""
    if name in __all__:
        from tuireader.store import arrivals

        return getattr(arrivals, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
