"""Bring what paths and addresses name into the store, for the import dialog; runs in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tuireader.errors import InputError
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.intake import Report
    from tuireader.store import Store


def bring(store: Store, targets: Sequence[str], tell: Callable[[str], None], cancelled: Callable[[], bool]) -> Report:
    """Import each of ``targets`` and return what came of it.

    Args:
        store: where to.
        targets: paths and http(s) addresses.
        tell: told in words how far it is.
        cancelled: asked now and then; True stops it, and what came in stays.

    Raises:
        StoreError: the store can't take it.
    """
    from tuireader import intake  # a fifth of the time to the first frame, and most sessions import nothing
    from tuireader.sync.fetch import fetch, is_web_address

    report = intake.Report()
    for target in targets:

        def heard(came: int, promised: int | None, target: str = target) -> None:
            tell(f"Fetching {target}: {came // 1000:,} kB" + (f" of {promised // 1000:,}" if promised else ""))

        def counted(files: int, target: str = target) -> None:
            tell(f"Importing {target}: {count_of(files, 'file')}")

        if not is_web_address(target):
            report.add(intake.take(store, [target], progress=counted, cancelled=cancelled))
            continue
        try:
            fetched = fetch(target, on_progress=heard, cancelled=cancelled)
        except InputError as error:
            report.failed.append(intake.Failure(error.source, error.reason))
        else:
            report.add(intake.take_fetched(store, fetched.data, fetched.final_url, fetched.content_type, fetched.charset))
    store.release()
    return report
