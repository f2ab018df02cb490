"""What a sync is asked to do, and which feeds, pages and pictures it would ask for."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tuireader.store.pictures import Owed as OwedPicture
from tuireader.store.subscriptions import Owed, Subscription
from tuireader.sync.fetchers import Manners
from tuireader.sync.pictures import Wish
from tuireader.sync.pictures_desk import is_chosen as is_picture_chosen

if TYPE_CHECKING:
    from tuireader.store import Store
    from tuireader.sync.packing import Budget


@dataclass(frozen=True, slots=True)
class Options:
    """What to sync, and how."""

    due: bool = False
    """Only the feeds whose time has come."""
    region: tuple[str, ...] = ()
    """Only subscriptions of this region or below it; with a budget also those of none, and only stories of it."""
    origins: frozenset[str] | None = None
    """Only these subscriptions."""
    pages: bool = True
    """Whether full text is fetched, where the subscription wants it."""
    only_pictures: bool = False
    """Only the pictures owed to stories that came by no subscription."""
    pictures: Wish = field(default_factory=Wish)
    """Which pictures are fetched."""
    budget: Budget | None = None
    """How much to read there should be on board, and how many bytes may come; None fetches all that there is."""
    allow_hosts: tuple[str, ...] = ()
    """Hosts of the person's own, which may lie on this computer or the network around it."""
    manners: Manners = field(default_factory=Manners)

    @property
    def some(self) -> bool:
        """Whether these are some of the subscriptions only."""
        return self.origins is not None or bool(self.region)


def planned(store: Store, options: Options, now: int | None = None) -> tuple[list[Subscription], list[Owed]]:
    """Return the feeds and the pages that a sync would ask for; nothing is asked."""
    if options.only_pictures:
        return [], []
    now = int(time.time()) if now is None else now
    known = store.subscriptions.all()
    chosen = [one for one in known if is_chosen(one, options)]
    feeds = [one for one in chosen if not one.gone and (one.held_until or 0) <= now and not (options.due and (one.next_attempt or 0) > now)]
    wanted = {one.origin for one in (chosen if options.budget is None else known) if one.full_text} if options.pages else set()
    return feeds, [page for page in store.subscriptions.owed(now) if page.origin in wanted]


def planned_pictures(store: Store, options: Options, now: int | None = None) -> list[OwedPicture]:
    """Return the pictures that are still owed and would be asked for."""
    if options.pictures.fetch == "none":
        return []
    chosen = {one.origin for one in store.subscriptions.all() if is_chosen(one, options)}
    now = int(time.time()) if now is None else now
    return [owed for owed in store.pictures.owed(now) if is_picture_chosen(owed, chosen, some=options.some)]


def is_chosen(one: Subscription, options: Options) -> bool:
    """Whether a subscription takes part."""
    if options.only_pictures:
        return False
    within = one.region[: len(options.region)] == options.region or (options.budget is not None and not one.region)
    return within and (options.origins is None or one.origin in options.origins)
