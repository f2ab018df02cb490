"""The lines of the region tree, from the store's counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.tui.views import View
from tuireader.tui.widgets.region_tree import Branch

if TYPE_CHECKING:
    from tuireader.store import Counts

WORLD = "World"
"""The desk of stories of no one region; it stands last."""


def branches(counts: Counts) -> tuple[Branch, ...]:
    """Return all stories, starred if there are any, then the desks in alphabetical order with World last."""
    lines = [Branch(View(), "All stories", counts.all.unread, counts.all.total)]
    if counts.starred.total:
        lines.append(Branch(View(starred=True), "Starred", counts.starred.unread, counts.starred.total))
    for region in sorted(counts.regions, key=lambda name: (name in {WORLD, ""}, name == "", name)):
        count = counts.regions[region]
        countries = tuple(
            Branch(View(region=region, country=country), country, below.unread, below.total, depth=1)
            for (desk, country), below in sorted(counts.countries.items())
            if desk == region and country
        )
        lines.append(Branch(View(region=region), region or "Unplaced", count.unread, count.total, children=countries))
    return tuple(lines)


def next_region(counts: Counts, after: View) -> View | None:
    """Return the next desk with something unread, going round; None when everything is read."""
    desks = [line.view for line in branches(counts) if line.view.region is not None]
    place = next((index for index, view in enumerate(desks) if view.region == after.region), -1)
    for view in desks[place + 1 :] + desks[: place + 1]:
        if counts.regions[view.region or ""].unread:
            return view
    return None
