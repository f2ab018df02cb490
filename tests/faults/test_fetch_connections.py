"""Connections that are kept for the next request: used again, never trusted blindly, and each fetch under its own clock."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.server import CALM, CERTIFICATE, PAGE, Server, http, moved
from tests.faults.world import item, serve_feed, subscribe, sync
from tuireader.errors import FetchError
from tuireader.store import Store
from tuireader.sync import tls
from tuireader.sync.exchange import Answer, Limits, ask
from tuireader.sync.guard import Guard
from tuireader.sync.transport import Network

SECOND = b"<p>The second page.</p>"


@pytest.fixture
def network() -> Iterator[Network]:
    with Network(Guard(["127.0.0.1"])) as made:
        yield made


@pytest.fixture
def lasting(server: Server) -> Server:
    server.lasting = True
    server.answers("/", http())
    server.answers("/second", http(SECOND))
    return server


def asked(network: Network, url: str, limits: Limits = CALM, **more: object) -> Answer:
    return ask(url, network=network, limits=limits, **more)  # type: ignore[arg-type]


def test_a_connection_serves_again(lasting: Server, network: Network) -> None:
    assert asked(network, lasting.url("/")).data == PAGE
    assert asked(network, lasting.url("/second")).data == SECOND
    assert (lasting.connections, len(lasting.requests)) == (1, 2)


def test_a_redirect_within_a_server_goes_over_the_same_connection(lasting: Server, network: Network) -> None:
    lasting.answers("/old", moved("/second"))
    assert asked(network, lasting.url("/old")).data == SECOND
    assert lasting.connections == 1


def test_that_nothing_is_new_leaves_the_connection_for_the_next(lasting: Server, network: Network) -> None:
    lasting.answers("/feed", b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
    assert [asked(network, lasting.url("/feed")).status for _ in range(3)] == [304, 304, 304]
    assert lasting.connections == 1


def test_a_server_that_hung_up_meanwhile_is_dialled_anew(server: Server, network: Network) -> None:
    server.answers("/", http())  # it promises to stay, and goes
    for _ in range(3):
        assert asked(network, server.url("/")).data == PAGE
    assert (server.connections, len(server.requests)) == (3, 3)


@pytest.mark.parametrize("abruptly", [False, True])
def test_a_server_that_tires_of_a_connection_while_it_is_asked_is_asked_again(lasting: Server, network: Network, abruptly: bool) -> None:
    asked(network, lasting.url("/"))
    tired = threading.Event()

    def once(connection: socket.socket, _: str) -> None:
        if tired.is_set():
            connection.sendall(http(SECOND))
            return
        tired.set()
        if abruptly:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    lasting.behaves("/second", once)
    assert asked(network, lasting.url("/second")).data == SECOND
    assert lasting.connections == 2


def test_a_server_that_never_answers_is_asked_twice_at_most(lasting: Server, network: Network) -> None:
    asked(network, lasting.url("/"))
    lasting.behaves("/second", lambda connection, _: connection.close())
    with pytest.raises(FetchError, match="closed the connection without an answer"):
        asked(network, lasting.url("/second"))
    assert len(lasting.requests) == 3


def test_an_answer_that_breaks_off_is_not_asked_for_again(lasting: Server, network: Network) -> None:
    asked(network, lasting.url("/"))

    def cut(connection: socket.socket, _: str) -> None:
        connection.sendall(http(SECOND, length=500))
        connection.close()

    lasting.behaves("/second", cut)
    with pytest.raises(FetchError, match="cut short"):
        asked(network, lasting.url("/second"))
    assert len(lasting.requests) == 2


def test_words_said_unasked_are_no_answer_to_the_next_question(lasting: Server, network: Network) -> None:
    lasting.answers("/", http() + http(b"<p>planted</p>"))
    asked(network, lasting.url("/"))
    assert asked(network, lasting.url("/second")).data == SECOND
    assert lasting.connections == 2


def test_words_said_later_are_no_answer_either(lasting: Server, network: Network) -> None:
    later = threading.Event()

    def more(connection: socket.socket, _: str) -> None:
        connection.sendall(http())

        def plant() -> None:
            later.wait(5)
            connection.sendall(http(b"<p>planted</p>"))
            planted.set()

        threading.Thread(target=plant, daemon=True).start()

    planted = threading.Event()
    lasting.behaves("/", more)
    asked(network, lasting.url("/"))
    later.set()
    planted.wait(5)
    assert asked(network, lasting.url("/second")).data == SECOND
    assert lasting.connections == 2


def test_a_server_that_says_it_closes_is_believed(lasting: Server, network: Network) -> None:
    lasting.answers("/", http(PAGE, "Connection: close"))
    for _ in range(2):
        asked(network, lasting.url("/"))
    assert lasting.connections == 2


def test_an_error_page_that_stalls_keeps_nobody(lasting: Server, network: Network) -> None:
    def stall(connection: socket.socket, request: str) -> None:
        connection.sendall(http(b"sorry", status="404 Not Found", length=5000))
        lasting.stall(connection, request)

    lasting.behaves("/gone", stall)
    assert asked(network, lasting.url("/gone")).status == 404
    assert asked(network, lasting.url("/second")).data == SECOND
    assert lasting.connections == 2


def test_each_fetch_keeps_its_own_time_on_a_connection_that_served_before(lasting: Server, network: Network) -> None:
    asked(network, lasting.url("/"), Limits(seconds=60, silence=60))
    lasting.behaves("/second", lasting.stall)
    with pytest.raises(FetchError, match=r"waited 0\.3 seconds"):
        asked(network, lasting.url("/second"), Limits(seconds=5, silence=0.3))


def test_the_person_can_stop_a_fetch_on_a_connection_that_served_before(lasting: Server, network: Network) -> None:
    asked(network, lasting.url("/"))
    begun = threading.Event()

    def stall(connection: socket.socket, request: str) -> None:
        begun.set()
        lasting.stall(connection, request)

    lasting.behaves("/second", stall)
    with pytest.raises(FetchError, match="stopped"):
        asked(network, lasting.url("/second"), Limits(), cancelled=begun.is_set)
    assert len(lasting.requests) == 2


def test_a_kept_connection_is_no_way_around_the_guard(lasting: Server, network: Network) -> None:
    asked(network, lasting.url("/"))
    with pytest.raises(FetchError, match="localhost leads to this computer itself"):
        asked(network, lasting.url("/second", "localhost"))
    with pytest.raises(FetchError, match="leads to this computer itself"):
        ask(lasting.url("/second"), limits=CALM)
    assert len(lasting.requests) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback address")
def test_no_more_connections_are_kept_than_the_system_bears(lasting: Server) -> None:
    hosts = [f"127.0.0.{n}" for n in range(1, 70)]
    closed = threading.Semaphore(0)

    def watch(connection: socket.socket, _: str) -> None:
        connection.sendall(http())
        connection.settimeout(5)
        if not connection.recv(1):
            closed.release()
        connection.close()

    everywhere = socket.create_server(("0.0.0.0", 0))
    lasting._listener.close()
    lasting._listener, lasting.port = everywhere, everywhere.getsockname()[1]
    threading.Thread(target=lasting._serve, daemon=True).start()
    lasting.behaves("/", watch)
    with Network(Guard(hosts)) as network:
        for host in hosts:
            asked(network, lasting.url("/", host))
        for _ in range(len(hosts) - 48):
            assert closed.acquire(timeout=5)
    for _ in range(48):
        assert closed.acquire(timeout=5)  # and when the work is done, the others


def test_the_feeds_of_one_server_share_a_few_connections(lasting: Server, home: Path) -> None:
    with Store.open(home) as store:
        subscribe(store, *(serve_feed(lasting, [item(lasting, n)], path=f"/feed{n}") for n in range(12)))
        assert sync(store).new == 12
    assert lasting.connections <= 4


def test_interim_answers_are_passed_over(lasting: Server, network: Network) -> None:
    lasting.answers("/early", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + http())
    assert asked(network, lasting.url("/early")).data == PAGE
    assert asked(network, lasting.url("/second")).data == SECOND
    assert lasting.connections == 1


def test_a_server_that_wants_to_speak_something_else_is_refused(lasting: Server, network: Network) -> None:
    lasting.answers("/other", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
    with pytest.raises(FetchError, match="doesn't speak proper HTTP"):
        asked(network, lasting.url("/other"))


def test_headers_in_any_charset_are_read(lasting: Server, network: Network) -> None:
    lasting.answers("/old", b"HTTP/1.1 302 Found\r\nX-City: Malm\xf6\r\nContent-Length: 0\r\nLocation: /z\xc3\xbcrich\r\n\r\n")
    lasting.answers("/z%C3%BCrich", http(SECOND))
    assert asked(network, lasting.url("/old")).data == SECOND


def test_a_name_for_the_program_cant_smuggle_a_header(lasting: Server, network: Network) -> None:
    with pytest.raises(FetchError, match="control characters"):
        asked(network, lasting.url("/"), headers={"User-Agent": "reader\r\nHost: other.example"})
    assert asked(network, lasting.url("/"), headers={"User-Agent": "läser 1"}).data == PAGE
    assert len(lasting.requests) == 1


def test_a_secured_connection_serves_again(secure_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "context", lambda: ssl.create_default_context(cafile=CERTIFICATE))
    secure_server.lasting = True
    secure_server.answers("/second", http(SECOND))
    with Network(Guard(["localhost"])) as network:
        for path, expected in (("/", PAGE), ("/second", SECOND), ("/", PAGE)):
            assert asked(network, secure_server.url(path, "localhost").replace("http:", "https:")).data == expected
    assert secure_server.connections == 1
