"""``subscriptions``: list, import, export and check them, and the catalogue to choose from."""

from __future__ import annotations

import contextlib
import sys
import time
from argparse import Namespace
from collections.abc import Iterator

from tuireader import locations
from tuireader.cli import output, rows
from tuireader.errors import InputError, UsageError
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription

_AT_ONCE = 16
_REGION_CELLS = 24
_TITLE_CELLS = 36


def subscriptions(args: Namespace) -> int:
    """Do what is asked with the subscriptions; list them when nothing is."""
    if args.files and args.action not in ("import", "export"):
        raise UsageError(f"subscriptions {args.action or ''} takes no file".replace("  ", " "))
    return {"import": _import, "export": _export, "check": _check, "catalogue": _catalogue, None: _list}[args.action](args)


def _list(args: Namespace) -> int:
    with Store.open(locations.home(args.home)) as store:
        found = store.subscriptions.all()
    if args.json:
        rows.print_json(map(_object, found))
        return 0
    for one in found:
        region = " › ".join(one.region) or "wherever its stories belong"
        output.write(f"{output.fit(_title(one), _TITLE_CELLS)}  {output.fit(region, _REGION_CELLS)}  {_state(one)}")
        output.write(f"  {one.origin}{f'  now at {one.address}' if one.address != one.origin and '@' not in one.address else ''}")
    if not found:
        output.note("no subscriptions yet: tuireader subscribe URL, or choose from tuireader subscriptions catalogue")
    return 0


def _import(args: Namespace) -> int:
    """Add the subscriptions of lists: OPML, or addresses line by line."""
    from tuireader.gathering import gather
    from tuireader.reading import Hints, read

    failed, new, known = 0, 0, 0
    with Store.open(locations.home(args.home)) as store:
        for material in (found for named in args.files or ["-"] for found in gather(named)):
            try:
                if isinstance(material, InputError):
                    raise material
                listed = read(material.data, Hints(name=material.source, path=material.source)).subscriptions
                if not listed:
                    raise InputError("there are no subscriptions in it", material.source)
            except InputError as error:
                failed = 1
                output.complain(f"{material.source}: {error.reason}")
                continue
            added = store.subscriptions.add(
                Subscription(one.address, one.address, one.title, one.site, _region(one.region, one.folder), one.section) for one in listed
            )
            new, known = new + len(added), known + len(listed) - len(added)
        store.back_up()
    output.write(f"{output.count_of(new, 'new subscription')}{f', {known:,} there already' if known else ''}")
    return failed


def _region(named: str | None, folders: tuple[str, ...]) -> tuple[str, ...]:
    """Return the region that a list gives a subscription, by its word for it or by a folder that is called like one."""
    from tuireader.meaning.region_names import region_path

    for name in filter(None, (named, *reversed(folders))):
        with contextlib.suppress(UsageError):
            return region_path(name)
    return ()


def _export(args: Namespace) -> int:
    """Write the subscriptions as OPML, into a file or to standard output; addresses without passwords."""
    from pathlib import Path

    from tuireader.reading.carried import Subscription as Listed
    from tuireader.writing.opml import opml

    with Store.open(locations.home(args.home)) as store:
        found = store.subscriptions.all()
    data = opml(
        Listed(
            address=one.origin if "@" in one.address else one.address,
            title=one.title,
            site=one.site,
            region=" > ".join(one.region) or None,
            section=one.section,
            folder=one.region,
        )
        for one in found
    )
    if not args.files or args.files == ["-"]:
        output.write(data.decode().rstrip("\n"))
        return 0
    if len(args.files) > 1:
        raise UsageError("subscriptions export writes one file")
    path = Path(args.files[0])
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InputError((error.strerror or "can't be written").lower(), str(path)) from error
    output.note(f"{output.count_of(len(found), 'subscription')} written to {path}")
    return 0


def _check(args: Namespace) -> int:
    """Ask every feed whether it answers; nothing is stored."""
    from concurrent.futures import ThreadPoolExecutor

    from tuireader.sync.known import known_feeds
    from tuireader.sync.subscribing import find

    with Store.open(locations.home(args.home)) as store:
        found = [one.subscription() for one in known_feeds()] if args.catalogue else store.subscriptions.all()

    def ask(one: Subscription) -> tuple[str, bool]:
        try:
            answer = find(one.address, allow_hosts=args.allow_host)
        except InputError as error:
            return error.reason, False
        if answer.subscription.origin != one.origin and not one.address.startswith(answer.subscription.origin):
            return f"{output.count_of(answer.stories, 'story', 'stories')}, now at {answer.subscription.origin}", True
        return output.count_of(answer.stories, "story", "stories"), True

    failed = 0
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for one, (words, answers) in zip(found, pool.map(ask, found), strict=True):
            failed = failed if answers else 1
            if args.json:
                rows.print_json([{"address": one.origin, "title": one.title, "answers": answers, "words": words}])
            else:
                output.write(f"{'✓' if answers else '✗'} {output.fit(_title(one), _TITLE_CELLS)}  {words}")
            sys.stdout.flush()
    return failed


def _catalogue(args: Namespace) -> int:
    """Show the feeds to choose from."""
    from tuireader.sync.known import known_feeds

    with Store.open(locations.home(args.home)) as store:
        mine = {address for one in store.subscriptions.all() for address in (one.origin, one.address)}
    found = known_feeds()
    if args.json:
        rows.print_json(
            {**each._asdict(), "region": list(each.region), "subscribed": each.address in mine, "verified": False} for each in found
        )
        return 0
    desk = None
    for each in found:
        if (each.region[0] if each.region else "The whole world") != desk:
            desk = each.region[0] if each.region else "The whole world"
            output.write(output.bold(desk, output.has_colour()))
        output.write(f"  {'✓' if each.address in mine else ' '} {output.fit(each.name, 28)}  {each.title}")
    output.note("tuireader subscribe NAME chooses one. Their addresses aren't verified: subscriptions check --catalogue asks them all.")
    return 0


def _object(one: Subscription) -> dict[str, object]:
    times = {name: rows.moment(getattr(one, name)) for name in ("added", "last_try", "last_success", "next_attempt", "held_until")}
    kept = ("title", "site", "region", "section", "full_text", "user_agent", "interval", "last_error", "failures", "gone")
    return {"address": one.origin, **{name: getattr(one, name) for name in kept}, **times}


def _title(one: Subscription) -> str:
    from tuireader.clean import clean_line

    return clean_line(one.title or one.origin)


def _state(one: Subscription) -> str:
    """Say in words how a subscription fares."""
    return ", ".join(_facts(one, int(time.time())))


def _facts(one: Subscription, now: int) -> Iterator[str]:
    from tuireader.clean import clean_line

    if one.gone:
        yield "gone for good, its stories stay"
    elif one.last_try is None:
        yield "not synced yet"
    elif one.failures:
        yield f"failed {output.count_of(one.failures, 'time')} in a row: {clean_line(one.last_error or 'no reason given')}"
        yield f"last well {_ago(now - one.last_success)}" if one.last_success else "never well yet"
    else:
        yield f"synced {_ago(now - (one.last_success or one.last_try))}"
        if one.last_error:
            yield clean_line(one.last_error)
    if not one.gone and one.next_attempt is not None:
        yield f"next {_in(one.next_attempt - now)}"
    if not one.full_text:
        yield "summaries only"


def _ago(seconds: int) -> str:
    return "just now" if seconds < 60 else f"{_span(seconds)} ago"


def _in(seconds: int) -> str:
    return "when you sync" if seconds <= 0 else f"in {_span(seconds)}"


def _span(seconds: int) -> str:
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return output.count_of(seconds // size, name)
    return "a moment"
