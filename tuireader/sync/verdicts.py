"""What an answer says of a subscription or of a page: pure, so that it is seen through at one look.

A wrong answer (an error, a page in place of the feed, a feed cut short or suddenly empty) never renews the validators: the next sync
asks for everything again.
"""

from __future__ import annotations

import hashlib
import random
import time

from tuireader.errors import InputError, NoNetwork
from tuireader.store.subscriptions import Subscription, Tried, Validators
from tuireader.sync import schedule
from tuireader.sync.answers import FeedRead
from tuireader.sync.exchange import Answer

_LONGEST_VALIDATOR = 1000
_SHRUNKEN = 0.5
"""Of the entries that the last right answer had: with fewer than that share, the answer may be a part only."""
BLOCKED = frozenset({401, 402, 403, 451})
"""Statuses of a page that is there, but not for us."""
LOST = frozenset({404, 410})
NOT_ALLOWED = "the feed gives only a summary, and the site asks programs not to fetch its pages"


class Judge:
    """Says what becomes of subscriptions, at one moment."""

    def __init__(self, now: int, chance: random.Random) -> None:
        self.now = now
        self._chance = chance

    def failed(self, one: Subscription, error: Exception | None) -> Tried:
        """Judge a feed that didn't come."""
        words = error.reason if isinstance(error, InputError) else str(error)
        return self._failure(one, words, counted=not isinstance(error, NoNetwork))

    def held(self, one: Subscription, until: int, answer: Answer | None) -> Tried:
        """Judge a feed whose server wants to be left alone for a while."""
        words = f"{answer.words if answer else 'its server was asked too often'}; not asked again before {_clock(until)}"
        return Tried(one.origin, self.now, max(until, self.now), right=False, words=words, counted=False, held_until=until)

    def by_status(self, one: Subscription, answer: Answer) -> Tried | None:
        """Judge a feed by its answer's status; None where its body must be read."""
        if answer.status == 304:
            if one.etag or one.modified:
                return self._success(one)
            return self._failure(one, f"{answer.host} says that nothing is new, though it wasn't asked whether something is")
        if answer.status == 410:
            return self._failure(one, f"{answer.words}; its stories stay")._replace(gone=True)
        if not answer.good:
            return self._failure(one, answer.words)
        if one.digest == digest_of(answer.data):
            return self._success(one)._replace(validators=_validators(answer, one.seen), moved=_moved(one, answer))
        return None

    def by_content(self, one: Subscription, answer: Answer, read: FeedRead) -> Tried:
        """Judge a feed by what its answer carries."""
        if read.feed is None:
            return self._failure(one, f"{answer.host} {read.words}")
        entries, known = read.entries, one.entries or 0
        done = self._success(one)._replace(entries=entries, title=read.feed.title, site=read.feed.site, moved=_moved(one, answer))
        if entries < _SHRUNKEN * known:
            how = "is empty" if not entries else f"has only {entries} of the {known} stories that it had"
            return done._replace(words=f"the feed {how}; what was stored stays")
        if read.words:
            return done._replace(words=read.words)
        return done._replace(validators=_validators(answer, read.seen))

    def _success(self, one: Subscription) -> Tried:
        return Tried(one.origin, self.now, schedule.after_success(self.now, one.interval, self._chance), right=True)

    def _failure(self, one: Subscription, words: str, *, counted: bool = True) -> Tried:
        failures = one.failures + 1 if counted else 0
        again = schedule.after_failure(self.now, failures, one.interval, self._chance)
        return Tried(one.origin, self.now, again, right=False, words=words, counted=counted)


def digest_of(data: bytes) -> str:
    """Return what tells one answer's bytes from another's."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _validators(answer: Answer, seen: bytes) -> Validators:
    etag, modified = (
        value if (value := answer.headers.get(name)) and len(value) <= _LONGEST_VALIDATOR else None for name in ("etag", "last-modified")
    )
    return Validators(etag, modified, digest_of(answer.data), seen)


def _moved(one: Subscription, answer: Answer) -> str | None:
    """Return where the feed is for good; never from a secured address to an open one, and not where the address has a password."""
    target = answer.lasting_url
    if target == one.address or answer.url != one.address or (one.address.startswith("https:") and not target.startswith("https:")):
        return None
    return target


def _clock(moment: int) -> str:
    return time.strftime("%H:%M", time.localtime(moment))
