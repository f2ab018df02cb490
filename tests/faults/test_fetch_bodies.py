"""Bodies and times of servers that behave like the world: bombs, cuts, lies, drips and silence."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable

import pytest

from tests.faults.server import PAGE, QUICK, Server, get, http, refusal
from tuireader.errors import TooLarge
from tuireader.sync.fetch import Limits


def members(data: bytes) -> bytes:
    return gzip.compress(data[:9]) + gzip.compress(data[9:])


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress, members])
def test_compressed_pages_are_read(server: Server, compress: Callable[[bytes], bytes]) -> None:
    assert get(server.answers("/", http(compress(PAGE), "Content-Encoding: gzip"))).data == PAGE


def test_padding_after_the_compressed_page_is_passed_over(server: Server) -> None:
    assert get(server.answers("/", http(gzip.compress(PAGE) + b"\0" * 8, "Content-Encoding: x-gzip"))).data == PAGE


def test_a_bomb_is_not_inflated(server: Server) -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    assert len(bomb) < QUICK.size
    url = server.answers("/", http(bomb, "Content-Encoding: gzip"))
    with pytest.raises(TooLarge, match="100,000 bytes"):
        get(url)


def test_a_bomb_in_a_bomb_is_not_opened(server: Server) -> None:
    url = server.answers("/", http(gzip.compress(gzip.compress(PAGE)), "Content-Encoding: gzip, gzip"))
    assert "wasn't asked for" in refusal(url)


def test_an_endless_body_ends_at_the_limit(server: Server) -> None:
    def pour(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.closing.is_set():
            connection.sendall(b"news " * 10_000)

    with pytest.raises(TooLarge):
        get(server.behaves("/", pour))


CUT, NOT_HTTP = "the answer was cut short", "the server doesn't speak proper HTTP"
BROKEN = {
    "shorter than promised": (http(PAGE, length=500), CUT),
    "a chunk cut": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nsnow", CUT),
    "gzip cut": (http(gzip.compress(PAGE)[:-12], "Content-Encoding: gzip"), CUT),
    "gzip that is none": (http(PAGE, "Content-Encoding: gzip"), "the answer's compression is broken"),
    "brotli": (http(PAGE, "Content-Encoding: br"), "the server sent an encoding that wasn't asked for: br"),
    "nothing": (http(b""), "the server sent an empty answer"),
    "nothing, compressed": (http(b"", "Content-Encoding: gzip"), "the server sent an empty answer"),
    "no answer": (b"", "the server closed the connection without an answer"),
    "another protocol": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", NOT_HTTP),
    "a length in words": (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", NOT_HTTP),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nsnow", NOT_HTTP),
    "an endless header": (b"HTTP/1.1 200 OK\r\nX-Fill: " + b"x" * 300_000, NOT_HTTP),
}


@pytest.mark.parametrize(("raw", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_comes_broken_is_an_error_in_words(server: Server, raw: bytes, reason: str) -> None:
    assert refusal(server.answers("/", raw)) == reason


def test_more_than_the_promised_length_is_left_unread(server: Server) -> None:
    assert get(server.answers("/", http(PAGE + b"<script>", length=len(PAGE)))).data == PAGE


def test_a_connection_that_breaks(server: Server) -> None:
    def reset(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nsnow")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    assert refusal(server.behaves("/", reset)) == "the connection broke"


@pytest.mark.parametrize(
    ("status", "words"),
    [("404 Not Found", "no such page"), ("403 Forbidden", "refuses"), ("500 Oh", "answers with an error"), ("304 Same", "error")],
)
def test_an_error_page_is_no_article(server: Server, status: str, words: str) -> None:
    assert words in refusal(server.answers("/", http(status=status)))


# Time


@pytest.mark.parametrize("opening", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_dripping_server_does_not_outlast_the_total_time(server: Server, opening: bytes) -> None:
    def drip(connection: socket.socket, _: str) -> None:
        connection.sendall(opening)
        while not server.closing.wait(0.05):
            connection.sendall(b"H")

    limits = Limits(seconds=0.5, silence=5)
    assert refusal(server.behaves("/", drip), limits) == "not finished after 0.5 seconds, given up"


def test_a_silent_server_is_given_up(server: Server) -> None:
    reason = refusal(server.behaves("/", server.stall), Limits(seconds=5, silence=0.3))
    assert reason == "127.0.0.1 doesn't answer (waited 0.3 seconds)"


def test_a_silent_name_server_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def stall(*_: object, **__: object) -> list[object]:
        server.closing.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", stall)
    assert "the name server doesn't answer" in refusal("http://slow.example/")


def test_the_person_can_stop_it(server: Server) -> None:
    asked = threading.Event()

    def stall(connection: socket.socket, request: str) -> None:
        asked.set()
        server.stall(connection, request)

    assert refusal(server.behaves("/", stall), Limits(), cancelled=asked.is_set) == "stopped"
