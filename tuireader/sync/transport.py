"""The network of one sync: connections that only reach permitted addresses, kept for the next request to the same server.

A connection serves one request at a time, under the clock of that fetch. The guard stands where an address is dialled; a connection that
is used again was permitted then, and leads to the same address still.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tuireader.sync.clock import Clock
from tuireader.sync.dial import Stream, dial
from tuireader.sync.guard import Guard
from tuireader.sync.http1 import Http1
from tuireader.sync.messages import Conversation, Head, HungUp, Request
from tuireader.sync.proxies import Proxy, proxy_for
from tuireader.sync.web_address import WebAddress

if TYPE_CHECKING:
    import ssl

_MOST_IDLE = 48
"""Connections kept open that nobody uses."""
_IDLE_SECONDS = 30
"""How long; few servers wait longer."""
_Key = tuple[tuple[str, str, int], Proxy | None]


class Network:
    """Sends requests where the guard permits; safe to use from several threads."""

    def __init__(self, guard: Guard | None = None) -> None:
        """Take the guard to ask; only the public internet where there is none."""
        self.guard = guard or Guard()
        self._idle: list[tuple[float, _Key, Conversation]] = []
        self._lock = threading.Lock()
        self._closed = False
        self._proxies: dict[tuple[str, str, int], Proxy | None] = {}

    def send(self, address: WebAddress, headers: list[tuple[str, bytes]], clock: Clock) -> Exchange:
        """Ask an address, once more over a fresh connection where the server has grown tired of the one that was kept.

        Raises:
            FetchError: nobody may or can be asked, or the answer is none.
            OSError: the connection broke.
        """
        if address.server not in self._proxies:
            self._proxies[address.server] = proxy_for(address)
        proxy = self._proxies[address.server]
        key = address.server, proxy
        kept = self._taken(key, clock)
        if kept is not None:
            with suppress(HungUp, OSError):
                return self._asked(key, kept, address, headers)
        return self._asked(key, self._dialled(address, proxy, clock), address, headers)

    def give_back(self, key: _Key, conversation: Conversation) -> None:
        """Take a connection that has done its work: it is kept or closed."""
        surplus: Conversation | None = conversation
        if conversation.is_free():
            with self._lock:
                if not self._closed:
                    self._idle.append((time.monotonic() + _IDLE_SECONDS, key, conversation))
                    surplus = self._idle.pop(0)[2] if len(self._idle) > _MOST_IDLE else None
        if surplus is not None:
            surplus.stream.close()

    def close(self) -> None:
        """Close the connections that nobody uses; those in use close when they have done their work."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for _, _, conversation in idle:
            conversation.stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _asked(self, key: _Key, conversation: Conversation, address: WebAddress, headers: list[tuple[str, bytes]]) -> Exchange:
        proxy = key[1]
        target, more = address.target, []
        if proxy is not None and address.scheme == "http":
            target, more = f"http://{address.authority}{address.target}", proxy.headers
        try:
            head = conversation.ask(Request(address.scheme, address.authority, target, [*headers, *more]))
            if proxy is not None and address.scheme == "http":
                proxy.heed(head, address)
        except BaseException:
            conversation.stream.close()
            raise
        return Exchange(self, key, conversation, head)

    def _taken(self, key: _Key, clock: Clock) -> Conversation | None:
        """Return a connection to that server that was kept and still stands; the one used last is the likeliest."""
        while True:
            with self._lock:
                number = next((number for number in reversed(range(len(self._idle))) if self._idle[number][1] == key), None)
                if number is None:
                    return None
                ends, _, conversation = self._idle.pop(number)
            conversation.stream.clock = clock
            if time.monotonic() < ends and conversation.is_alive():
                return conversation
            conversation.stream.close()

    def _dialled(self, address: WebAddress, proxy: Proxy | None, clock: Clock) -> Conversation:
        stream = dial(address.host, address.port, self.guard, clock) if proxy is None else proxy.reach(address, self.guard, clock)
        if address.scheme == "http":
            return Http1(stream)
        try:
            return _over_tls(stream)
        except BaseException:
            stream.close()
            raise


class Exchange:
    """An answer whose head has come; a context manager, at whose end the connection is free for others or closed."""

    def __init__(self, network: Network, key: _Key, conversation: Conversation, head: Head) -> None:
        self._network = network
        self._key = key
        self._conversation = conversation
        self.status = head.status
        self.headers = head.headers

    def body(self) -> Iterator[bytes]:
        """Yield the body as it comes; raise FetchError where it is cut short or the time is up, and OSError."""
        return self._conversation.body()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._network.give_back(self._key, self._conversation)
        else:
            self._conversation.stream.close()


def _over_tls(stream: Stream) -> Conversation:
    secured, protocol = stream.secured(_tls())
    if protocol != "h2":
        return Http1(secured)
    from tuireader.sync.http2 import Http2  # 15 ms, and most feeds of this minute speak the other

    return Http2(secured)


def _tls() -> ssl.SSLContext:
    from tuireader.sync import tls  # with TLS itself 10 ms, which feeds without it don't need

    return tls.context()
