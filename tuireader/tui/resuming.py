"""How the reader was left, kept in the store for the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tuireader.tui.first_start import is_to_offer
from tuireader.tui.library import Library, Listing
from tuireader.tui.views import View

if TYPE_CHECKING:
    from tuireader.store import Counts

_KEY = "screen"


class Left(NamedTuple):
    """What comes back at the next start."""

    view: View = View()
    story: str | None = None
    """Id of the story under the cursor."""
    unfolded: tuple[str, ...] = ()
    measure: int | None = None
    list_width: int | None = None
    """Cells of the list's pane; None where it is as it comes."""
    visited: int | None = None
    """When the reader was left, in epoch seconds."""


class Start(NamedTuple):
    """What the screen shows first, fetched before it runs."""

    left: Left
    counts: Counts
    listing: Listing
    number: int | None
    """The row to put the cursor on."""
    speakers: bool
    synced: int | None
    """When a feed last came, in epoch seconds."""
    offer: bool
    """Whether papers are to be offered: it is the first start."""


def start(library: Library) -> Start:
    """Fetch the view that was left, or all stories where there is none any more; blocks."""
    store = library.store
    left = recall(store.meta(_KEY))
    counts = store.counts()
    listing = library.listing_now(left.view)
    if not listing.order:
        left = left._replace(view=View(), story=None)
        listing = library.listing_now(View())
    row = store.summary(left.story) if left.story else None
    number = row.number if row else None
    return Start(left, counts, listing, number, store.meta("speakers") != "off", store.subscriptions.synced(), is_to_offer(store))


def keep(library: Library, left: Left) -> None:
    """Keep how the reader is left, in its own time."""
    library.keep_setting(_KEY, msgspec.json.encode(left).decode())


def recall(value: str | None) -> Left:
    """Read what :func:`keep` wrote; nothing of it where it isn't as it should be."""
    try:
        return msgspec.json.decode(value, type=Left) if value else Left()
    except msgspec.DecodeError:
        return Left()
