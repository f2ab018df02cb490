"""Who is asked next: many hosts at once, each by a few connections and with a pause between two requests."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

_Job = TypeVar("_Job")


class Lanes(Generic[_Job]):
    """Jobs by host; safe to use from several threads."""

    def __init__(self, at_once: int, pause: Callable[[str], float]) -> None:
        """Take how many jobs of one host may run at once, and the seconds between the starts of two of them."""
        self._at_once = at_once
        self._pause = pause
        self._waiting: dict[str, deque[_Job]] = defaultdict(deque)
        self._running: dict[str, int] = defaultdict(int)
        self._next: dict[str, float] = defaultdict(float)
        self._ready: list[tuple[float, int, str]] = []
        self._queued: set[str] = set()
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._takers = 0
        """Who waits for a job, or was called to come for one."""
        self._closed = False

    def add(self, host: str, job: _Job) -> None:
        """Queue a job."""
        with self._changed:
            self._waiting[host].append(job)
            self._queue(host)

    def wants_another(self) -> bool:
        """Whether more hosts could be asked than there are takers; who hears True sends one, whose first :meth:`take` is a called one."""
        with self._changed:
            if self._closed or len(self._ready) <= self._takers:
                return False
            self._takers += 1
            return True

    def take(self, *, called: bool = False) -> tuple[str, _Job] | None:
        """Return the next job, waiting for one; None once the lanes are closed. Who took it calls :meth:`done`."""
        with self._changed:
            self._takers += not called
            try:
                while not self._closed:
                    wait = None
                    if self._ready:
                        wait = self._ready[0][0] - time.monotonic()
                        if wait <= 0:
                            return self._start()
                    self._changed.wait(wait)
                return None
            finally:
                self._takers -= 1

    def done(self, host: str) -> None:
        """Say that a job of this host has ended."""
        with self._changed:
            self._running[host] -= 1
            self._queue(host)

    def close(self) -> None:
        """Let no job begin any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _start(self) -> tuple[str, _Job]:
        host = heapq.heappop(self._ready)[2]
        self._queued.discard(host)
        self._running[host] += 1
        self._next[host] = time.monotonic() + self._pause(host)
        job = self._waiting[host].popleft()
        self._queue(host)
        return host, job

    def _queue(self, host: str) -> None:
        if self._waiting[host] and host not in self._queued and self._running[host] < self._at_once:
            self._queued.add(host)
            heapq.heappush(self._ready, (self._next[host], next(self._order), host))
            self._changed.notify()
