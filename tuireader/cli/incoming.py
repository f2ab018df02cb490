"""``import``: files, folders, standard input and web addresses into the store."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence

from tuireader import locations
from tuireader.cli import output
from tuireader.cli.progress import Progress
from tuireader.cli.settings import own_hosts, wish
from tuireader.intake import Report
from tuireader.store import Store
from tuireader.sync.bringing import bring, bring_pictures
from tuireader.sync.pictures import Wish


def import_(args: Namespace) -> int:
    """Take in what is named; say what came in, what was there already, what failed and why."""
    progress = Progress(wanted=not args.quiet and output.error_is_terminal())

    def fetched(named: str, came: int, promised: int | None) -> None:
        progress.show(f"{output.size_of(came)}{f' of {output.size_of(promised)}' if promised else ''} of {named}")

    def read(named: str, files: int) -> None:
        progress.show(f"{output.count_of(files, 'file')} of {named}")

    report, home = Report(), locations.home(args.home)
    hosts, wanted = own_hosts(home, args.allow_host), Wish(*wish(home, None))
    with Store.open(home) as store:
        try:
            for named in args.inputs:
                report.add(bring(store, named, allow_hosts=hosts, wish=wanted, tell_fetched=fetched, tell_read=read))
            store.back_up()
            store.sweep(due=True)
        finally:
            progress.clear()
            for failure in report.failed:
                output.complain(f"{failure.source}: {failure.reason}")
            if not args.quiet:
                output.write(summary(report))
                for line in _along(report):
                    output.write(line)
        for line in _pictures(store, wanted, hosts):
            if not args.quiet:
                output.write(line)
    return 1 if report.failed else 0


def _along(report: Report) -> list[str]:
    """Return in lines what became of the pictures that came along with saved pages."""
    if not (report.pictures or report.pictures_failed):
        return []
    from tuireader.sync.in_words import came_along

    return came_along(report)


def _pictures(store: Store, wanted: Wish, hosts: Sequence[str]) -> Iterator[str]:
    """Fetch the pictures of what was fetched; yield in lines what came of it."""
    found = bring_pictures(store, wanted, allow_hosts=hosts)
    if found is not None:
        from tuireader.sync.in_words import pictures

        if found.pictures:
            yield f"{output.count_of(found.pictures, 'picture')} stored in {output.size_of(found.picture_bytes)}"
        yield from pictures(found)


def summary(report: Report) -> str:
    """Return in one line what became of the inputs."""
    parts = [output.count_of(report.new, "new story", "new stories")]
    if report.changed:
        parts.append(f"{report.changed:,} updated")
    if report.same:
        parts.append(f"{report.same:,} there already")
    if report.deleted:
        parts.append(f"{report.deleted:,} deleted earlier and left out")
    if report.marked:
        parts.append(f"{report.marked:,} marked as the file says")
    if report.subscriptions:
        listed = output.count_of(len(report.subscriptions), "subscription")
        parts.append(f"{listed} listed (tuireader subscriptions import FILE takes them)")
    if report.addresses:
        left = len(report.addresses)
        parts.append(
            f"{output.count_of(left, 'address', 'addresses')} not fetched (the same import goes on with {'it' if left == 1 else 'them'})"
        )
    if report.failed:
        parts.append(f"{len(report.failed):,} failed")
    return ", ".join(parts)
