"""Bytes counted as they come, over all threads; and when they are enough."""

from __future__ import annotations

import threading


class Meter:
    """What a sync has received: the bodies of answers, as they were sent."""

    def __init__(self, most: int | None = None) -> None:
        """Take the bytes after which it is enough; None for no limit."""
        self.most = most
        self.received = 0
        self._lock = threading.Lock()

    def part(self) -> Part:
        """Return what counts the bytes of one answer."""
        return Part(self)

    def add(self, size: int) -> None:
        """Count more."""
        with self._lock:
            self.received += size

    def is_full(self) -> bool:
        """Whether no more may come."""
        return self.most is not None and self.received >= self.most


class Part:
    """The bytes of one answer; called with how many came so far."""

    def __init__(self, meter: Meter) -> None:
        self.received = 0
        self._meter = meter

    def __call__(self, came: int, _: int | None = None) -> None:
        """Count up to ``came``."""
        self._meter.add(came - self.received)
        self.received = came
