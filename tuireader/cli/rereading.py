"""``reprocess``: stories read again by the rules of now."""

from __future__ import annotations

from argparse import Namespace

from tuireader import locations, query
from tuireader.cli import output
from tuireader.cli.interruption import wished
from tuireader.cli.progress import Progress
from tuireader.reprocessing import Report
from tuireader.reprocessing import reprocess as read_again
from tuireader.store import Store

_STOPPED = 130


def reprocess(args: Namespace) -> int:
    """Read stories again that older rules have read; say what changed. Ctrl-C stops it, the next call goes on there."""
    asked = query.parse(" ".join(args.query))
    progress = Progress(wanted=output.error_is_terminal())
    with Store.open(locations.home(args.home)) as store, wished() as stopped:
        report = read_again(
            store,
            asked,
            progress=lambda done, total: progress.show(f"{done:,} of {output.count_of(total, 'story', 'stories')}"),
            cancelled=stopped,
        )
        progress.clear()
        was_stopped = stopped() and bool(report.left)
    for failure in report.failed:
        output.complain(f"{failure.source}: {failure.reason}")
    output.write(summary(report))
    if was_stopped:
        output.note(f"stopped; tuireader reprocess goes on with {output.count_of(report.left, 'story', 'stories')}")
        return _STOPPED
    return 1 if report.failed else 0


def summary(report: Report) -> str:
    """Return in one line what became of the stories."""
    read = report.same + report.changed
    if not read:
        return "every story has been read by the rules of now"
    what = ", ".join(f"{name} {count:,}" for name, count in report.what.most_common())
    changed = f"{report.changed:,} changed ({what})" if report.changed else "none changed"
    return f"{output.count_of(read, 'story', 'stories')} read again, {changed}"
