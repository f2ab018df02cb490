"""Proxies that the environment names (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY), on macOS and Windows the system's settings too.

A proxy stands between this program and the servers, so it is the proxy that looks names up and dials. The guard does then what can be
done from here: :meth:`~tuireader.sync.guard.Guard.permit_by_proxy`. The proxy itself may stand anywhere, for the person named it.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from typing import NamedTuple
from urllib.parse import unquote

from tuireader.errors import FetchError, NoNetwork, UnknownHost
from tuireader.sync.clock import Clock
from tuireader.sync.dial import Stream, dial_unguarded
from tuireader.sync.guard import Guard
from tuireader.sync.messages import Head
from tuireader.sync.resolving import resolve
from tuireader.sync.web_address import WebAddress

_ASKS = "asks for a user name and a password, or for others"
_LONGEST_HEAD = 16_384
_LOOKUP_SECONDS = 2.0
"""How long a name is looked up from here before that is left to the proxy: behind some there is no name server."""
_SPELT = re.compile(
    r"(?:(?P<scheme>[a-z0-9+.-]+)://)?(?:(?P<login>[^@/]*)@)?(?P<host>\[[0-9a-f:.%]+\]|[^:/@\[\]\s]+)(?::(?P<port>\d{1,5}))?/?",
    re.IGNORECASE,
)


class ProxyTrouble(NoNetwork):
    """The proxy can't be used, so that no server can be reached."""


class Proxy(NamedTuple):
    """An HTTP proxy."""

    host: str
    port: int
    login: str | None

    @property
    def headers(self) -> list[tuple[str, bytes]]:
        """What it wants to hear beside a request."""
        if self.login is None:
            return []
        import base64

        return [("Proxy-Authorization", b"Basic " + base64.b64encode(self.login.encode()))]

    def reach(self, address: WebAddress, guard: Guard, clock: Clock) -> Stream:
        """Return a connection by which the server can be asked: to the proxy, and for https through it.

        Raises:
            FetchError: the guard refuses the server, or the proxy refuses to reach it.
            ProxyTrouble: the proxy can't be reached, or can't reach anything.
        """
        guard.permit_by_proxy(address.host, address.port, _looked_up(address, guard, clock))
        try:
            stream = dial_unguarded(self.host, self.port, clock)
        except FetchError as error:
            clock.left()
            raise ProxyTrouble(f"the proxy {self} can't be used: {error.reason}") from error
        if address.scheme == "http":
            return stream
        try:
            self._tunnel(stream, address)
        except BaseException:
            stream.close()
            raise
        stream.host = address.host
        return stream

    def heed(self, head: Head, address: WebAddress) -> None:
        """Raise ProxyTrouble where an answer says that the proxy itself can't do its work.

        Behind a proxy a server's own failure looks like that too; it isn't held against the server then.
        """
        if head.status == 407:
            raise ProxyTrouble(f"the proxy {self} {_ASKS}")
        if head.status >= 500 and "retry-after" not in head.headers:
            raise ProxyTrouble(f"the proxy {self} can't reach {address.host}, or that fails (status {head.status})")

    def _tunnel(self, stream: Stream, address: WebAddress) -> None:
        target = f"[{address.host}]:{address.port}" if ":" in address.host else f"{address.host}:{address.port}"
        lines = [f"CONNECT {target} HTTP/1.1".encode(), f"Host: {target}".encode()]
        lines += [name.encode() + b": " + value for name, value in self.headers]
        stream.write(b"\r\n".join([*lines, b"", b""]))
        said = b""
        while b"\r\n\r\n" not in said:
            data = stream.read()
            said += data
            if not data or len(said) > _LONGEST_HEAD:
                raise ProxyTrouble(f"the proxy {self} gives no proper answer")
        found = re.match(rb"HTTP/1\.\d (\d{3})", said)
        status = int(found[1]) if found else 0
        if 200 <= status < 300 and said.endswith(b"\r\n\r\n"):  # beyond that nothing is said before this side begins
            return
        if status == 407:
            raise ProxyTrouble(f"the proxy {self} {_ASKS}")
        if status >= 500:
            raise ProxyTrouble(f"the proxy {self} can't reach {address.host} (status {status})")
        if status < 300:
            raise ProxyTrouble(f"the proxy {self} gives no proper answer")
        raise FetchError(f"the proxy {self} refuses to reach {address.host} (status {status})")

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def proxy_for(address: WebAddress) -> Proxy | None:
    """Return the proxy by which a server is to be asked; None where it is asked directly.

    Raises:
        ProxyTrouble: the proxy's address can't be understood.
    """
    if not _are_named():
        return None
    import urllib.request  # what urllib knows of the rules and of the system's settings takes 20 ms to load

    named = urllib.request.getproxies()
    spelt = named.get(address.scheme) or named.get("all")
    if not spelt or urllib.request.proxy_bypass(address.authority):
        return None
    return _proxy(spelt)


def _are_named() -> bool:
    return sys.platform in ("darwin", "win32") or any(name.lower().endswith("_proxy") for name in os.environ)


@functools.lru_cache(maxsize=8)
def _proxy(spelt: str) -> Proxy:
    parts = _SPELT.fullmatch(spelt.strip())
    shown = re.sub(r"//[^@/]*@", "//", spelt)[:100]
    if parts is None or not 0 < int(parts["port"] or 80) < 65536:
        raise ProxyTrouble(f"the proxy that the environment names is no address: {shown}")
    if (parts["scheme"] or "http").lower() != "http":
        raise ProxyTrouble(f"proxies are spoken to by http:// only, and the environment names {shown}")
    return Proxy(parts["host"].strip("[]").lower(), int(parts["port"] or 80), unquote(parts["login"]) if parts["login"] else None)


def _looked_up(address: WebAddress, guard: Guard, clock: Clock) -> list[str] | None:
    """Return a server's addresses as they are known here; None where they aren't."""
    if guard.allows(address.host, address.port):
        return None
    try:
        return resolve(address.host, address.port, clock, _LOOKUP_SECONDS)
    except (NoNetwork, UnknownHost):
        return None
    except FetchError:
        clock.left()
        return None
