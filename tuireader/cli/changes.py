"""Commands that change what is stored: ``mark``, ``move``, ``delete``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from tuireader import locations
from tuireader.cli import output
from tuireader.errors import NotFound, UsageError
from tuireader.store import Store

_AUTO = "auto"


def mark(args: Namespace) -> int:
    """Mark stories as read or unread, give or take a star."""
    if args.read is None and args.starred is None:
        raise UsageError("say what to do: --read, --unread, --star or --unstar")
    with Store.open(locations.home(args.home)) as store:
        ids, failed = resolved(store, args.ids)
        changed = store.mark(ids, read=args.read, starred=args.starred)
        store.back_up()
    output.write(f"{output.count_of(len(changed), 'story', 'stories')} changed")
    return failed


def move(args: Namespace) -> int:
    """Put stories under another region, or back where their text says."""
    from tuireader.meaning.region_names import region_path

    path = None if args.region.strip().lower() == _AUTO else region_path(args.region)
    with Store.open(locations.home(args.home)) as store:
        ids, failed = resolved(store, args.ids)
        for each in ids:
            store.move(each, path)
        store.back_up()
    output.write(f"{output.count_of(len(ids), 'story', 'stories')} moved {'back' if path is None else 'to ' + ' › '.join(path)}")
    return failed


def delete(args: Namespace) -> int:
    """Delete stories, or the starter edition; or bring back what was deleted last."""
    if (bool(args.ids), args.starter, args.undo).count(True) != 1:
        raise UsageError("say which stories to delete: their ids, or --starter; or --undo")
    with Store.open(locations.home(args.home)) as store:
        if args.undo:
            return _undo(store)
        if args.starter:
            from tuireader.intake import forgo_starter

            gone, failed = store.delete_starter(), 0
            forgo_starter(store)
        else:
            ids, failed = resolved(store, args.ids)
            gone = store.delete(ids)
        store.back_up()
    output.write(f"{output.count_of(len(gone), 'story', 'stories')} deleted")
    return failed


def _undo(store: Store) -> int:
    last = store.last_deleted()
    back = store.restore(last)
    store.back_up()
    output.write(f"{output.count_of(len(back), 'story is', 'stories are')} back")
    if len(back) < len(last):
        output.note(
            f"of {output.count_of(len(last) - len(back), 'story', 'stories')} the text is gone: they were deleted too long ago, or dropped"
        )
    return 0


def resolved(store: Store, prefixes: Iterable[str]) -> tuple[list[str], int]:
    """Return the ids that prefixes stand for, and exit status 1 when there is one that stands for none (it is named on standard error)."""
    ids: dict[str, None] = {}
    failed = 0
    for prefix in prefixes:
        try:
            ids[store.resolve(prefix)] = None
        except NotFound as error:
            output.complain(str(error))
            failed = 1
    return list(ids), failed
