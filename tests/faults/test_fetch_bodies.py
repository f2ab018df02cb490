"""Bodies and times of servers that behave like the world: bombs, cuts, lies, drips and silence."""

from __future__ import annotations

import contextlib
import gzip
import socket
import sys
import threading
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from tests.faults.server import PAGE, QUICK, Server, get, http, refusal
from tuireader.errors import FetchError, TooLarge
from tuireader.sync.bodies import read_body
from tuireader.sync.fetch import Limits


def members(data: bytes) -> bytes:
    return gzip.compress(data[:9]) + gzip.compress(data[9:])


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress, members])
def test_compressed_pages_are_read(server: Server, compress: Callable[[bytes], bytes]) -> None:
    assert get(server.answers("/", http(compress(PAGE), "Content-Encoding: gzip"))).data == PAGE


def frames(data: bytes) -> bytes:
    return zstandard.compress(data[:9]) + zstandard.compress(data[9:])


def by_flushes(data: bytes) -> bytes:
    """Compress as a server does that sends what it has as it comes."""
    encoder = zstandard.ZstdCompressor().compressobj()
    parts = [encoder.compress(data[at : at + 7]) + encoder.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK) for at in range(0, len(data), 7)]
    return b"".join(parts) + encoder.flush()


NEWER = [("br", brotli.compress), ("BR ", brotli.compress), ("zstd", zstandard.compress), ("zstd", frames), ("zstd", by_flushes)]


@pytest.mark.parametrize(("encoding", "compress"), NEWER)
def test_newer_compressions_are_read(server: Server, encoding: str, compress: Callable[[bytes], bytes]) -> None:
    assert get(server.answers("/", http(compress(PAGE), f"Content-Encoding: {encoding}"))).data == PAGE
    (request,) = server.requests
    assert "accept-encoding: gzip, br, zstd" in request.lower()


def test_a_long_compressed_page_comes_whole_however_it_is_cut_up() -> None:
    page = bytes(range(256)) * 4_000 + b"snow " * 50_000
    for encoding, compress in (("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstandard.compress), ("zstd", frames)):
        packed = compress(page)
        for step in (1_000, 65_536):
            chunks = [packed[at : at + step] for at in range(0, len(packed), step)]
            assert read_body(chunks, encoding, 2_000_000, lambda came: None) == page


BOMBS = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress, "zstd ": frames}


@pytest.mark.parametrize(("encoding", "compress"), BOMBS.items(), ids=BOMBS)
def test_of_a_bomb_little_more_than_the_limit_ever_exists(encoding: str, compress: Callable[[bytes], bytes]) -> None:
    bomb = compress(b"\0" * 100_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            read_body([bomb], encoding, 100_000, lambda came: None)
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


def test_a_window_beyond_what_the_web_allows_is_refused() -> None:
    """A server doesn't decide how much memory this program takes."""
    wide = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=27)).compressobj()
    packed = wide.compress(PAGE * 100_000) + wide.flush()
    with pytest.raises(FetchError, match="compression is broken"):
        read_body([packed], "zstd", 1 << 30, lambda came: None)


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
    "brotli cut": (http(brotli.compress(PAGE)[:-3], "Content-Encoding: br"), CUT),
    "zstd cut": (http(zstandard.compress(PAGE)[:-3], "Content-Encoding: zstd"), CUT),
    "zstd cut between its blocks": (http(by_flushes(PAGE)[:-3], "Content-Encoding: zstd"), CUT),
    "brotli and more": (http(brotli.compress(PAGE) + b"more", "Content-Encoding: br"), "the answer's compression is broken"),
    "zstd and more": (http(zstandard.compress(PAGE) + b"more", "Content-Encoding: zstd"), "the answer's compression is broken"),
    "gzip called brotli": (http(gzip.compress(PAGE, mtime=0), "Content-Encoding: br"), "the answer's compression is broken"),
    "nothing, by brotli": (http(b"", "Content-Encoding: br"), "the server sent an empty answer"),
    "nothing, by zstd": (http(b"", "Content-Encoding: zstd"), "the server sent an empty answer"),
    "two compressions": (
        http(brotli.compress(gzip.compress(PAGE)), "Content-Encoding: gzip, br"),
        "the server sent an encoding that wasn't asked for: gzip, br",
    ),
    "gzip that is none": (http(PAGE, "Content-Encoding: gzip"), "the answer's compression is broken"),
    "brotli that is none": (http(PAGE, "Content-Encoding: br"), "the answer's compression is broken"),
    "zstd that is none": (http(PAGE, "Content-Encoding: zstd"), "the answer's compression is broken"),
    "another encoding": (http(PAGE, "Content-Encoding: lzw"), "the server sent an encoding that wasn't asked for: lzw"),
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


def test_the_person_can_stop_it_while_the_server_doesnt_secure_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"https://127.0.0.1:{mute.getsockname()[1]}/"
        looks = iter([False, False, False, True])
        assert refusal(url, Limits(), cancelled=lambda: next(looks, True)) == "stopped"
        assert "doesn't answer (waited 0.3 seconds)" in refusal(url, Limits(seconds=5, silence=0.3))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take connections that nobody accepts")
def test_the_person_can_stop_it_while_the_server_doesnt_take_the_connection() -> None:
    with socket.socket() as full, contextlib.ExitStack() as stack:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                waiting.connect(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}/"
        looks = iter([False, False, True])
        assert refusal(url, Limits(), cancelled=lambda: next(looks, True)) == "stopped"
        assert refusal(url, Limits(seconds=5, silence=0.3)) == "127.0.0.1 doesn't answer"
