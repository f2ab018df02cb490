"""``subscriptions``: list, import, export and check them, and the catalogue to choose from."""

from __future__ import annotations

import sys
import time
from argparse import Namespace

from tuireader import locations
from tuireader.cli import output, rows
from tuireader.cli.settings import own_hosts
from tuireader.errors import UsageError
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription
from tuireader.sync.telling import ANYWHERE, name_of, state

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
    now = int(time.time())
    if args.json:
        rows.print_json(map(_object, found))
        return 0
    for one in found:
        region = " › ".join(one.region) or ANYWHERE
        output.write(f"{output.fit(name_of(one), _TITLE_CELLS)}  {output.fit(region, _REGION_CELLS)}  {state(one, now)}")
        output.write(f"  {one.origin}{f'  now at {one.address}' if one.address != one.origin and '@' not in one.address else ''}")
    if not found:
        output.note("no subscriptions yet: tuireader subscribe URL, or choose from tuireader subscriptions catalogue")
    return 0


def _import(args: Namespace) -> int:
    """Add the subscriptions of lists: OPML, or addresses line by line."""
    from tuireader.sync.interchange import take_lists

    new, known, failed = 0, 0, 0
    with Store.open(locations.home(args.home)) as store:
        for named in args.files or ["-"]:
            taken = take_lists(store, named)
            new, known = new + len(taken.new), known + taken.known
            for error in taken.failed:
                failed = 1
                output.complain(str(error))
        store.back_up()
    output.write(f"{output.count_of(new, 'new subscription')}{f', {known:,} there already' if known else ''}")
    return failed


def _export(args: Namespace) -> int:
    """Write the subscriptions as OPML, into a file or to standard output; addresses without passwords."""
    from tuireader.sync.interchange import list_of, write_list

    if len(args.files) > 1:
        raise UsageError("subscriptions export writes one file")
    with Store.open(locations.home(args.home)) as store:
        if not args.files or args.files == ["-"]:
            output.write(list_of(store).decode().rstrip("\n"))
            return 0
        path = write_list(store, args.files[0])
        output.note(f"{output.count_of(len(store.subscriptions.all()), 'subscription')} written to {path}")
    return 0


def _check(args: Namespace) -> int:
    """Ask every feed whether it answers; nothing is stored."""
    from concurrent.futures import ThreadPoolExecutor

    from tuireader.sync.known import known_feeds
    from tuireader.sync.subscribing import check

    home = locations.home(args.home)
    with Store.open(home) as store:
        found = [one.subscription() for one in known_feeds()] if args.catalogue else store.subscriptions.all()
    hosts = own_hosts(home, args.allow_host)
    failed = 0
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for one, came in zip(found, pool.map(lambda one: check(one, allow_hosts=hosts), found), strict=True):
            failed = failed if came.answers else 1
            if args.json:
                rows.print_json([{"address": one.origin, "title": one.title, "answers": came.answers, "words": came.words}])
            else:
                output.write(f"{'✓' if came.answers else '✗'} {output.fit(name_of(one), _TITLE_CELLS)}  {came.words}")
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
    kept = ("title", "site", "region", "section", "full_text", "user_agent", "interval", "keep", "last_error", "failures", "gone")
    return {"address": one.origin, **{name: getattr(one, name) for name in kept}, **times}
