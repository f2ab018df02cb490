"""Dialling: sockets that only reach addresses the guard permits, each wait under a fetch's clock."""

from __future__ import annotations

import errno
import os
import select
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from tuireader.errors import FetchError, NoNetwork, UnknownHost
from tuireader.sync.clock import Clock
from tuireader.sync.guard import Guard
from tuireader.sync.resolving import resolve

if TYPE_CHECKING:
    import ssl

_BEGUN = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)})


class Stream:
    """A connected socket. Who uses it lends it the clock of the fetch (:attr:`clock`)."""

    def __init__(self, connection: socket.socket, host: str, clock: Clock, idle: tuple[type[OSError], ...] = (BlockingIOError,)) -> None:
        """Take a connected socket, the host that it leads to, the clock to keep, and what a socket that has nothing to read raises."""
        self._socket = connection
        self._idle = idle
        self.host = host
        self.clock = clock

    def read(self) -> bytes:
        """Return what comes next; nothing at the end. Raises FetchError when the time is up, and OSError."""
        return self.clock.wait(self._receive, self.host)

    def write(self, data: bytes) -> None:
        """Send everything. Raises FetchError when the time is up, and OSError."""
        rest = memoryview(data)

        def attempt(seconds: float) -> int:
            self._socket.settimeout(seconds)
            return self._socket.send(rest)

        while rest:
            rest = rest[self.clock.wait(attempt, self.host) :]

    def waiting(self) -> bytes | None:
        """Return what has come unasked, b"" where the other side has hung up, None where nothing has come."""
        try:
            return self._receive(0)
        except self._idle:
            return None
        except OSError:
            return b""

    def close(self) -> None:
        """Close it."""
        self._socket.close()

    def secured(self, context: ssl.SSLContext) -> tuple[Stream, str | None]:
        """Return the stream within TLS, the other side's certificate checked, and the protocol that was agreed on."""
        import ssl

        try:
            # No certificate has the dot with which a name may be told in full.
            inner = context.wrap_socket(self._socket, server_hostname=self.host.rstrip("."), do_handshake_on_connect=False)
        except ValueError as error:
            raise FetchError(f"{self.host} is no name that a certificate could prove") from error
        try:
            self.clock.wait(_handshake(inner), self.host)
        except ssl.SSLCertVerificationError as error:
            inner.close()
            raise FetchError(f"{self.host} can't prove who it is: {error.verify_message}") from error
        except OSError as error:
            inner.close()
            raise FetchError(f"no secure connection to {self.host}: {_plain(error)}") from error
        except BaseException:
            inner.close()
            raise
        return Stream(inner, self.host, self.clock, (BlockingIOError, ssl.SSLWantReadError)), inner.selected_alpn_protocol()

    def _receive(self, seconds: float) -> bytes:
        self._socket.settimeout(seconds)
        return self._socket.recv(65536)


def _handshake(inner: ssl.SSLSocket) -> Callable[[float], None]:
    def attempt(seconds: float) -> None:
        inner.settimeout(seconds)
        inner.do_handshake()

    return attempt


def dial(host: str, port: int, guard: Guard, clock: Clock) -> Stream:
    """Return a connection to the first permitted address of a host that answers.

    Raises:
        FetchError: the name leads nowhere, only to refused addresses, or nothing answers there.
    """
    return _first_of(guard.permitted(host, port, resolve(host, port, clock)), host, port, clock)


def dial_unguarded(host: str, port: int, clock: Clock) -> Stream:
    """Return a connection to a host that the person named (a proxy), wherever it leads.

    Raises:
        FetchError: the name leads nowhere, or nothing answers there.
    """
    return _first_of(resolve(host, port, clock), host, port, clock)


def _first_of(addresses: list[str], host: str, port: int, clock: Clock) -> Stream:
    failure: OSError | None = None
    for number, address in enumerate(addresses, 1):
        # The last address may use up the patience; those before it leave some for the next (IPv6 that leads nowhere).
        patience = min(clock.left(), clock.silence) / (1 if number == len(addresses) else 3)
        try:
            return Stream(_connected(address, port, clock, patience), host, clock)
        except OSError as error:
            failure = error
    raise _unconnected(host, port, failure)


def _connected(address: str, port: int, clock: Clock, patience: float) -> socket.socket:
    """Return a socket connected to an address; raise OSError where that doesn't come about."""
    family, kind, protocol, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)[0]
    connection = socket.socket(family, kind, protocol)
    try:
        connection.setblocking(False)
        try:
            connection.connect(place)
        except OSError as error:
            if error.errno not in _BEGUN:
                raise
            clock.wait(lambda seconds: _writable(connection, seconds), address, patience)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except FetchError as error:
        connection.close()
        clock.left()  # the fetch is over, not only the patience with this address
        raise TimeoutError from error
    except BaseException:
        connection.close()
        raise
    return connection


def _writable(connection: socket.socket, seconds: float) -> None:
    """Wait until a connection has come about, or failed (OSError)."""
    if hasattr(select, "poll"):  # `select` alone bears no more than a thousand files
        poll = select.poll()
        poll.register(connection, select.POLLOUT)
        ready = bool(poll.poll(seconds * 1000))
    else:
        _, writable, failed = select.select([], [connection], [connection], seconds)
        ready = bool(writable or failed)
    if not ready:
        raise TimeoutError
    trouble = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if trouble:
        raise OSError(trouble, os.strerror(trouble))


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
