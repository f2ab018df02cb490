"""The offline store: whole articles in diskcache, their catalogue in SQLite, behind one :class:`Store`."""

from tuireader.store.records import Count, Counts, Cursor, Hit, Incoming, Order, Original, Outcome, Page, Picture, Stored, Summary
from tuireader.store.store import Store

__all__ = ["Count", "Counts", "Cursor", "Hit", "Incoming", "Order", "Original", "Outcome", "Page", "Picture", "Store", "Stored", "Summary"]
