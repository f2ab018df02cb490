"""From a server's name to its addresses."""

from __future__ import annotations

import queue
import re
import socket
import threading

from tuireader.errors import NoNetwork, UnknownHost
from tuireader.sync.clock import Clock

_OCTET = r"(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])"
_ADDRESS = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}", re.ASCII)
"""An IPv4 address as it is usually spelt; other spellings are the name server's matter."""


def resolve(host: str, port: int, clock: Clock, patience: float | None = None) -> list[str]:
    """Return the addresses of a name; a thread asks, so that a silent name server can't outlast the clock.

    Args:
        host: a name, or an address in any spelling.
        port: where it is to be dialled.
        clock: that of the fetch.
        patience: seconds to wait for the name server, where that should be less than usual.

    Raises:
        NoNetwork: this computer is offline.
        UnknownHost: no server has that name, or this computer is offline.
        FetchError: the name server doesn't answer.
    """
    if _ADDRESS.fullmatch(host):
        return [host]
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
    result = clock.wait(attempt, "the name server", patience)
    if isinstance(result, OSError):
        if result.errno == socket.EAI_AGAIN:
            raise NoNetwork(f"no network: {host} can't be looked up")
        raise UnknownHost(f"no server is called {host} (or there's no network)")
    return result
