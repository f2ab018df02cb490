"""``stats``: what the store holds and what takes the room."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuireader import locations
from tuireader.cli import output, rows
from tuireader.store import Store

if TYPE_CHECKING:
    from tuireader.store.stats import Holding, Stats

_SOURCES = 10
"""Outlets that are named to people; a program gets all."""


def stats(args: Namespace) -> int:
    """Tell what the store holds, by region and source, and what takes the room."""
    with Store.open(locations.home(args.home)) as store:
        found = store.stats()
    if args.json:
        rows.print_json([_object(str(store.home), found)])
        return 0
    counts = found.counts
    dates = [rows.day(edge) for edge in (found.oldest, found.newest) if edge is not None]
    lines = [
        ("home", str(store.home)),
        ("stories", f"{counts.all.total:,}, {counts.all.unread:,} unread, {counts.starred.total:,} starred"),
        ("dates", " to ".join(dates) or "none"),
        ("texts", output.size_of(found.texts)),
        ("originals", output.size_of(found.originals)),
        ("pictures", _pictures(found)),
        (
            "on disk",
            f"{output.size_of(found.catalogue_file)} catalogue with its index of words, {output.size_of(found.bodies_file)} bodies",
        ),
        ("deleted", f"{output.count_of(found.deleted, 'story', 'stories')} that won't come back by themselves"),
    ]
    for name, words in lines:
        output.write(f"{name:<10} {words}")
    _print_holdings("region", found.regions)
    _print_holdings("source", found.sources[:_SOURCES])
    if len(found.sources) > _SOURCES:
        output.write(f"… and {output.count_of(len(found.sources) - _SOURCES, 'source')} more")
    return 0


def _pictures(found: Stats) -> str:
    owed = f", {found.pictures_owed:,} still to be fetched" if found.pictures_owed else ""
    return f"{output.size_of(found.pictures)}, {found.pictures_stored:,} stored{owed}"


def _print_holdings(head: str, holdings: Sequence[Holding]) -> None:
    if holdings:
        output.write("")
        cells = [
            (one.name or "not named", f"{one.stories.total:,}", f"{one.stories.unread:,}", output.size_of(one.texts)) for one in holdings
        ]
        for line in output.table([(head, "stories", "unread", "texts"), *cells]):
            output.write(line)


def _object(home: str, found: Stats) -> dict[str, object]:
    counts = found.counts
    return {
        "home": home,
        "stories": counts.all.total,
        "unread": counts.all.unread,
        "starred": counts.starred.total,
        "regions": [{"region": one.name, **_numbers(one)} for one in found.regions],
        "countries": len(counts.countries),
        "sources": [{"source": one.name or None, **_numbers(one)} for one in found.sources],
        "oldest": rows.moment(found.oldest),
        "newest": rows.moment(found.newest),
        "texts": found.texts,
        "originals": found.originals,
        "pictures": found.pictures,
        "pictures_stored": found.pictures_stored,
        "pictures_owed": found.pictures_owed,
        "deleted": found.deleted,
        "catalogue_file": found.catalogue_file,
        "bodies_file": found.bodies_file,
    }


def _numbers(one: Holding) -> dict[str, int]:
    return {"stories": one.stories.total, "unread": one.stories.unread, "texts": one.texts}
