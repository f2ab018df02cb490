"""Bring what paths and addresses name into the store, for the import dialog; runs in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tuireader.config import Pictures
from tuireader.tui.wording import count_of

if TYPE_CHECKING:
    from tuireader.intake import Report
    from tuireader.store import Store


def bring_all(
    store: Store,
    targets: Sequence[str],
    tell: Callable[[str], None],
    cancelled: Callable[[], bool],
    allow_hosts: Sequence[str] = (),
    pictures: Pictures | None = None,
) -> Report:
    """Import each of ``targets`` and return what came of it.

    Args:
        store: where to.
        targets: paths and http(s) addresses.
        tell: told in words how far it is.
        cancelled: asked now and then; True stops it, and what came in stays.
        allow_hosts: hosts of the person's own.
        pictures: which pictures of addresses come with them.

    Raises:
        StoreError: the store can't take it.
    """
    from tuireader.intake import Report  # a fifth of the time to the first frame, and most sessions import nothing
    from tuireader.sync.bringing import bring, bring_pictures
    from tuireader.sync.pictures import Wish

    wish = Wish(*(pictures or Pictures("none")))

    def fetched(named: str, came: int, promised: int | None) -> None:
        tell(f"Fetching {named}: {came // 1000:,} kB" + (f" of {promised // 1000:,}" if promised else ""))

    def read(named: str, files: int) -> None:
        tell(f"Importing {named}: {count_of(files, 'file')}")

    report = Report()
    for target in targets:
        report.add(bring(store, target, tell_fetched=fetched, tell_read=read, cancelled=cancelled, allow_hosts=allow_hosts, wish=wish))
    if not cancelled():
        tell("Fetching the pictures")
        bring_pictures(store, wish, allow_hosts=allow_hosts, cancelled=cancelled)
    store.release()
    return report
