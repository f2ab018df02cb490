"""``sync``: what is new of every subscription, in full."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from tuireader import locations
from tuireader.cli import output, rows
from tuireader.cli.interruption import wished
from tuireader.cli.progress import Progress as Line
from tuireader.cli.settings import own_hosts, wish
from tuireader.completeness import completeness
from tuireader.measures import time_of
from tuireader.store import Store

if TYPE_CHECKING:
    from tuireader.store.subscriptions import Owed, Subscription
    from tuireader.sync.events import Event, Report
    from tuireader.sync.packing import Budget
    from tuireader.sync.planning import Options

_STOPPED = 130
_OFFLINE = "no network: {}; nothing was changed, and all that is stored can be read"


def sync(args: Namespace) -> int:
    """Fetch what is new; say what came, what failed, and what is not complete."""
    from tuireader.sync.engine import run
    from tuireader.sync.packing import Budget
    from tuireader.sync.pictures import Wish
    from tuireader.sync.planning import Options, planned, planned_pictures

    home = locations.home(args.home)
    region: tuple[str, ...] = ()
    if args.region:
        from tuireader.meaning.region_names import region_path

        region = region_path(args.region)
    options = Options(
        due=args.due,
        region=region,
        pages=not args.no_pages,
        pictures=Wish(*wish(home, args.pictures)),
        budget=None if args.minutes is None and args.size is None else Budget.of(args.minutes, args.size),
        allow_hosts=tuple(own_hosts(home, args.allow_host)),
    )
    with Store.open(home) as store:
        if args.dry_run:
            return _dry_run(store, options, as_json=args.json)
        if not (store.subscriptions.all() if options.budget else any(planned(store, options)) or planned_pictures(store, options)):
            return _nothing_to_do(store, as_json=args.json)
        teller = _Teller(options.budget, as_json=args.json, quiet=args.quiet)
        with wished() as stopped:
            report = run(store, options, on_event=teller.hear, cancelled=stopped)
        teller.line.clear()
        if not report.offline:
            store.back_up()
            if not args.quiet and (overdue := store.overdue()):
                read = output.count_of(overdue, "read story is", "read stories are")
                output.note(f"{read} older than their subscriptions keep them; tuireader keep drops them")
            if not report.stopped:
                store.sweep(due=True)
    return _conclude(report, as_json=args.json, quiet=args.quiet)


def _conclude(report: Report, *, as_json: bool, quiet: bool) -> int:
    """Print the report, and return the exit status."""
    if as_json:
        total = None if report.aboard is None else asdict(report.to_read)
        rows.print_json([{"event": "report", **asdict(report), "minutes": report.minutes, "to_read": total}])
    if report.offline:
        output.complain(_OFFLINE.format(report.offline_because or "none of your feeds' servers can be reached"))
        return 1
    for each in report.failed:
        output.complain(f"{each.title} ({each.address}): {each.words}")
    if not as_json and not quiet:
        from tuireader.sync import in_words

        for line in (*in_words.came(report), *in_words.incomplete(report), *in_words.pictures(report), *in_words.on_board(report)):
            output.write(line)
    if report.cut_off:
        output.complain("the network went away; what came is stored, and the next sync goes on there")
    if report.stopped:
        output.note("stopped; what came is stored, and the next sync goes on there")
        return _STOPPED
    return 1 if report.cut_off or any(each.outcome != "held" for each in report.failed) else 0


def _dry_run(store: Store, options: Options, *, as_json: bool) -> int:
    """Say what a sync would ask for."""
    from tuireader.sync.planning import planned, planned_pictures

    feeds, pages = planned(store, options)
    if options.budget:
        return _dry_choice(store, options, feeds, pages, as_json=as_json)
    pictures = [owed.address for owed in planned_pictures(store, options)]
    if as_json:
        asked = {"feeds": [one.origin for one in feeds], "pages": [page.url for page in pages], "pictures": pictures}
        rows.print_json([{"event": "plan", **asked}])
        return 0
    for one in feeds:
        output.write(f"{one.title or one.origin}{' (only what is new)' if one.etag or one.modified else ''}")
    counted = ((len(pages), "page"), (len(pictures), "picture"))
    owed = " and ".join(output.count_of(number, word) for number, word in counted if number)
    waiting = f", and {owed} still owed" if owed else ""
    output.note(f"{output.count_of(len(feeds), 'feed')} would be asked{waiting}; nothing was fetched")
    return 0


def _dry_choice(store: Store, options: Options, feeds: list[Subscription], pages: list[Owed], *, as_json: bool) -> int:
    """Say what a sync with a budget would choose of what is known now, and why."""
    from tuireader.query import minutes
    from tuireader.sync.packer import planned_choice

    assert options.budget is not None  # noqa: S101 - asked before
    plan = planned_choice(store, options.budget, options.region, pages, options.pictures)
    if as_json:
        chosen = [
            {
                "id": row.id,
                "title": row.title,
                "region": row.region,
                "minutes": minutes(cost.words),
                "bytes": cost.bytes,
                "completeness": completeness(row.whole, row.words, row.missing),
            }
            for row, cost in plan.chosen
        ]
        sums = {"minutes": minutes(plan.words), "bytes": plan.bytes, "left": plan.left}
        rows.print_json([{"event": "plan", "feeds": [one.origin for one in feeds], "chosen": chosen, **sums}])
        return 0
    for one in feeds:
        output.write(f"{one.title or one.origin}{' (only what is new)' if one.etag or one.modified else ''}")
    for row, cost in plan.chosen:
        why = f"to be fetched, about {output.size_of(cost.bytes)}" if cost.bytes else "on board"
        output.write(f"{row.region} · {row.title} · {'about ' if cost.bytes else ''}{time_of(minutes(cost.words))} · {why}")
    fetched = sum(cost.bytes > 0 for _, cost in plan.chosen)
    stories = output.count_of(len(plan.chosen), "story", "stories")
    output.note(
        f"{output.count_of(len(feeds), 'feed')} would be asked. Of what is known now, {stories} would be on board,"
        f" {time_of(minutes(plan.words))} to read; {fetched:,} of them fetched, about {output.size_of(plan.bytes)};"
        f" {plan.left:,} would be left. The freshest of each region come first, by turns; what is new in the feeds"
        " is chosen from too. Nothing was fetched."
    )
    return 0


def _nothing_to_do(store: Store, *, as_json: bool) -> int:
    if as_json:
        from tuireader.sync.events import Report

        return _conclude(Report(), as_json=True, quiet=False)
    if store.subscriptions.all():
        output.note("no feed is to be asked now: each was asked already, is gone, or isn't of that region")
    else:
        output.note("no subscriptions yet: tuireader subscribe URL, or choose from tuireader subscriptions catalogue")
    return 0


class _Teller:
    """Tells what happens: one line written over on a terminal, a line a feed in a pipe, an object an event for programs."""

    def __init__(self, budget: Budget | None, *, as_json: bool, quiet: bool) -> None:
        self._budget = budget
        self._as_json = as_json
        self._by_line = not (quiet or as_json or output.error_is_terminal())
        self.line = Line(wanted=not quiet and not as_json and output.error_is_terminal())

    def hear(self, event: Event) -> None:
        from tuireader.sync.events import FeedDone
        from tuireader.sync.in_words import progress_line

        if self._as_json:
            rows.print_json([{"event": "feed" if isinstance(event, FeedDone) else "progress", **asdict(event)}])
        elif not isinstance(event, FeedDone):
            self.line.show(progress_line(event, self._budget))
        elif self._by_line and event.outcome in ("stories", "odd"):
            more = f", {event.words}" if event.words else ""
            output.write(f"{event.title}: {output.count_of(event.stories, 'story', 'stories')} in its feed{more}")
