"""From an address that a person gives, of a feed or of any page, to a subscription."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from tuireader.errors import FetchError, InputError
from tuireader.reading import Hints, read
from tuireader.reading.carried import Feed
from tuireader.reading.feeds.discovery import Link, discover
from tuireader.store.subscriptions import Subscription
from tuireader.sync.exchange import Answer, Limits, ask, shown
from tuireader.sync.guard import Guard
from tuireader.sync.transport import Network

_LIMITS = Limits(size=10_000_000, seconds=30, silence=10)
_MOST_TRIED = 4
"""Feeds of a page that are asked before it is given up."""
_LIKE_AN_ADDRESS = re.compile(r"[^\s/@:]+\.[^\s/@:]{2,}(?:[:/?#]\S*)?")


@dataclass(frozen=True, slots=True)
class Found:
    """What an address led to."""

    subscription: Subscription
    stories: int
    """In the feed now."""
    others: list[Link] = field(default_factory=list)
    """More feeds of the same page."""


class Check(NamedTuple):
    """Whether a subscription's feed answers."""

    answers: bool
    words: str
    """How many stories it has now, or what is wrong."""


def check(one: Subscription, *, allow_hosts: Iterable[str] = (), cancelled: Callable[[], bool] | None = None) -> Check:
    """Ask whether a feed answers; nothing is stored."""
    try:
        found = find(one.address, allow_hosts=allow_hosts, cancelled=cancelled)
    except InputError as error:
        return Check(False, error.reason)
    stories = f"{found.stories:,} {'story' if found.stories == 1 else 'stories'}"
    if found.subscription.origin != one.origin and not one.address.startswith(found.subscription.origin):
        return Check(True, f"{stories}, now at {found.subscription.origin}")
    return Check(True, stories)


def as_address(typed: str) -> str | None:
    """Return the web address that is meant; None where none is."""
    if re.match(r"https?://", typed, re.IGNORECASE):
        return typed
    return f"https://{typed}" if _LIKE_AN_ADDRESS.fullmatch(typed) else None


def find(address: str, *, allow_hosts: Iterable[str] = (), cancelled: Callable[[], bool] | None = None) -> Found:
    """Return the feed that an address is of, or that the page there leads to.

    Raises:
        FetchError: it doesn't come, or leads to no feed.
        TooLarge: it is over the limit in bytes.
    """
    with Network(Guard(allow_hosts)) as network:
        answer = _good(address, network, cancelled)
        feed = feed_of(answer)
        if feed is not None:
            return Found(_subscription(address, answer, feed), feed.entries)
        links = discover(answer.data, answer.final_url)
        failure: InputError | None = None
        for link in links[:_MOST_TRIED]:
            try:
                found = _good(link.address, network, cancelled)
            except InputError as error:
                failure = failure or error
                continue
            feed = feed_of(found)
            if feed is not None:
                others = [other for other in links if other.address != link.address and other.declared]
                return Found(_subscription(link.address, found, feed), feed.entries, others)
    if failure is not None:
        raise FetchError(f"this page names a feed, but it doesn't come: {failure}", shown(address))
    raise FetchError("this is no feed, and no feed is named on this page", shown(address))


def feed_of(answer: Answer) -> Feed | None:
    """Return what a feed says of itself; None where the answer is none."""
    hints = Hints(name=answer.final_url, base_url=answer.final_url, content_type=answer.content_type, charset=answer.charset)
    try:
        return read(answer.data, hints).feed
    except InputError:
        return None


def _good(address: str, network: Network, cancelled: Callable[[], bool] | None) -> Answer:
    answer = ask(address, limits=_LIMITS, network=network, cancelled=cancelled)
    if not answer.good:
        raise FetchError(answer.words, answer.url)
    return answer


def _subscription(address: str, answer: Answer, feed: Feed) -> Subscription:
    """Return the subscription; it is filed under its address without a password, and asked for with it."""
    lasting = answer.lasting_url if shown(address) == address else address
    return Subscription(shown(lasting), lasting, title=feed.title, site=feed.site)
