"""Pictures for stories that came while others were wanted, or none: the fresh ones, which will be read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from tuireader.errors import NotFound, StoreDamaged
from tuireader.query import Flag, Query
from tuireader.sync.pictures import Wish

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.store import Store, Summary

FRESH = 7 * 86400
"""Seconds."""
_WANTED = "pictures wanted"
"""The name under which the store keeps what was wanted the last time."""
_TOGETHER = 200


def adopt(store: Store, wish: Wish, origins: Collection[str], now: int, cancelled: Callable[[], bool]) -> None:
    """Where the wish isn't the last sync's, want its pictures for the unread stories of the last week too.

    Args:
        store: where the stories are.
        wish: which pictures are wanted.
        origins: the subscriptions that they must have come by; what was imported by hand is asked for nothing.
        now: epoch seconds.
        cancelled: asked now and then; True ends it, and the next sync begins it again.
    """
    if store.meta(_WANTED) == wish.fetch:
        return
    after = None
    fresh = wish.fetch != "none"
    while fresh and not cancelled():
        page = store.page(Query((Flag("unread"),)), _TOGETHER, after)
        rows = [row for row in page.rows if row.sort >= now - FRESH]
        stories = [story for row in rows if (story := _story(store, row)) and any(origin in origins for origin in story.subscriptions)]
        store.pictures.owe([(story, wanted) for story in stories if (wanted := wish.of(story))])
        after = page.after
        fresh = after is not None and len(rows) == len(page.rows)
    if not fresh:
        store.set_meta(_WANTED, wish.fetch)


def _story(store: Store, row: Summary) -> Article | None:
    try:
        return store.get(row.id)
    except (NotFound, StoreDamaged):  # gone meanwhile, or to be mended
        return None
