"""Every error that tuireader raises on purpose.

The tree, so that a caller catches as much as it means to::

    TuireaderError            says what happened, to what, and what to do; safe to show as it stands
    ├── UsageError            the person asked for something that can't be (exit status 2)
    │   └── QueryError        a mistake in a query, with its column
    ├── InputError            one input failed; the others go on (exit status 1)
    │   ├── UnreadableInput   not there, no permission, or a device
    │   ├── UnknownFormat     nothing here reads this kind of content
    │   ├── NoArticle         read well, but there's no article in it
    │   ├── TooLarge          over a limit in bytes, items or time
    │   └── FetchError        the network didn't bring it
    │       ├── NoNetwork     this computer is offline
    │       └── UnknownHost   no server has that name, or this computer is offline
    └── StoreError            the offline store as a whole (exit status 2)
        ├── StoreBusy         another program holds it; trying again later helps
        ├── StoreUnavailable  its folder is gone, read-only or full
        ├── StoreDamaged      its files are broken; ``tuireader check --repair`` mends them
        ├── StoreTooNew       written by a later version of tuireader
        └── NotFound          no such article, or a prefix that several share
"""

from __future__ import annotations


class TuireaderError(Exception):
    """Base of all; ``str(error)`` is a sentence for people."""


class UsageError(TuireaderError):
    """The person asked for something that can't be."""


class QueryError(UsageError):
    """A mistake in a query.

    Attributes:
        column: where it is, counted in code points from 1.
    """

    def __init__(self, message: str, column: int) -> None:
        super().__init__(f"{message} (column {column})")
        self.column = column


class InputError(TuireaderError):
    """One input failed.

    Attributes:
        source: the path or address of the input, as the person gave it ("" where there is none).
        reason: what happened, without the source.
    """

    def __init__(self, reason: str, source: str = "") -> None:
        super().__init__(f"{source}: {reason}" if source else reason)
        self.reason = reason
        self.source = source

    def about(self, source: str) -> InputError:
        """Return the same error, naming ``source``."""
        return type(self)(self.reason, source)


class UnreadableInput(InputError):
    """Not there, no permission, or a device."""


class UnknownFormat(InputError):
    """Nothing here reads this kind of content."""


class NoArticle(InputError):
    """Read well, but there's no article in it."""


class TooLarge(InputError):
    """Over a limit in bytes, items or time."""


class FetchError(InputError):
    """The network didn't bring it."""


class NoNetwork(FetchError):
    """This computer is offline."""


class UnknownHost(FetchError):
    """No server has that name; a computer that is offline may say so too."""


class StoreError(TuireaderError):
    """The offline store as a whole."""


class StoreBusy(StoreError):
    """Another program holds the store; trying again later helps."""


class StoreUnavailable(StoreError):
    """The store's folder is gone, read-only or full."""


class StoreDamaged(StoreError):
    """The store's files are broken."""


class StoreTooNew(StoreError):
    """The store was written by a later version of tuireader."""


class NotFound(StoreError):
    """No such article, or a prefix that several share."""
