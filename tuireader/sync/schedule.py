"""When to ask again: after a success, after failures in a row, and when a server says when."""

from __future__ import annotations

import random
from datetime import UTC

USUAL = 3600
"""Seconds between two attempts, unless the subscription says otherwise."""
LONGEST = 7 * 86400
"""A feed that keeps failing is asked once a week at least."""
HOLD = 900
"""Seconds to leave a server alone that said it was asked too often, but not for how long."""
_LONGEST_HOLD = 86400
_PAGE_FIRST = 600
PAGE_TRIES = 4
"""Attempts at a page that doesn't come."""
REVISITS = 3
"""How often the page of a story is fetched again because its feed says that it changed."""
REVISIT_SECONDS = 4 * 86400
"""How long after a story came first that may happen."""


def after_success(now: int, interval: int | None, chance: random.Random) -> int:
    """Return when a feed is due again; spread a little, so that not all feeds are due at once."""
    return now + int((interval or USUAL) * chance.uniform(0.9, 1.1))


def after_failure(now: int, failures: int, interval: int | None, chance: random.Random) -> int:
    """Return when to try a failing feed again: ever later, and never all of them at once.

    Args:
        failures: how many there were in a row, this one included.
    """
    wait: int = min((interval or USUAL) << min(failures, 20), LONGEST)
    return now + int(wait * chance.uniform(0.5, 1.0))


def page_again(now: int, tries: int) -> int:
    """Return when to try a page again that didn't come so many times."""
    return now + (_PAGE_FIRST << 2 * min(tries, 6))


def retry_after(value: str | None, now: int) -> int | None:
    """Return the moment that a Retry-After header names, no further away than a day; None where it names none."""
    text = (value or "").strip()
    if text.isdecimal() and text.isascii():
        return now + min(max(int(text[:9]), 1), _LONGEST_HOLD)
    if not text:
        return None
    import email.utils  # 4 ms

    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    seconds = int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    return min(max(seconds, now + 1), now + _LONGEST_HOLD)
