"""``subscribe`` and ``unsubscribe``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from tuireader import locations
from tuireader.cli import output
from tuireader.cli.settings import own_hosts
from tuireader.errors import NotFound
from tuireader.periods import seconds_of
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription

if TYPE_CHECKING:
    from tuireader.sync.subscribing import Found

_MOST_OTHERS = 10
_DAY = 86400
_FOR_GOOD = "forever"


def subscribe(args: Namespace) -> int:
    """Subscribe to a feed: by its address, by that of a page that names it, or by its name in the catalogue."""
    settings = _settings(args)
    with Store.open(locations.home(args.home)) as store:
        known = matching(store, args.what)
        if len(known) == 1:
            if settings:
                store.subscriptions.change(known[0].origin, **settings)
            output.write(f"subscribed already to {_named(known[0])}{', changed as you say' if settings else ''}")
            return 0
        one, found = _found(args)
        one = one._replace(**settings)
        if not store.subscriptions.add([one]):
            output.write(f"subscribed already to {_named(one)}")
            return 0
        store.back_up()
    output.write(f"subscribed to {_named(one)}{_details(one, found)}")
    for other in (found.others if found else [])[:_MOST_OTHERS]:
        output.write(f"  this page has another feed: {other.address}{f' ({other.title})' if other.title else ''}")
    output.note("tuireader sync brings its stories")
    return 0


def unsubscribe(args: Namespace) -> int:
    """End subscriptions; their stories stay."""
    failed = 0
    with Store.open(locations.home(args.home)) as store:
        for what in args.what:
            found = matching(store, what)
            if len(found) != 1:
                failed = 1
                many = f"{len(found)} subscriptions are called so; give the address of one" if found else "there is no such subscription"
                output.complain(f"{what}: {many}")
                continue
            store.subscriptions.remove([found[0].origin])
            output.write(f"unsubscribed from {_named(found[0])}; its stories stay")
        store.back_up()
    return failed


def matching(store: Store, what: str) -> list[Subscription]:
    """Return the subscriptions of that address, or else of that title, or of that name in the catalogue."""
    from tuireader.sync.known import known_feed

    known = known_feed(what)
    one = store.subscriptions.find(what) or (store.subscriptions.find(known.address) if known else None)
    if one is not None:
        return [one]
    wanted = what.strip().casefold()
    return [one for one in store.subscriptions.all() if (one.title or "").casefold() == wanted]


def _found(args: Namespace) -> tuple[Subscription, Found | None]:
    """Return the subscription that is meant, and what was found when it was looked for."""
    from tuireader.sync.known import known_feed

    known = known_feed(args.what)
    if known is not None:
        return known.subscription(), None
    from tuireader.sync.subscribing import as_address, find

    address = as_address(args.what)
    if address is None:
        raise NotFound(
            f"“{args.what}” is neither a web address nor a name of the catalogue; tuireader subscriptions catalogue shows the names"
        )
    found = find(address, allow_hosts=own_hosts(locations.home(args.home), args.allow_host))
    return found.subscription, found


def _settings(args: Namespace) -> dict[str, Any]:
    """Return what the person set.

    Raises:
        UsageError: no such region, no such time.
    """
    settings: dict[str, Any] = {}
    if args.region is not None:
        from tuireader.meaning.region_names import region_path

        settings["region"] = region_path(args.region)
    if args.interval is not None:
        settings["interval"] = seconds_of(args.interval)
    if args.keep is not None:
        settings["keep"] = None if args.keep.strip().lower() == _FOR_GOOD else max(1, seconds_of(args.keep) // _DAY)
    settings |= {
        name: value
        for name, value in (
            ("section", args.section),
            ("title", args.title),
            ("user_agent", args.user_agent),
            ("full_text", args.full_text),
        )
        if value is not None
    }
    return settings


def _named(one: Subscription) -> str:
    from tuireader.clean import clean_line

    return clean_line(f"{one.title} ({one.origin})" if one.title else one.origin)


def _details(one: Subscription, found: Found | None) -> str:
    parts = [" › ".join(one.region)] if one.region else []
    if found is not None:
        parts.append(output.count_of(found.stories, "story", "stories") + " now")
    else:
        parts.append("from the catalogue, its address not verified yet")
    return f": {', '.join(parts)}"
