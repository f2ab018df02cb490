"""``check``: is the store whole, and mending it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tuireader import locations
from tuireader.cli import output
from tuireader.errors import StoreUnavailable
from tuireader.store import checking

_NAMED = 20
"""Damages and lost stories that are named; of more the number is told."""


def check(args: Namespace) -> int:
    """Look through the whole store, say what is wrong, and mend it if that was asked for.

    Raises:
        StoreUnavailable: there is no store.
    """
    home = locations.home(args.home)
    if not home.is_dir():
        raise StoreUnavailable(f"there is no store in {home}")
    if args.repair:
        return _repair(home)
    found = checking.check(home)
    _name([str(damage) for damage in found.damages if damage.kind not in checking.HARMLESS], "damage", "damages")
    leftovers = sum(damage.kind in checking.HARMLESS for damage in found.damages)
    if leftovers:
        output.write(f"{output.count_of(leftovers, 'text')} that nothing names: harmless, and --repair removes them")
    stories = output.count_of(found.articles, "story", "stories")
    verdict = ", the store is whole" if found.whole else "; tuireader check --repair mends the store"
    output.write(f"{stories} verified{verdict}")
    return 0 if found.whole else 1


def _repair(home: Path) -> int:
    from tuireader.store.repairing import repair

    done = repair(home)
    _name([str(damage) for damage in done.damages if damage.kind not in checking.HARMLESS], "damage", "damages")
    if done.orphans:
        output.write(f"{output.count_of(done.orphans, 'text')} that nothing named removed")
    if done.aside is not None:
        output.write(f"the store is mended; the broken files lie in {done.aside}")
        output.write(f"what was read, starred and moved comes from {done.state_from}")
    _name([f"lost: {headline}" for headline in done.lost], "story lost", "stories lost")
    output.write(f"{output.count_of(done.articles, 'story', 'stories')} in the store")
    return 1 if done.lost else 0


def _name(lines: list[str], one: str, many: str) -> None:
    for line in lines[:_NAMED]:
        output.complain(line)
    if len(lines) > _NAMED:
        output.note(f"{output.count_of(len(lines), one, many)} in all")
