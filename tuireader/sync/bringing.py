"""What a person names, a path or an address, into the store, and the addresses that lists among it name."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tuireader.article import Article, identify, identity_key
from tuireader.errors import InputError, NotFound
from tuireader.intake import Failure, Report, take, take_fetched

if TYPE_CHECKING:
    from tuireader.store import Store
    from tuireader.sync.events import Report as Fetched
    from tuireader.sync.pictures import Wish

MOST_ADDRESSES = 1_000
"""Addresses of a list that one import fetches."""
Tell = Callable[[str, int, int | None], None]
"""(what is named, bytes that came or files that were read, bytes that are promised)."""


def bring(
    store: Store,
    named: str,
    *,
    allow_hosts: Sequence[str] = (),
    wish: Wish | None = None,
    tell_fetched: Tell | None = None,
    tell_read: Callable[[str, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Import a path, ``-`` or an http(s) address, and return what came of it.

    Args:
        store: where to.
        named: what to import.
        allow_hosts: hosts of the person's own; see :func:`tuireader.sync.fetch.fetch`.
        wish: which pictures of what is fetched are noted as owed; :func:`bring_pictures` fetches them, or the next sync does. Those that
            came along with a saved page are stored at once, unless none are wanted.
        tell_fetched: told how much of an address came.
        tell_read: told how many files were read.
        cancelled: asked now and then; True stops it, and what came in stays.

    Raises:
        StoreError: the store can't take it.
    """
    if "://" in named:
        return _fetched(store, named, allow_hosts, wish, tell_fetched, cancelled)
    report = _from_files(store, named, wish, tell_read, cancelled)
    # What came already isn't fetched again, so that the same import goes on where another ended.
    missing = [address for address in report.addresses if not _is_here(store, address)]
    report.same += len(report.addresses) - len(missing)
    wanted, report.addresses = missing[:MOST_ADDRESSES], missing[MOST_ADDRESSES:]
    marks = {mark.url: mark for mark in report.marks}
    for number, address in enumerate(wanted):
        if cancelled is not None and cancelled():
            report.addresses = wanted[number:] + report.addresses
            break
        came = _fetched(store, address, allow_hosts, wish, tell_fetched, cancelled)
        if mark := marks.get(address):
            # The page may say that its story's address is another one.
            came.marked += len({*store.mark(came.ids, read=mark.read or None), *store.mark(came.ids, starred=mark.starred or None)})
        report.add(came)
    return report


def _from_files(
    store: Store, named: str, wish: Wish | None, tell: Callable[[str, int], None] | None, cancelled: Callable[[], bool] | None
) -> Report:
    from tuireader.sync.pictures_saved import SavedPictures

    saved = SavedPictures(store, wish, cancelled) if wish is not None else None
    report = Report()
    try:
        progress = (lambda files: tell(named, files)) if tell else None
        report.add(take(store, [named], progress=progress, cancelled=cancelled, pictures=saved.take if saved else None))
    finally:
        if saved is not None:
            saved.close(report)
    return report


def _is_here(store: Store, address: str) -> bool:
    try:
        store.resolve(identify(identity_key(Article(url=address), "")))
    except NotFound:
        return False
    return True


def bring_pictures(
    store: Store, wish: Wish, *, allow_hosts: Sequence[str] = (), cancelled: Callable[[], bool] | None = None
) -> Fetched | None:
    """Fetch the pictures that are owed to stories which came by no subscription; return what came of it, None where there are none.

    Raises:
        StoreError: the store can't take it.
    """
    if wish.fetch == "none" or not any(owed.origin is None for owed in store.pictures.owed(int(time.time()))):
        return None
    from tuireader.sync.engine import run
    from tuireader.sync.planning import Options

    return run(store, Options(only_pictures=True, pictures=wish, allow_hosts=tuple(allow_hosts)), cancelled=cancelled)


def _fetched(
    store: Store, url: str, allow_hosts: Sequence[str], wish: Wish | None, tell: Tell | None, cancelled: Callable[[], bool] | None
) -> Report:
    from tuireader.sync.fetch import fetch, shown  # httpx takes longer to load than an import of files takes

    heard = (lambda came, promised: tell(shown(url), came, promised)) if tell else None
    try:
        got = fetch(url, allow_hosts=allow_hosts, on_progress=heard, cancelled=cancelled)
    except InputError as error:
        return Report(failed=[Failure(error.source, error.reason)])
    report = take_fetched(store, got.data, got.final_url, got.content_type, got.charset)
    if wish is not None:
        stories = [store.get(article_id) for article_id in report.ids]
        store.pictures.owe([(story, wanted) for story in stories if (wanted := wish.of(story))])
    return report
