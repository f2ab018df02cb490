"""``sync``: what is new of every subscription, in full."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from tuireader import locations
from tuireader.cli import output, rows
from tuireader.cli.interruption import wished
from tuireader.cli.progress import Progress as Line
from tuireader.cli.settings import own_hosts
from tuireader.store import Store

if TYPE_CHECKING:
    from tuireader.sync.engine import Options
    from tuireader.sync.events import Event, Progress, Report

_STOPPED = 130
_SHOWN_HOSTS = 3
_OFFLINE = "no network: none of your feeds' servers can be reached; nothing was changed, and all that is stored can be read"


def sync(args: Namespace) -> int:
    """Fetch what is new; say what came, what failed, and what is not complete."""
    from tuireader.sync.engine import Options, planned, run

    home = locations.home(args.home)
    region: tuple[str, ...] = ()
    if args.region:
        from tuireader.meaning.region_names import region_path

        region = region_path(args.region)
    options = Options(due=args.due, region=region, pages=not args.no_pages, allow_hosts=tuple(own_hosts(home, args.allow_host)))
    with Store.open(home) as store:
        if args.dry_run:
            return _dry_run(store, options, as_json=args.json)
        if not any(planned(store, options)):
            return _nothing_to_do(store, as_json=args.json)
        teller = _Teller(as_json=args.json, quiet=args.quiet)
        with wished() as stopped:
            report = run(store, options, on_event=teller.hear, cancelled=stopped)
        teller.line.clear()
        if not report.offline:
            store.back_up()
    return _conclude(report, as_json=args.json, quiet=args.quiet)


def _conclude(report: Report, *, as_json: bool, quiet: bool) -> int:
    """Print the report, and return the exit status."""
    if as_json:
        rows.print_json([{"event": "report", **asdict(report), "minutes": report.minutes}])
    if report.offline:
        output.complain(_OFFLINE)
        return 1
    for each in report.failed:
        output.complain(f"{each.title} ({each.address}): {each.words}")
    if not as_json and not quiet:
        for line in summary(report):
            output.write(line)
    if report.cut_off:
        output.complain("the network went away; what came is stored, and the next sync goes on there")
    if report.stopped:
        output.note("stopped; what came is stored, and the next sync goes on there")
        return _STOPPED
    return 1 if report.cut_off or any(each.outcome != "held" for each in report.failed) else 0


def summary(report: Report) -> list[str]:
    """Return what a sync came to, in lines for people."""
    came = [output.count_of(report.new, "new story", "new stories")]
    if report.changed:
        came.append(f"{report.changed:,} updated")
    if report.words:
        came.append(f"{output.count_of(report.words, 'word')}, {_reading_time(report.minutes)} to read")
    asked = [f"{output.count_of(report.feeds, 'feed')} asked"]
    if report.unchanged:
        asked.append(f"{report.unchanged:,} with nothing new")
    if report.failed:
        asked.append(f"{len(report.failed):,} without an answer of use")
    if report.pages:
        asked.append(f"{output.count_of(report.pages, 'page')} read for full text")
    lines = [", ".join(came), f"{', '.join(asked)}, {output.size_of(report.received)}"]
    lines += [f"{each.title} has moved for good to {each.address}" for each in report.moved]
    if report.incomplete:
        lines.append(f"{output.count_of(len(report.incomplete), 'story is', 'stories are')} not complete:")
        reasons = Counter(each.why or each.whole for each in report.incomplete).most_common()
        lines += [f"  {count:>5,}  {why}" for why, count in reasons]
    return lines


def _reading_time(minutes: int) -> str:
    return f"{minutes} min" if minutes < 100 else f"{round(minutes / 60)} h"


def _dry_run(store: Store, options: Options, *, as_json: bool) -> int:
    """Say what a sync would ask for."""
    from tuireader.sync.engine import planned

    feeds, pages = planned(store, options)
    if as_json:
        rows.print_json([{"event": "plan", "feeds": [one.origin for one in feeds], "pages": [page.url for page in pages]}])
        return 0
    for one in feeds:
        output.write(f"{one.title or one.origin}{' (only what is new)' if one.etag or one.modified else ''}")
    waiting = f", and {output.count_of(len(pages), 'page')} still owed" if pages else ""
    output.note(f"{output.count_of(len(feeds), 'feed')} would be asked{waiting}; nothing was fetched")
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

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self._as_json = as_json
        self._by_line = not (quiet or as_json or output.error_is_terminal())
        self.line = Line(wanted=not quiet and not as_json and output.error_is_terminal())

    def hear(self, event: Event) -> None:
        from tuireader.sync.events import FeedDone

        if self._as_json:
            rows.print_json([{"event": "feed" if isinstance(event, FeedDone) else "progress", **asdict(event)}])
        elif not isinstance(event, FeedDone):
            self.line.show(progress_words(event))
        elif self._by_line and event.outcome in ("stories", "odd"):
            more = f", {event.words}" if event.words else ""
            output.write(f"{event.title}: {output.count_of(event.stories, 'story', 'stories')} in its feed{more}")


def progress_words(now: Progress) -> str:
    """Return in one line how far a sync is."""
    parts = [f"{now.feeds_done:,} of {output.count_of(now.feeds, 'feed')}"]
    if now.pages:
        parts.append(f"{now.pages_done:,} of {output.count_of(now.pages, 'page')}")
    parts += [output.count_of(now.stories, "story", "stories"), output.size_of(now.received)]
    hosts = ", ".join(now.hosts[:_SHOWN_HOSTS]) + (" …" if len(now.hosts) > _SHOWN_HOSTS else "")
    return " · ".join([*parts, hosts] if hosts else parts)
