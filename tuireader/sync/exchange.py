"""One address asked over http(s), redirects followed, within limits, guarded at every hop; any status is an answer.

No cookies, no referrer, no proxy, no credentials but those typed in the address, and these to their own server only. TLS is checked.
"""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

import httpcore
import httpx

from tuireader import __version__
from tuireader.errors import FetchError, TooLarge
from tuireader.sync.bodies import read_body
from tuireader.sync.dial import Clock
from tuireader.sync.guard import Guard
from tuireader.sync.transport import GuardedTransport

USER_AGENT = f"tuireader/{__version__} (offline news reader)"
Progress = Callable[[int, int | None], None]
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_STATUS_WORDS = {
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses to show this",
    404: "has no such page",
    410: "says that this is gone for good",
    429: "says that it was asked too often",
    451: "may not show this, for legal reasons",
    503: "is too busy",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take."""

    size: int = 20_000_000
    """Bytes of the body, as sent and as decompressed."""
    seconds: float = 40.0
    """In all, redirects and the name server included."""
    silence: float = 15.0
    """Seconds without a byte."""
    redirects: int = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; the body only where the status promises one."""

    url: str
    """The address as asked for, without user name and password."""
    final_url: str
    """The address that answered, after redirects; without user name, password and fragment."""
    lasting_url: str
    """The address that redirects for good lead to from the one asked for, as far as they don't go through temporary ones."""
    host: str
    """The server that answered."""
    status: int
    content_type: str | None = None
    """Type and subtype in lower case, without parameters."""
    charset: str | None = None
    """The charset that the server claims."""
    data: bytes = b""
    """The body, decompressed."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By their names in lower case."""

    @property
    def good(self) -> bool:
        """Whether there is a body to read."""
        return 200 <= self.status < 300

    @property
    def words(self) -> str:
        """What a status that isn't good means."""
        return f"{self.host} {_STATUS_WORDS.get(self.status, 'answers with an error')} (status {self.status})"


def ask(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    guard: Guard | None = None,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Answer:
    """Ask an address and return the answer, whatever its status; safe to call from any thread.

    Args:
        url: an http or https address.
        headers: more to send, or in place of the usual.
        limits: how much the fetch may take.
        guard: says what may be dialled; only the public internet where there is none.
        on_progress: told the bytes that came so far, and the bytes that the server promised (None where it didn't).
        cancelled: asked several times a second; True ends the fetch with FetchError("stopped").

    Raises:
        FetchError: no answer came, or not whole; ``reason`` is a sentence for people, ``source`` the address.
        TooLarge: it is over the limit in bytes.
    """
    limits = limits or Limits()
    try:
        with GuardedTransport(guard or Guard(), Clock(limits.seconds, limits.silence, cancelled)) as transport:
            return _follow(transport, url, {**_HEADERS, **(headers or {})}, limits, on_progress)
    except (FetchError, TooLarge) as error:
        raise error.about(shown(url)) from error.__cause__
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError("not a web address", shown(url)) from error
    except httpcore.ProtocolError as error:
        raise FetchError(_protocol_words(error), shown(url)) from error
    except (httpcore.NetworkError, OSError) as error:
        raise FetchError("the connection broke", shown(url)) from error


def shown(url: str) -> str:
    """Return an address as it may be shown and stored: without user name and password."""
    return re.sub(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", r"\1", url)


def _follow(transport: GuardedTransport, typed: str, sent: Mapping[str, str], limits: Limits, on_progress: Progress | None) -> Answer:
    """Go where the redirects lead, looking at each address before it is asked."""
    first = url = lasting = _checked(httpx.URL(typed))
    for _ in range(limits.redirects + 1):
        request = httpx.Request("GET", url, headers=sent)
        if first.userinfo and _server(url) == _server(first):
            credentials = f"{first.username}:{first.password}".encode()
            request.headers["Authorization"] = "Basic " + base64.b64encode(credentials).decode()
        with closing(transport.handle_request(request)) as answer:
            headers = answer.headers
            if answer.status_code in _REDIRECTS and "location" in headers:
                target = _checked(url.join(headers["location"]))
                if answer.status_code in _LASTING and lasting == url:
                    lasting = target
                url = target
                continue
            data = b""
            if 200 <= answer.status_code < 300:
                promised = int(headers["content-length"]) if headers.get("content-length", "").isdecimal() else None
                heard = functools.partial(_tell, on_progress, promised)
                data = read_body(answer.iter_raw(), headers.get("content-encoding", ""), limits.size, heard)
            kind, charset = _content_type(headers.get("content-type", ""))
            return Answer(
                url=shown(typed),
                final_url=_bare(url),
                lasting_url=_bare(lasting),
                host=url.host,
                status=answer.status_code,
                content_type=kind,
                charset=charset,
                data=data,
                headers=dict(headers),
            )
    raise FetchError(f"redirected more than {limits.redirects} times")


def _bare(url: httpx.URL) -> str:
    return str(url.copy_with(userinfo=b"", fragment=None))


def _checked(url: httpx.URL) -> httpx.URL:
    """Return the address, or raise FetchError when it isn't one of the web."""
    if url.scheme not in ("http", "https"):
        raise FetchError(f"leads to a {url.scheme}: address, only http and https are fetched" if url.scheme else "not a web address")
    if url.port is not None and not 0 < url.port < 65536:
        raise FetchError("not a web address")
    if not url.host:
        raise FetchError("the address names no server")
    return url


def _server(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _content_type(value: str) -> tuple[str | None, str | None]:
    """Return type/subtype and charset of a Content-Type header, None for what it doesn't say."""
    kind, _, parameters = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", parameters, re.IGNORECASE)
    return kind.strip().lower()[:100] or None, charset[1].lower() if charset else None


def _protocol_words(error: Exception) -> str:
    words = str(error)
    if "without sending complete message body" in words:
        return "the answer was cut short"
    if "without sending a response" in words:
        return "the server closed the connection without an answer"
    return "the server doesn't speak proper HTTP"


def _tell(on_progress: Progress | None, promised: int | None, came: int) -> None:
    if on_progress is not None:
        on_progress(came, promised)
