"""One address asked over http(s), redirects followed, within limits, guarded at every hop; any status is an answer.

No cookies, no referrer, no credentials but those typed in the address, and these to their own server only. TLS is checked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field

from tuireader import __version__
from tuireader.errors import FetchError, TooLarge
from tuireader.sync.bodies import read_body
from tuireader.sync.clock import Clock
from tuireader.sync.guard import Guard
from tuireader.sync.inflating import ACCEPTED
from tuireader.sync.memory import Share
from tuireader.sync.transport import Network
from tuireader.sync.web_address import WebAddress, join, parse

USER_AGENT = f"tuireader/{__version__} (offline news reader)"
Progress = Callable[[int, int | None], None]
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5",
    "Accept-Encoding": ACCEPTED,
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
    network: Network | None = None,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    share: Share | None = None,
) -> Answer:
    """Ask an address and return the answer, whatever its status; safe to call from any thread.

    Args:
        url: an http or https address.
        headers: more to send, or in place of the usual.
        limits: how much the fetch may take.
        guard: says what may be dialled, where there is no ``network``; only the public internet where there is neither.
        network: whose connections are used again; what it dials its own guard permits.
        on_progress: told the bytes that came so far, and the bytes that the server promised (None where it didn't).
        cancelled: asked several times a second; True ends the fetch with FetchError("stopped").
        share: what the body may take of the memory for answers; where there is no room the clock stands still.

    Raises:
        FetchError: no answer came, or not whole; ``reason`` is a sentence for people, ``source`` the address.
        TooLarge: it is over the limit in bytes.
    """
    limits = limits or Limits()
    try:
        with nullcontext(network) if network else Network(guard) as used:
            clock = Clock(limits.seconds, limits.silence, cancelled)
            return _follow(used, url, {**_HEADERS, **(headers or {})}, limits, clock, on_progress, share)
    except (FetchError, TooLarge) as error:
        raise error.about(shown(url)) from error.__cause__
    except OSError as error:
        raise FetchError("the connection broke", shown(url)) from error


def shown(url: str) -> str:
    """Return an address as it may be shown and stored: without user name and password."""
    return re.sub(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", r"\1", url)


def _follow(
    network: Network,
    typed: str,
    sent: Mapping[str, str],
    limits: Limits,
    clock: Clock,
    on_progress: Progress | None,
    share: Share | None,
) -> Answer:
    """Go where the redirects lead, looking at each address before it is asked."""
    first = url = lasting = parse(typed)
    headers = [(name, _value(name, value)) for name, value in sent.items()]
    for _ in range(limits.redirects + 1):
        with network.send(url, headers + _credentials(first, url), clock) as answer:
            said = answer.headers
            if answer.status in _REDIRECTS and "location" in said:
                target = join(url, said["location"])
                if answer.status in _LASTING and lasting == url:
                    lasting = target
                url = target
                continue
            data = b""
            if 200 <= answer.status < 300:
                promised = int(said["content-length"]) if said.get("content-length", "").isdecimal() else None
                heard = functools.partial(_tell, on_progress, promised)
                room = functools.partial(_take, share, clock)
                data = read_body(answer.body(), said.get("content-encoding", ""), limits.size, heard, room)
            kind, charset = _content_type(said.get("content-type", ""))
            return Answer(
                url=shown(typed),
                final_url=url.bare,
                lasting_url=lasting.bare,
                host=url.host,
                status=answer.status,
                content_type=kind,
                charset=charset,
                data=data,
                headers=said,
            )
    raise FetchError(f"redirected more than {limits.redirects} times")


def _credentials(first: WebAddress, url: WebAddress) -> list[tuple[str, bytes]]:
    """Return the header with the user name and password that were typed, for their own server only."""
    if first.login is None or url.server != first.server:
        return []
    import base64

    return [("Authorization", b"Basic " + base64.b64encode(":".join(first.login).encode()))]


def _value(name: str, value: str) -> bytes:
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
        raise FetchError(f"the header {name} can't hold control characters")
    return value.strip().encode()


def _content_type(value: str) -> tuple[str | None, str | None]:
    """Return type/subtype and charset of a Content-Type header, None for what it doesn't say."""
    kind, _, parameters = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", parameters, re.IGNORECASE)
    return kind.strip().lower()[:100] or None, charset[1].lower() if charset else None


def _tell(on_progress: Progress | None, promised: int | None, came: int) -> None:
    if on_progress is not None:
        on_progress(came, promised)


def _take(share: Share | None, clock: Clock, size: int) -> None:
    """Take so many bytes of memory; where there is no room, wait for it without holding that against the server."""
    if share is not None and not share.take(size):
        clock.stand_still(functools.partial(share.take, size))
