"""``import``: files, folders, standard input and web addresses into the store."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from tuireader import locations
from tuireader.cli import output
from tuireader.cli.progress import Progress
from tuireader.errors import InputError
from tuireader.intake import Failure, Report, take, take_fetched
from tuireader.store import Store

if TYPE_CHECKING:
    from tuireader.sync.fetch import Fetched


def import_(args: Namespace) -> int:
    """Take in what is named; say what came in, what was there already, what failed and why."""
    progress = Progress(wanted=not args.quiet and output.error_is_terminal())
    report = Report()
    with Store.open(locations.home(args.home)) as store:
        try:
            for named in args.inputs:
                report.add(_import_one(store, named, args.allow_host, progress))
            store.back_up()
            store.sweep(due=True)
        finally:
            progress.clear()
            for failure in report.failed:
                output.complain(f"{failure.source}: {failure.reason}")
            if not args.quiet:
                output.write(summary(report))
    return 1 if report.failed else 0


def summary(report: Report) -> str:
    """Return in one line what became of the inputs."""
    parts = [output.count_of(report.new, "new story", "new stories")]
    if report.changed:
        parts.append(f"{report.changed:,} updated")
    if report.same:
        parts.append(f"{report.same:,} there already")
    if report.deleted:
        parts.append(f"{report.deleted:,} deleted earlier and left out")
    if report.failed:
        parts.append(f"{len(report.failed):,} failed")
    return ", ".join(parts)


def _import_one(store: Store, named: str, allow_hosts: list[str], progress: Progress) -> Report:
    if "://" not in named:
        return take(store, [named], progress=lambda files: progress.show(f"{output.count_of(files, 'file')} of {named}"))
    try:
        fetched = _fetch(named, allow_hosts, progress)
    except InputError as error:
        return Report(failed=[Failure(error.source, error.reason)])
    return take_fetched(store, fetched.data, fetched.final_url, fetched.content_type, fetched.charset)


def _fetch(url: str, allow_hosts: list[str], progress: Progress) -> Fetched:
    from tuireader.sync.fetch import fetch, shown  # httpx takes longer to load than an import of files takes

    def heard(came: int, promised: int | None) -> None:
        progress.show(f"{output.size_of(came)}{f' of {output.size_of(promised)}' if promised else ''} of {shown(url)}")

    return fetch(url, allow_hosts=allow_hosts, on_progress=heard)
