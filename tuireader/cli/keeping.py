"""``keep``: making room, announced before anything goes."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from tuireader import locations
from tuireader.cli import output, rows
from tuireader.errors import UsageError
from tuireader.store import Store

if TYPE_CHECKING:
    from tuireader.store.retention import Plan

_YES = ("y", "yes")


def keep(args: Namespace) -> int:
    """Say which stories would go so that what is left is as asked, and let them go if that is what the person wants.

    Raises:
        UsageError: it isn't said how much to keep.
    """
    with Store.open(locations.home(args.home)) as store:
        if args.days is None and args.size is None and not any(one.keep is not None for one in store.subscriptions.all()):
            raise UsageError("say how much to keep: --days N, --size 500M, or both; or for one feed: tuireader subscribe URL --keep 30d")
        plan = store.plan_retention(days=args.days, size=args.size)
        output.write(announced(plan))
        if not plan.ids or args.dry_run:
            return 0
        if not (args.yes or _wanted()):
            output.note("nothing was dropped; say --yes to drop them")
            return 0
        gone = store.apply_retention(plan)
        store.back_up()
    output.write(f"{output.count_of(len(gone), 'story', 'stories')} dropped")
    return 0


def announced(plan: Plan) -> str:
    """Return in words what would go."""
    if plan.oldest is None or plan.newest is None:
        return "nothing to drop: the rest is unread, starred, or within what is to be kept"
    first, last = rows.day(plan.oldest), rows.day(plan.newest)
    dates = f"of {first}" if first == last else f"of {first} to {last}"
    return (
        f"to be dropped: {output.count_of(len(plan.ids), 'story', 'stories')} {dates}, {output.size_of(plan.size)};"
        " all of them read, none starred"
    )


def _wanted() -> bool:
    """Ask, where there is somebody to ask."""
    if not (output.is_terminal(sys.stdin) and output.error_is_terminal()):
        return False
    sys.stderr.write("drop them for good? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in _YES
