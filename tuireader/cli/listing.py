"""Commands that list: ``list``, ``search``, ``regions``. They load the catalogue and nothing heavier."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from itertools import islice

from tuireader import locations, query
from tuireader.cli import output, rows
from tuireader.errors import QueryError, UsageError
from tuireader.query import Query
from tuireader.store import Count, Store, Summary

_PAGE = 500
_SOME = 50
"""Stories printed unless it's told otherwise."""
_FEWEST = 10
_EVERYTHING = 1 << 31


def list_(args: Namespace) -> int:
    """List stories, newest first."""
    asked = asked_for(args)
    limit = _limit(args)
    with Store.open(locations.home(args.home)) as store:
        # One more than is shown tells whether there is more.
        found = list(islice(_pages(store, asked, limit + 1), limit + 1))
        rows.print_rows(found[:limit], store, as_json=args.json)
        if len(found) > limit:
            output.note("… and more: --limit N for so many, --limit 0 for all")
        elif not found:
            _say_that_nothing_is_there(store)
    return 0


def _limit(args: Namespace) -> int:
    """Return how many stories to list: as many as asked for, else a screenful on a terminal, all for a program, some in a pipe."""
    if args.limit is not None:
        return args.limit or _EVERYTHING
    if args.json:
        return _EVERYTHING
    return max(_FEWEST, output.terminal_size()[1] - 2) if output.is_terminal() else _SOME


def search(args: Namespace) -> int:
    """List the stories that fit best, best first."""
    asked = asked_for(args)
    with Store.open(locations.home(args.home)) as store:
        found = [hit.summary for hit in store.search(asked, _SOME if args.limit is None else args.limit or _EVERYTHING)]
        rows.print_rows(found, store, as_json=args.json)
        if not found:
            _say_that_nothing_is_there(store)
    return 0


def asked_for(args: Namespace) -> Query:
    """Return the query that words and flags make together.

    Raises:
        QueryError: a mistake in the words.
        UsageError: ``--since`` isn't a time.
    """
    asked = query.parse(" ".join(args.query))
    if args.region:
        asked = asked.also(query.Field("region", args.region))
    asked = asked.also(*(query.Flag(name) for name in ("unread", "starred") if getattr(args, name)))
    if args.since:
        try:
            asked = asked.also(*query.parse(f'since:"{args.since}"').terms)
        except QueryError:
            raise UsageError(f"--since {args.since}: no time; write 3d, 12h, 2w, 2020-01-09, today or yesterday") from None
    return asked


def regions(args: Namespace) -> int:
    """Count stories by region and country."""
    with Store.open(locations.home(args.home)) as store:
        counts = store.counts()
    found: list[tuple[tuple[str, ...], Count]] = []
    for desk, count in counts.regions.items():
        found.append(((desk,), count))
        found += (((desk, country), count) for (of, country), count in counts.countries.items() if of == desk)
    if args.json:
        rows.print_json({"region_path": path, "stories": count.total, "unread": count.unread} for path, count in found)
        return 0
    lines = [["  " * (len(path) - 1) + path[-1], str(count.total), f"{count.unread} unread"] for path, count in found]
    lines.append(["All stories", str(counts.all.total), f"{counts.all.unread} unread"])
    for line in output.table(lines):
        output.write(line)
    return 0


def _pages(store: Store, asked: Query, limit: int) -> Iterator[Summary]:
    after = None
    while True:
        page = store.page(asked, min(limit, _PAGE), after)
        yield from page.rows
        after = page.after
        if after is None:
            return


def _say_that_nothing_is_there(store: Store) -> None:
    if store.counts().all.total:
        output.note("no story is like that")
    else:
        output.note("there are no stories yet; tuireader import brings some in, and the reader opens with a starter edition")
