"""How a subscription fares, in words: the same in the reader and on the command line. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.clean import clean_line
from tuireader.store.subscriptions import Subscription

ANYWHERE = "as its stories say"
"""The region of a subscription that has none of its own."""
_OFTEN = 3
"""Failures in a row after which something more than patience is called for."""


def name_of(one: Subscription) -> str:
    """Return what it is called."""
    return clean_line(one.title or one.origin)


def state(one: Subscription, now: int) -> str:
    """Return how it fares, in one line."""
    return ", ".join(_facts(one, now))


def well(one: Subscription) -> bool:
    """Whether nothing is wrong with it."""
    return not (one.gone or one.failures or one.last_error)


def last_sync(one: Subscription, now: int) -> str:
    """Return when it last went well: "2 h ago"."""
    if one.last_success is None:
        return "not yet" if one.last_try is None else "never yet"
    return ago(now - one.last_success)


def next_attempt(one: Subscription, now: int) -> str:
    """Return when it is asked again by a timer: "in 40 min"."""
    if one.gone:
        return "never again"
    return "when you sync" if one.next_attempt is None or one.next_attempt <= now else f"in {_span(one.next_attempt - now)}"


def trouble(one: Subscription) -> str:
    """Return what is wrong with it; "" where nothing is."""
    if one.gone:
        return "Its server says that it is gone for good. Its stories stay."
    if not one.last_error:
        return ""
    words = clean_line(one.last_error)
    first, _, _ = words.partition(" ")
    return f"{words[:1].upper() if first.isalpha() else words[:1]}{words[1:]}."  # a server's name stays as it is


def advice(one: Subscription) -> str:
    """Return what helps, as far as the error's words tell; "" where nothing is wrong."""
    words = clean_line(one.last_error or "")
    if not one.failures or one.gone:
        return ""
    if "not asked again before" in words or "no network" in words:
        return "Nothing need be done."
    if any(hint in words for hint in ("has no such page", "(status 404)", "no server is called", "gives a page", "is no feed")):
        return "It may have moved: add it anew by the address of its site."
    if "--allow-host" in words:
        return "Or write allow_hosts under [sync] in the settings."
    if one.failures >= _OFTEN:
        return "It is tried less and less often; remove it if it never comes back."
    return "It is tried again by itself."


def ago(seconds: int) -> str:
    """Return "2 h ago" for a time that has passed."""
    return "just now" if seconds < 60 else f"{_span(seconds)} ago"


def _facts(one: Subscription, now: int) -> Iterator[str]:
    if one.gone:
        yield "gone for good, its stories stay"
    elif one.last_try is None:
        yield "not synced yet"
    elif one.failures:
        times = "once" if one.failures == 1 else f"{one.failures:,} times in a row"
        yield f"failed {times}: {clean_line(one.last_error or 'no reason given')}"
        yield f"last well {ago(now - one.last_success)}" if one.last_success else "never well yet"
    else:
        yield f"synced {ago(now - (one.last_success or one.last_try))}"
        if one.last_error:
            yield clean_line(one.last_error)
    if not one.gone and one.next_attempt is not None:
        yield f"next {next_attempt(one, now)}"
    if not one.full_text:
        yield "summaries only"


def _span(seconds: int) -> str:
    if seconds >= 86400:
        days = seconds // 86400
        return f"{days} day{'s' * (days > 1)}"
    return f"{seconds // 3600} h" if seconds >= 3600 else f"{max(1, seconds // 60)} min"
