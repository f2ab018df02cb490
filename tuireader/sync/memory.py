"""One bound over the bodies of all answers in memory: those under way, and those that wait to be read."""

from __future__ import annotations

import functools
import sys
import threading
import time
from contextlib import suppress

FREE = 1 << 16
"""Bytes that any answer may have at any time, so that small ones don't wait behind large ones."""

LARGE = 1 << 18
"""Bytes of a block that the system gets back as soon as it is free."""
_MMAP_THRESHOLD = -3
"""The number by which GNU's mallopt knows it."""


class Memory:
    """What the answers of one sync may take together; safe to use from several threads.

    When it is full, answers wait until others were read. One of those that would wait has the right of way and doesn't, so that at any
    time one at least comes to its end. All of them take ``most`` bytes together, that one beyond them, and each its free ones.
    """

    def __init__(self, most: int) -> None:
        self.held = 0
        self._most = most
        self._first: Share | None = None
        self._changed = threading.Condition()

    def share(self) -> Share:
        """Return what one answer takes; nothing yet."""
        return Share(self)

    def take(self, share: Share, size: int, seconds: float) -> bool:
        """Let a share have so many bytes in all, waiting so long for room; return whether it has them."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._may_have(share, size), seconds):
                return False
            less = share.size - size
            self._count(share, size)
            if less > FREE:  # for less than that, nobody need be woken
                self._changed.notify_all()
        if size > LARGE:
            return_large_blocks()
        return True

    def go_first(self, share: Share, seconds: float) -> bool:
        """Let a share have the right of way, waiting so long for it; return whether it has it."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._first in (None, share), seconds):
                return False
            self._first = share
            return True

    def release(self, share: Share) -> None:
        """Take a share's bytes and its right of way back."""
        if not share.size and self._first is not share:
            return
        with self._changed:
            self._count(share, 0)
            if self._first is share:
                self._first = None
            self._changed.notify_all()

    def _may_have(self, share: Share, size: int) -> bool:
        """Whether a share may have so many bytes now; it gets the right of way where it would wait and nobody has it."""
        if size <= max(share.size, FREE) or self.held - share.size + size <= self._most:
            return True
        self._first = self._first or share
        return self._first is share

    def _count(self, share: Share, size: int) -> None:
        self.held += size - share.size
        share.size = size


class Share:
    """What one answer takes of a :class:`Memory`, from its first byte until it was read."""

    def __init__(self, memory: Memory) -> None:
        self.size = 0
        self.waited = 0.0
        """Seconds for which there was no room for it."""
        self._memory = memory

    def take(self, size: int, seconds: float = 0) -> bool:
        """Have so many bytes in all, more or fewer than before; return whether there was room within that time."""
        began = time.monotonic()
        taken = self._memory.take(self, size, seconds)
        if seconds:
            self.waited += time.monotonic() - began
        return taken

    def go_first(self, seconds: float) -> bool:
        """Have the right of way, so that it never waits; return whether that came about within that time."""
        return self._memory.go_first(self, seconds)

    def release(self) -> None:
        """Give everything back; once more does nothing."""
        self._memory.release(self)


@functools.cache
def return_large_blocks() -> None:
    """Have GNU's C library give large blocks back to the system, as others do of themselves; once more does nothing.

    It learns from the first large block that is freed to keep such ones, up to 64 MB for every few threads: of what was read long ago
    more would stay than there ever is at once.
    """
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):  # a Python without ctypes, or another C library
            import ctypes  # 10 ms, which a sync of small answers doesn't need

            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE)
