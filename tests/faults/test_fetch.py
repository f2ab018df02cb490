"""Fetching from servers that behave like the world: a socket on loopback that says exactly what a test makes it say."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tuireader.errors import FetchError, InputError, TooLarge
from tuireader.sync import dial, transport
from tuireader.sync.fetch import Fetched, Limits, fetch, is_web_address, shown
from tuireader.sync.guard import Guard

Behaviour = Callable[[socket.socket, str], None]
QUICK = Limits(size=100_000, seconds=1.5, silence=0.4, redirects=3)
CERTIFICATE = Path(__file__).with_name("localhost.pem")
PAGE = b"<p>Snow fell on the pass overnight.</p>"


class Server:
    """Answers each request by the behaviour of its path; remembers the requests."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.first_word = b""
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
        """A behaviour: say nothing."""
        self.closing.wait(5)

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
            connection.settimeout(2)
            connection.sendall(self.first_word)
            request = b""
            while b"\r\n\r\n" not in request:
                request += connection.recv(65536) or b"\r\n\r\n"
            text = request.decode("latin-1")
            self.requests.append(text)
            path = text.split(" ")[1] if text.count(" ") > 1 else "/"
            self.behaviours[path](connection, text)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def get(url: str, limits: Limits = QUICK, **more: object) -> Fetched:
    return fetch(url, limits=limits, allow_hosts=["127.0.0.1", "localhost"], **more)  # type: ignore[arg-type]


def http(body: bytes = PAGE, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def moved(target: str, status: str = "302 Found") -> bytes:
    return http(b"elsewhere", f"Location: {target}", status=status)


def refusal(url: str, limits: Limits = QUICK, **more: object) -> str:
    began = time.monotonic()
    with pytest.raises(InputError) as caught:
        get(url, limits, **more)
    assert time.monotonic() - began < 10, "the limits didn't hold"
    assert caught.value.source == shown(url)
    assert "\n" not in str(caught.value)
    return caught.value.reason


def test_a_page_comes_with_what_the_server_says_of_it(server: Server) -> None:
    url = server.answers("/page", http(PAGE, "Content-Type: Text/HTML; Charset='ISO-8859-1'"))
    assert get(url) == Fetched(url, url, 200, "text/html", "iso-8859-1", PAGE)


def test_a_server_that_says_nothing_of_its_page(server: Server) -> None:
    page = get(server.answers("/page", b"HTTP/1.0 200 OK\r\n\r\n" + PAGE))
    assert (page.content_type, page.charset, page.data) == (None, None, PAGE)


def test_the_request_tells_who_asks_and_nothing_else(server: Server) -> None:
    server.answers("/a", http(b"x", "Set-Cookie: id=7; Path=/", f"Location: {server.url('/b')}", status="302 Found"))
    server.answers("/b", http())
    get(server.url("/a"))
    for request in server.requests:
        names = {line.partition(":")[0].lower() for line in request.split("\r\n")[1:] if line}
        assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert "User-Agent: tuireader/" in request


def test_progress_is_told_in_bytes(server: Server) -> None:
    seen: list[tuple[int, int | None]] = []
    get(server.answers("/page", http()), on_progress=lambda came, promised: seen.append((came, promised)))
    assert seen[-1] == (len(PAGE), len(PAGE))


def test_progress_without_a_promised_length(server: Server) -> None:
    seen: list[tuple[int, int | None]] = []
    get(server.answers("/", b"HTTP/1.0 200 OK\r\n\r\n" + PAGE), on_progress=lambda came, promised: seen.append((came, promised)))
    assert seen[-1] == (len(PAGE), None)


# Addresses


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "gopher://x/", "javascript:alert(1)", "data:text/html,x"])
def test_only_the_web_is_fetched(url: str) -> None:
    assert "only http and https" in refusal(url)


@pytest.mark.parametrize("url", ["", "news", "/etc/passwd", "http://exa mple.org\x00/", "http://[::1", "http://news.example:99999999/"])
def test_what_is_no_address(url: str) -> None:
    assert refusal(url) == "not a web address"


def test_an_address_without_a_server() -> None:
    assert refusal("http:///page") == "the address names no server"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]"])
def test_a_server_on_this_computer_is_refused(server: Server, host: str) -> None:
    server.answers("/", http())
    with pytest.raises(FetchError, match="refused; if it is your own server, allow it with --allow-host"):
        fetch(server.url("/", host), limits=QUICK)
    assert server.requests == []


@pytest.mark.parametrize("host", ["0177.0.0.1", "LOCALHOST.", "①②⑦.⓪.⓪.①", "１２７.0.0.1", "localhost%00", "%6c%6f%63%61%6c%68%6f%73%74"])
def test_a_server_on_this_computer_is_not_reached_by_odd_spellings(server: Server, host: str) -> None:
    server.answers("/", http())
    with pytest.raises(FetchError):
        fetch(server.url("/", host), limits=QUICK)
    assert server.requests == []


def test_a_name_that_leads_into_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 80))])
    assert "rebound.example leads to a private network" in refusal("http://rebound.example/")


def test_the_address_that_was_checked_is_dialled(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers differently the second time finds that nobody asks it twice."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, *rest: object, **more: object) -> object:
        if host != "127.0.0.1":
            asked.append(host)
        return real("127.0.0.1", server.port, type=socket.SOCK_STREAM)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    server.answers("/", http())
    assert fetch(server.url("/", "own.example"), limits=QUICK, allow_hosts=["own.example"]).data == PAGE
    assert asked == ["own.example"]


def test_a_dead_address_of_a_host_gives_way_to_the_next(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dial, "_resolve", lambda host, port, clock: ["127.0.0.77", "127.0.0.1"])
    server.answers("/", http())
    assert get(server.url("/", "localhost")).data == PAGE


def test_a_socket_file_is_refused() -> None:
    backend = dial.GuardedBackend(Guard(), dial.Clock(1, 1))
    with pytest.raises(FetchError, match="socket file"):
        backend.connect_unix_socket("/run/some.sock")


# Redirects


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_followed_and_the_answering_address_told(server: Server, status: str) -> None:
    server.answers("/old", moved("/new?x=1#part", status))
    server.answers("/new?x=1", http())
    page = get(server.url("/old"))
    assert (page.url, page.final_url, page.data) == (server.url("/old"), server.url("/new?x=1"), PAGE)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "about:blank"])
def test_a_redirect_out_of_the_web_is_refused(server: Server, target: str) -> None:
    assert "only http and https" in refusal(server.answers("/", moved(target)))


def test_a_redirect_to_this_computer_is_refused_unless_that_host_is_allowed(server: Server) -> None:
    server.answers("/", moved(server.url("/secret", "localhost")))
    server.answers("/secret", http())
    with pytest.raises(FetchError, match="localhost leads to this computer itself"):
        fetch(server.url("/"), limits=QUICK, allow_hosts=["127.0.0.1"])
    assert len(server.requests) == 1


def test_a_loop_of_redirects_ends(server: Server) -> None:
    assert refusal(server.answers("/", moved("/"))) == "redirected more than 3 times"
    assert len(server.requests) == 4


@pytest.mark.parametrize("target", ["http://[::1", "http://:x/", "http://127.0.0.1:0/"])
def test_a_redirect_to_nonsense(server: Server, target: str) -> None:
    assert refusal(server.answers("/", moved(target))) in ("not a web address", "the address names no server")
    assert len(server.requests) == 1


def test_a_redirect_that_names_no_target_is_an_error(server: Server) -> None:
    assert "status 302" in refusal(server.answers("/", http(b"x", status="302 Found")))


def test_credentials_go_to_their_own_server_only_and_are_not_kept(server: Server) -> None:
    other = Server()
    server.answers("/a", moved("/b"))
    server.answers("/b", moved(other.url("/c")))
    other.answers("/c", http())
    page = get(f"http://reader:secret@127.0.0.1:{server.port}/a")
    other.close()
    assert ["Authorization: Basic" in request for request in server.requests] == [True, True]
    assert "Authorization" not in other.requests[0]
    assert "secret" not in page.url + page.final_url


def test_credentials_do_not_show_in_errors(server: Server) -> None:
    url = server.answers("/", http(status="404 Not Found")).replace("http://", "http://reader:secret@")
    assert "secret" not in refusal(url)


# Bodies


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


# No network


def failing(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "try again"), "no network: news.example can't be looked up"),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "no server is called news.example (or there's no network)"),
        (UnicodeError("label too long"), "no server is called news.example (or there's no network)"),
    ],
)
def test_a_name_that_cannot_be_looked_up(monkeypatch: pytest.MonkeyPatch, error: Exception, words: str) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", failing(error))
    assert refusal("http://news.example/") == words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(101, "Network is unreachable"), "no network: localhost can't be reached (network is unreachable)"),
        (ConnectionRefusedError(), "localhost takes no connections on port 80"),
        (TimeoutError(), "localhost doesn't answer"),
    ],
)
def test_a_server_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch, error: OSError, words: str) -> None:
    monkeypatch.setattr(socket, "create_connection", failing(error))
    assert refusal("http://localhost/") == words


# TLS


@pytest.fixture
def secure_server() -> Iterator[Server]:
    """A server whose certificate is for localhost and signed by itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    running = Server(context)
    running.answers("/", http())
    yield running
    running.close()


def test_a_certificate_that_proves_nothing_is_refused(secure_server: Server) -> None:
    reason = refusal(secure_server.url("/", "localhost").replace("http:", "https:"))
    assert reason.startswith("localhost can't prove who it is: ")
    assert secure_server.requests == []


def test_a_trusted_server_is_read_over_tls(secure_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_tls", lambda: ssl.create_default_context(cafile=CERTIFICATE))
    assert get(secure_server.url("/", "localhost").replace("http:", "https:")).data == PAGE
    assert "can't prove who it is" in refusal(secure_server.url("/", "127.0.0.1").replace("http:", "https:"))


def test_a_server_that_speaks_no_tls(server: Server) -> None:
    server.first_word = b"220 mail ready\r\n"
    assert "no secure connection to localhost" in refusal(server.url("/", "localhost").replace("http:", "https:"))


# Telling addresses from files


@pytest.mark.parametrize(
    ("text", "expected"), [("http://x", True), ("HTTPS://x", True), ("file:///x", False), ("news.txt", False), ("http", False)]
)
def test_what_looks_like_a_web_address(text: str, expected: bool) -> None:
    assert is_web_address(text) is expected
