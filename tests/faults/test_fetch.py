"""Addresses, redirects, names and certificates: where a fetch goes, and where it refuses to go."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable

import pytest

from tests.faults.server import CERTIFICATE, PAGE, QUICK, Server, get, http, moved, refusal
from tuireader.errors import FetchError
from tuireader.sync import dial, tls
from tuireader.sync.fetch import Fetched, fetch, is_web_address


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
        assert names == {"host", "user-agent", "accept", "accept-encoding"}
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
    monkeypatch.setattr(dial, "resolve", lambda host, port, clock: ["127.0.0.77", "127.0.0.1"])
    server.answers("/", http())
    assert get(server.url("/", "localhost")).data == PAGE


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
    monkeypatch.setattr(dial, "_connected", failing(error))
    assert refusal("http://localhost/") == words


# TLS


def test_a_certificate_that_proves_nothing_is_refused(secure_server: Server) -> None:
    reason = refusal(secure_server.url("/", "localhost").replace("http:", "https:"))
    assert reason.startswith("localhost can't prove who it is: ")
    assert secure_server.requests == []


def test_a_trusted_server_is_read_over_tls(secure_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "context", lambda: ssl.create_default_context(cafile=CERTIFICATE))
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
