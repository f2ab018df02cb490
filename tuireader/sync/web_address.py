"""A web address taken apart: what is dialled, what is sent, what may be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tuireader.errors import FetchError

if TYPE_CHECKING:
    import httpx

_PORTS = {"http": 80, "https": 443}
_LONGEST_PLAIN = 2_000
_OCTET = r"(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN = re.compile(
    rf"(https?)://({_OCTET}(?:\.{_OCTET}){{3}}|(?:{_LABEL}\.)*[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?)"
    r"(?::(?!80(?!\d)|443(?!\d))([1-9]\d{1,3}|[1-5]\d{4}))?((?:/(?!\.)[A-Za-z0-9._~=&+,:;@!$*()-]*)*(?:\?[A-Za-z0-9._~=&+,:;@!$*()/-]+)?)",
    re.ASCII,
)
"""Addresses that are spelt as they are sent: nearly all. The others are httpx's matter, which takes longer to load than to ask."""

_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)


class WebAddress(NamedTuple):
    """An address of the web that names a server."""

    scheme: str
    host: str
    """In ASCII, without brackets."""
    port: int
    authority: str
    """What Host says."""
    target: str
    """Path and query, as they are sent."""
    bare: str
    """All of it, without user name, password and fragment."""
    login: tuple[str, str] | None = None
    """User name and password."""

    @property
    def server(self) -> tuple[str, str, int]:
        """What a connection leads to."""
        return self.scheme, self.host, self.port


def parse(text: str) -> WebAddress:
    """Take an address apart.

    Raises:
        FetchError: it isn't one, isn't one of the web, or names no server.
    """
    plain = _PLAIN.fullmatch(text) if len(text) <= _LONGEST_PLAIN else None
    if plain is None:
        return _parsed(text)
    scheme, host, port, target = plain.groups()
    authority = f"{host}:{port}" if port else host
    return WebAddress(scheme, host, int(port) if port else _PORTS[scheme], authority, _rooted(target), text)


def join(base: WebAddress, reference: str) -> WebAddress:
    """Return where a redirect leads to; raise FetchError as :func:`parse` does."""
    if _ABSOLUTE.match(reference):
        return parse(reference)
    import httpx

    try:
        return _taken_apart(httpx.URL(base.bare).join(reference))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError("not a web address") from error


def _rooted(target: str) -> str:
    return target if target.startswith("/") else f"/{target}"


def _parsed(text: str) -> WebAddress:
    import httpx

    try:
        return _taken_apart(httpx.URL(text))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError("not a web address") from error


def _taken_apart(url: httpx.URL) -> WebAddress:
    if url.scheme not in _PORTS:
        raise FetchError(f"leads to a {url.scheme}: address, only http and https are fetched" if url.scheme else "not a web address")
    if url.port is not None and not 0 < url.port < 65536:
        raise FetchError("not a web address")
    if not url.host:
        raise FetchError("the address names no server")
    return WebAddress(
        url.scheme,
        url.raw_host.decode(),
        url.port or _PORTS[url.scheme],
        url.netloc.decode(),
        url.raw_path.decode(),
        str(url.copy_with(userinfo=b"", fragment=None)),
        (url.username, url.password) if url.userinfo else None,
    )
