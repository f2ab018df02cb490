"""A server on loopback that says exactly what a test makes it say, and what the fetch of it is held to."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tuireader.errors import InputError
from tuireader.sync.fetch import Fetched, Limits, fetch, shown

Behaviour = Callable[[socket.socket, str], None]
QUICK = Limits(size=100_000, seconds=1.5, silence=0.4, redirects=3)
CALM = Limits(size=100_000, seconds=60, silence=30, redirects=3)
"""For tests in which nobody stalls: a busy machine doesn't decide them."""
CERTIFICATE = Path(__file__).with_name("localhost.pem")
PAGE = b"<p>Snow fell on the pass overnight.</p>"


class Server:
    """Answers each request by the behaviour of its path; remembers the requests."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.first_word = b""
        self.lasting = False
        """Whether a connection stays open for more requests after an answer."""
        self.connections = 0
        self._tls = tls
        self.requests: list[str] = []
        self.behaviours: dict[str, Behaviour] = {}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.closing = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def answers(self, path: str, raw: bytes) -> str:
        """Send ``raw`` and close, whenever ``path`` is asked for; return its address."""
        return self.behaves(path, lambda connection, _: connection.sendall(raw))

    def behaves(self, path: str, behaviour: Behaviour) -> str:
        self.behaviours[path] = behaviour
        return self.url(path)

    def stall(self, connection: socket.socket, _: str) -> None:
        """A behaviour: say nothing until the server is closed, longer than any machine stands still."""
        self.closing.wait(60)

    def close(self) -> None:
        self.closing.set()
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, plain: socket.socket) -> None:
        with suppress(OSError), self._tls.wrap_socket(plain, server_side=True) if self._tls else plain as connection:
            self.connections += 1
            connection.settimeout(30)
            connection.sendall(self.first_word)
            while self._answer_one(connection) and self.lasting:
                continue

    def _answer_one(self, connection: socket.socket) -> bool:
        request = b""
        while b"\r\n\r\n" not in request:
            received = connection.recv(65536)
            if not received:
                return False  # who asked has gone
            request += received
        text = request.decode("latin-1")
        self.requests.append(text)
        path = text.split(" ")[1] if text.count(" ") > 1 else "/"
        self.behaviours[path](connection, text)
        return connection.fileno() >= 0


def get(url: str, limits: Limits = QUICK, **more: object) -> Fetched:
    return fetch(url, limits=limits, allow_hosts=["127.0.0.1", "localhost"], **more)  # type: ignore[arg-type]


def http(body: bytes = PAGE, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def moved(target: str, status: str = "302 Found") -> bytes:
    return http(b"elsewhere", f"Location: {target}", status=status)


def refusal(url: str, limits: Limits = QUICK, **more: object) -> str:
    with pytest.raises(InputError) as caught:
        get(url, limits, **more)
    assert caught.value.source == shown(url)
    assert "\n" not in str(caught.value)
    return caught.value.reason
