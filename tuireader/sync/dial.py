"""Dialling: sockets that only reach addresses the guard permits, and that keep a total deadline.

A read timeout alone never ends a server that drips a byte a second; every wait here (for the name server, the connection, the
handshake, each byte) also ends when the fetch's time is up or the person stops it.
"""
# ruff: noqa: ARG002 (httpcore passes timeouts and options; the clock and the guard stand in their place)

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import httpcore

from tuireader.errors import FetchError, NoNetwork, UnknownHost
from tuireader.sync.guard import Guard

_T = TypeVar("_T")
_SLICE = 0.2
"""Seconds between two looks at whether the person stopped the fetch."""


class Clock:
    """What ends a fetch: its total time, a silence, the person."""

    def __init__(self, total: float, silence: float, cancelled: Callable[[], bool] | None = None) -> None:
        """Start the time; ``total`` and ``silence`` are seconds."""
        self.total = total
        self.silence = silence
        self._ends = time.monotonic() + total
        self._cancelled = cancelled

    def left(self) -> float:
        """Return the seconds that a wait may take; raise FetchError when there are none."""
        if self._cancelled is not None and self._cancelled():
            raise FetchError("stopped")
        left = self._ends - time.monotonic()
        if left <= 0:
            raise FetchError(f"not finished after {self.total:g} seconds, given up")
        return left

    def wait(self, attempt: Callable[[float], _T], who: str) -> _T:
        """Call ``attempt`` with short timeouts until it returns.

        Args:
            attempt: takes seconds, raises TimeoutError when they pass.
            who: the host, for the error's words.

        Raises:
            FetchError: the silence was too long, the time is up, or the person stopped it.
        """
        patience = time.monotonic() + self.silence
        while True:
            seconds = min(self.left(), _SLICE)
            try:
                return attempt(seconds)
            except TimeoutError:
                if time.monotonic() >= patience:
                    raise FetchError(f"{who} doesn't answer (waited {self.silence:g} seconds)") from None


class GuardedBackend(httpcore.NetworkBackend):
    """The network as httpcore sees it: resolves a name, asks the guard, dials the address that was checked."""

    def __init__(self, guard: Guard, clock: Clock) -> None:
        """Take the guard to ask and the clock to keep."""
        self._guard = guard
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first permitted address that answers.

        Raises:
            FetchError: the name leads nowhere, only to refused addresses, or nothing answers there.
        """
        addresses = self._guard.permitted(host, port, _resolve(host, port, self._clock))
        failure: OSError | None = None
        for number, address in enumerate(addresses, 1):
            # The last address may use up the patience; those before it leave some for the next (IPv6 that leads nowhere).
            patience = min(self._clock.left(), self._clock.silence) / (1 if number == len(addresses) else 3)
            try:
                connection = socket.create_connection((address, port), patience)
            except OSError as error:
                failure = error
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return _Stream(connection, host, self._clock)
        raise _unconnected(host, port, failure)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: no address of news leads to a socket file."""
        raise FetchError("a socket file is no address of news")


class _Stream(httpcore.NetworkStream):
    """A connected socket under the clock."""

    def __init__(self, connection: socket.socket, host: str, clock: Clock) -> None:
        self._socket = connection
        self._host = host
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        def attempt(seconds: float) -> bytes:
            self._socket.settimeout(seconds)
            return self._socket.recv(max_bytes)

        return self._clock.wait(attempt, self._host)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        rest = memoryview(buffer)

        def attempt(seconds: float) -> int:
            self._socket.settimeout(seconds)
            return self._socket.send(rest)

        while rest:
            rest = rest[self._clock.wait(attempt, self._host) :]

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._socket.settimeout(min(self._clock.left(), self._clock.silence))
        try:
            secured = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise FetchError(f"{self._host} can't prove who it is: {error.verify_message}") from error
        except OSError as error:
            self.close()
            raise FetchError(f"no secure connection to {self._host}: {_plain(error)}") from error
        return _Stream(secured, self._host, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return None


def _resolve(host: str, port: int, clock: Clock) -> list[str]:
    """Return the addresses of a name; a thread asks, so that a silent name server can't outlast the clock."""
    answer: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(place[4][0]) for place in found)))
        except OSError as error:
            answer.put(error)
        except UnicodeError:  # a label over 63 characters
            answer.put(socket.gaierror(socket.EAI_NONAME, "no name"))

    def attempt(seconds: float) -> list[str] | OSError:
        try:
            return answer.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None

    threading.Thread(target=ask, daemon=True, name="tuireader-resolve").start()
    result = clock.wait(attempt, "the name server")
    if isinstance(result, OSError):
        if result.errno == socket.EAI_AGAIN:
            raise NoNetwork(f"no network: {host} can't be looked up")
        raise UnknownHost(f"no server is called {host} (or there's no network)")
    return result


def _unconnected(host: str, port: int, error: OSError | None) -> FetchError:
    """Return the error that says why no connection came about."""
    if error is None:
        return UnknownHost(f"{host} has no address")
    if isinstance(error, TimeoutError):
        return FetchError(f"{host} doesn't answer")
    if isinstance(error, ConnectionRefusedError):
        return FetchError(f"{host} takes no connections on port {port}")
    return NoNetwork(f"no network: {host} can't be reached ({_plain(error)})")


def _plain(error: OSError) -> str:
    return "no answer" if isinstance(error, TimeoutError) else (error.strerror or str(error)).lower()
