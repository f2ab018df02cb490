"""Who uses a store: whoever has it open, with others; whoever mends it, alone.

The lock is the system's and ends with the process that holds it. Where there are no such locks (Windows) files that another program has
open can't be put aside in the first place.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from tuireader.errors import StoreBusy

FILE = ".lock"
_THERE = os.name == "posix"


class Hold:
    """A lock that is held until it is let go."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def let_go(self) -> None:
        """Let go; once is enough."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def shared(home: Path) -> Hold:
    """Hold a store together with others who use it.

    Raises:
        StoreBusy: it is being mended.
    """
    descriptor = _opened(home)
    if descriptor is not None and _locked(descriptor, alone=False) is False:
        os.close(descriptor)
        raise StoreBusy(f"the store in {home} is being mended; try again when that has finished")
    return Hold(descriptor)


@contextlib.contextmanager
def alone(home: Path) -> Iterator[bool]:
    """Keep others from opening a store within the block; False where somebody has it open."""
    descriptor = _opened(home)
    try:
        yield descriptor is None or _locked(descriptor, alone=True) is not False
    finally:
        Hold(descriptor).let_go()


def _opened(home: Path) -> int | None:
    if _THERE:
        for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):  # a folder that can't be written may have one all the same
            with contextlib.suppress(OSError):
                return os.open(home / FILE, flags | os.O_CLOEXEC, 0o600)
    return None


def _locked(descriptor: int, *, alone: bool) -> bool | None:
    """Return whether the lock was free; None where the file system knows no locks."""
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
