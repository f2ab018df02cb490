"""Proxies: used as the environment says, and no way around the guard."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.proxy import ProxyServer
from tests.faults.server import CALM, CERTIFICATE, PAGE, Server, http, moved
from tests.faults.world import item, serve_feed, subscribe, sync
from tuireader.cli import main
from tuireader.errors import FetchError
from tuireader.store import Store
from tuireader.sync import tls
from tuireader.sync.fetch import Fetched, Limits, fetch

PRIVATE = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 80))]


@pytest.fixture
def proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProxyServer]:
    """Stand before the server; the name server knows only names of this computer."""
    running = ProxyServer(server.port)
    monkeypatch.setenv("HTTP_PROXY", running.url)
    real = socket.getaddrinfo

    def resolve(host: str, *rest: object, **more: object) -> object:
        if host == "inside.example":
            return PRIVATE
        if host.endswith(".example") or host == "router":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    server.answers("/page", http())
    yield running
    running.close()


def asked(url: str, limits: Limits = CALM, **more: object) -> Fetched:
    return fetch(url, limits=limits, **more)  # type: ignore[arg-type]


def refused(url: str, limits: Limits = CALM) -> str:
    with pytest.raises(FetchError) as caught:
        asked(url, limits)
    assert "secret" not in str(caught.value)
    return caught.value.reason


def test_a_page_comes_through_the_proxy_which_looks_the_name_up(proxy: ProxyServer) -> None:
    assert asked("http://news.example/page").data == PAGE
    assert proxy.lines == ["GET http://news.example/page HTTP/1.1"]
    assert "\r\nhost: news.example\r\n" in proxy.asked[0].lower()
    assert "proxy-authorization" not in proxy.asked[0].lower()


def test_the_proxys_user_name_and_password_are_for_the_proxy(proxy: ProxyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("//", "//reader:se%20cret@"))
    asked("http://news.example/page")
    assert "Proxy-Authorization: Basic cmVhZGVyOnNlIGNyZXQ=" in proxy.asked[0]


@pytest.mark.parametrize(("name", "value"), [("http_proxy", "{}"), ("ALL_PROXY", "{}"), ("all_proxy", "{}"), ("HTTP_PROXY", "{bare}")])
def test_the_environment_names_the_proxy(proxy: ProxyServer, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.delenv("HTTP_PROXY")
    monkeypatch.setenv(name, value.format(proxy.url, bare=proxy.url.removeprefix("http://")))
    assert asked("http://news.example/page").data == PAGE
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("rule", ["*", "127.0.0.1", "localhost,127.0.0.1", "elsewhere.example, 127.0.0.1:{port}"])
@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_what_needs_no_proxy_is_asked_directly(
    server: Server, proxy: ProxyServer, monkeypatch: pytest.MonkeyPatch, name: str, rule: str
) -> None:
    monkeypatch.setenv(name, rule.format(port=server.port))
    assert asked(server.url("/page"), allow_hosts=["127.0.0.1"]).data == PAGE
    assert proxy.asked == []


def test_the_names_of_a_domain_need_no_proxy(server: Server, proxy: ProxyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", ".example")
    assert "no server is called news.example" in refused("http://news.example/page")
    assert proxy.asked == []


@pytest.fixture
def secure(secure_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProxyServer]:
    """Stand before the server that speaks TLS."""
    monkeypatch.setattr(tls, "context", lambda: ssl.create_default_context(cafile=CERTIFICATE))
    running = ProxyServer(secure_server.port)
    monkeypatch.setenv("HTTPS_PROXY", running.url.replace("//", "//reader:secret@"))
    yield running
    running.close()


def test_a_secured_page_comes_through_a_tunnel(secure: ProxyServer, secure_server: Server) -> None:
    url = secure_server.url("/", "localhost").replace("http://", "https://me:mine@")
    assert asked(url, allow_hosts=["localhost"]).data == PAGE
    assert secure.lines == [f"CONNECT localhost:{secure_server.port} HTTP/1.1"]
    assert "Proxy-Authorization: Basic cmVhZGVyOnNlY3JldA==" in secure.asked[0]
    (request,) = secure_server.requests
    assert "proxy" not in request.lower()  # nor does the server hear the proxy's password


def test_a_proxy_that_shows_another_certificate_is_refused(secure: ProxyServer, secure_server: Server) -> None:
    url = secure_server.url("/", "127.0.0.1").replace("http:", "https:")
    with pytest.raises(FetchError, match="can't prove who it is"):
        asked(url, allow_hosts=["127.0.0.1"])


# The guard


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "[::1]", "169.254.169.254", "2130706433", "127.1", "router", "printer.local.example"]
)
def test_the_proxy_is_not_asked_for_computers_of_the_persons(proxy: ProxyServer, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = host.replace("printer.local.example", "inside.example")
    assert "which is refused; if it is your own server" in refused(f"http://{name}/page")
    assert proxy.asked == []


def test_a_redirect_to_such_a_computer_is_refused(server: Server, proxy: ProxyServer) -> None:
    server.answers("/away", moved("http://192.168.1.1/admin"))
    assert "a private network" in refused("http://news.example/away")
    assert len(proxy.asked) == 1


def test_a_host_that_the_person_allowed_is_asked_for(server: Server, proxy: ProxyServer) -> None:
    assert asked(server.url("/page"), allow_hosts=["127.0.0.1"]).data == PAGE
    assert len(proxy.asked) == 1


# Trouble


SAYS = {
    b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n": "asks for a user name and a password",
    b"HTTP/1.1 502 Bad Gateway\r\n\r\n": "can't reach",
    b"HTTP/1.1 403 Forbidden\r\n\r\n": "refuses to reach",
    b"\r\n\r\n": "gives no proper answer",
    b"HTTP/1.1 500 Oh\r\nContent-Length: 9\r\n\r\n<p>oh</p>": "can't reach",
    b"HTTP/1.0 407 No\r\n\r\n<p>Who are you?</p>": "asks for a user name and a password",
    b"HTTP/1.1 200 OK\r\n\r\n<p>planted</p>": "gives no proper answer",
    b"SSH-2.0-x\r\n": "gives no proper answer",
    b"": "gives no proper answer",
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * 40_000: "gives no proper answer",
}


@pytest.mark.parametrize(("says", "words"), SAYS.items(), ids=[words + str(len(says)) for says, words in SAYS.items()])
def test_a_tunnel_that_doesnt_come_about(secure: ProxyServer, secure_server: Server, says: bytes, words: str) -> None:
    secure.says = says
    with pytest.raises(FetchError, match=words) as caught:
        asked(secure_server.url("/", "localhost").replace("http:", "https:"), allow_hosts=["localhost"])
    assert "secret" not in str(caught.value)
    assert "the proxy 127.0.0.1:" in str(caught.value)


@pytest.mark.parametrize(
    ("status", "words"),
    [("407 Hm", "asks for a user name"), ("502 Hm", "can't reach"), ("503 Hm", "can't reach"), ("500 Hm", "or that fails")],
)
def test_a_proxy_that_says_it_cant(proxy: ProxyServer, status: str, words: str) -> None:
    proxy.says = http(status=status)
    assert words in refused("http://news.example/page")


def test_a_server_that_is_busy_says_so_through_the_proxy(proxy: ProxyServer) -> None:
    proxy.says = http(b"", "Retry-After: 60", status="503 Busy")
    assert refused("http://news.example/page") == "news.example is too busy (status 503)"


def test_a_proxy_that_stalls_is_given_up(secure: ProxyServer, secure_server: Server) -> None:
    secure.silent = True
    with pytest.raises(FetchError, match=r"waited 0\.4 seconds"):
        asked(secure_server.url("/", "localhost").replace("http:", "https:"), Limits(seconds=5, silence=0.4), allow_hosts=["localhost"])


@pytest.mark.parametrize(
    ("spelt", "words"),
    [
        ("socks5://me:secret@127.0.0.1:1080", "proxies are spoken to by http:// only, and the environment names socks5://127.0.0.1:1080"),
        ("https://proxy.example", "proxies are spoken to by http:// only"),
        ("http://127.0.0.1:99999", "is no address"),
        ("http://", "is no address"),
    ],
)
def test_a_proxy_that_cant_be_understood_is_named(proxy: ProxyServer, monkeypatch: pytest.MonkeyPatch, spelt: str, words: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", spelt)
    assert words in refused("http://news.example/page")


@pytest.mark.parametrize("says", [None, b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"])
def test_without_a_network_behind_the_proxy_nothing_changes(
    proxy: ProxyServer, home: Path, says: bytes | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    proxy.says = says
    if says is None:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            monkeypatch.setenv("HTTP_PROXY", f"127.0.0.1:{closed.getsockname()[1]}")
    with Store.open(home) as store:
        subscribe(store, *(f"http://news{n}.example/feed" for n in range(30)))
        before = store.subscriptions.all()
    assert main(["sync"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "no network" in said.err
    assert "the proxy 127.0.0.1:" in said.err
    with Store.open(home) as store:
        assert store.subscriptions.all() == before


def test_a_sync_goes_through_the_proxy(server: Server, proxy: ProxyServer, home: Path) -> None:
    serve_feed(server, [item(server, n) for n in range(3)])
    with Store.open(home) as store:
        subscribe(store, "http://news.example/feed")
        assert sync(store).new == 3
