"""The threads that ask: each takes the next job of the lanes and hands on what came of it.

Threads rather than an event loop: 2,000 servers 50 ms away, 64 at once, take 1.25 times what the waiting alone takes, and the guard, its
clock and the limits are those of every other fetch.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from tuireader.errors import FetchError, InputError
from tuireader.sync.addresses import host_of
from tuireader.sync.exchange import Answer, Limits, ask
from tuireader.sync.guard import Guard
from tuireader.sync.jobs import Came, FeedJob, Job, PageJob, PictureJob
from tuireader.sync.lanes import Lanes
from tuireader.sync.memory import Memory, Share
from tuireader.sync.meter import Meter, Part
from tuireader.sync.robots import SIZE, Robots
from tuireader.sync.schedule import HOLD, retry_after
from tuireader.sync.transport import Network

_WAITING = 48
"""Answers that may wait to be read before the asking slows down."""
_SLICE = 0.1
_PATIENCE = 5.0
"""Seconds without being read after which a server may hang up."""
_FEED = Limits(size=10_000_000, seconds=40, silence=15)
_PAGE = Limits(size=5_000_000, seconds=30, silence=10)
_PICTURE = Limits(size=15_000_000, seconds=30, silence=10)
_PICTURES_WANTED = "image/jpeg, image/png, image/webp, image/gif;q=0.8, image/avif;q=0.8, image/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Manners:
    """How the servers of the world are treated."""

    connections: int = 64
    per_host: int = 4
    pause: float = 0.1
    """Seconds between the starts of two requests to one host; none for those that the person allowed as their own."""
    feed: Limits = _FEED
    page: Limits = _PAGE
    picture: Limits = _PICTURE
    memory: int = 20_000_000
    """Bytes of answers that may be under way, or wait to be read, together (:mod:`memory`); no fewer than Brotli's widest window."""

    def limits(self, job: Job) -> Limits:
        """Return how much the fetch for a job may take."""
        return self.feed if isinstance(job, FeedJob) else self.page if isinstance(job, PageJob) else self.picture


class Fetchers:
    """Asks for jobs in threads of its own, until it is closed."""

    def __init__(self, manners: Manners, allow_hosts: tuple[str, ...], meter: Meter | None = None) -> None:
        self.results: queue.Queue[Came] = queue.Queue(_WAITING)
        self._meter = meter or Meter()
        self._memory = Memory(manners.memory)
        self._manners = manners
        self._network = Network(Guard(allow_hosts))
        own = {host_of(f"//{host}") or host.lower() for host in allow_hosts}
        self._lanes: Lanes[Job] = Lanes(manners.per_host, lambda host: 0.0 if host in own else manners.pause)
        self._stop = threading.Event()
        self._held: dict[str, int] = {}
        self._asked: dict[threading.Thread, str] = {}
        self._lock = threading.Lock()
        self._robots = Robots(self._rules)
        self._threads: list[threading.Thread] = []

    def add(self, job: Job) -> None:
        """Queue a job."""
        self._lanes.add(host_of(job.address), job)
        self._call_another()

    @property
    def received(self) -> int:
        """Bytes of answers, as they were sent."""
        return self._meter.received

    def let_finish(self) -> bool:
        """Let no job begin any more; return whether those that had begun have ended and were handed on."""
        self._lanes.close()
        return not any(thread.is_alive() for thread in self._threads) and self.results.empty()

    def hosts(self) -> tuple[str, ...]:
        """Return the hosts that are being asked."""
        with self._lock:
            return tuple(dict.fromkeys(self._asked.values()))

    def close(self) -> None:
        """Stop: what is on its way is given up within a moment."""
        self._stop.set()
        self._lanes.close()
        for thread in self._threads:
            thread.join()
        self._network.close()

    def _call_another(self) -> None:
        """Let another thread begin where there is something to do for it."""
        with self._lock:
            if len(self._threads) < self._manners.connections and self._lanes.wants_another():
                thread = threading.Thread(target=self._work, name="tuireader-fetch", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _work(self) -> None:
        taken = self._lanes.take(called=True)
        while taken is not None:
            self._call_another()
            self._hand_on(self._done(*taken))  # and keep no answer while waiting for the next job
            taken = self._lanes.take()

    def _done(self, host: str, job: Job) -> Came:
        """Do a job, and return what came of it."""
        me = threading.current_thread()
        with self._lock:
            self._asked[me] = host
        share = self._memory.share()
        try:
            came = self._perform(host, job, share)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the result, who would wait for ever else
            came = Came(job, error=error)
        if came.answer is None:
            share.release()
        with self._lock:
            del self._asked[me]
        self._lanes.done(host)
        return came

    def _hand_on(self, came: Came) -> None:
        while not self._stop.is_set():
            try:
                self.results.put(came, timeout=_SLICE)
            except queue.Full:
                continue
            return

    def _perform(self, host: str, job: Job, share: Share) -> Came:
        held = self._held.get(host, 0)
        if held > time.time():
            return Came(job, held_until=held)
        try:
            if isinstance(job, PageJob) and not self._robots.allow(job.address):
                return Came(job, forbidden=True)
            answer, received = self._asking(job, share)
        except InputError as error:
            return Came(job, error=error)
        if answer.status in (429, 503):
            now = int(time.time())
            until = retry_after(answer.headers.get("retry-after"), now) or (now + HOLD if answer.status == 429 else None)
            if until is not None:
                self._held[host] = max(until, self._held.get(host, 0))
                return Came(job, answer, held_until=until, share=share)
        return Came(job, answer, received=received, share=share)

    def _asking(self, job: Job, share: Share) -> tuple[Answer, int]:
        headers: dict[str, str] = {}
        one = job.subscription
        if one is not None and one.user_agent:
            headers["User-Agent"] = one.user_agent
        if isinstance(job, FeedJob):
            if job.subscription.etag:
                headers["If-None-Match"] = job.subscription.etag
            if job.subscription.modified:
                headers["If-Modified-Since"] = job.subscription.modified
        elif isinstance(job, PictureJob):
            headers["Accept"] = _PICTURES_WANTED
        counted = self._meter.part()
        try:
            return self._ask(job.address, headers, self._manners.limits(job), counted, share), counted.received
        except FetchError:
            if share.waited < _PATIENCE or self._is_over():
                raise
        # The server may have tired of waiting until there was room for what it sends. It is asked once more, and needn't wait.
        share.release()
        while not share.go_first(_SLICE):
            if self._is_over():
                raise FetchError("stopped", job.address)
        counted = self._meter.part()
        return self._ask(job.address, headers, self._manners.limits(job), counted, share), counted.received

    def _rules(self, address: str) -> Answer:
        share = self._memory.share()
        try:
            return self._ask(address, {}, Limits(size=SIZE, seconds=15, silence=8, redirects=5), self._meter.part(), share)
        finally:
            share.release()

    def _ask(self, address: str, headers: Mapping[str, str], limits: Limits, counted: Part, share: Share) -> Answer:
        over = self._is_over
        return ask(address, headers=headers, limits=limits, network=self._network, on_progress=counted, cancelled=over, share=share)

    def _is_over(self) -> bool:
        return self._stop.is_set() or self._meter.is_full()
