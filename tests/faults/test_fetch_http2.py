"""HTTP/2: the same answers, and the same patience with servers that misbehave."""

from __future__ import annotations

import gzip
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import h2.errors
import h2.settings
import pytest

from tests.faults.second_server import SecondServer, Talk
from tests.faults.server import CALM, CERTIFICATE, PAGE
from tests.faults.world import feed, headline, page, subscribe, sync
from tuireader.errors import FetchError, TooLarge
from tuireader.store import Store
from tuireader.sync import tls
from tuireader.sync.exchange import Answer, Limits, ask
from tuireader.sync.fetchers import Manners
from tuireader.sync.guard import Guard
from tuireader.sync.transport import Network

SECOND = b"<p>The second page.</p>"


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecondServer]:
    context = ssl.create_default_context(cafile=CERTIFICATE)
    context.set_alpn_protocols(["h2", "http/1.1"])
    monkeypatch.setattr(tls, "context", lambda: context)
    running = SecondServer()
    running.acts["/second"] = lambda talk, stream: talk.answer(stream, SECOND)
    yield running
    running.close()


@pytest.fixture
def network() -> Iterator[Network]:
    with Network(Guard(["localhost"])) as made:
        yield made


def asked(network: Network, url: str, limits: Limits = CALM, **more: object) -> Answer:
    return ask(url, network=network, limits=limits, **more)  # type: ignore[arg-type]


def refused(network: Network, url: str, limits: Limits = CALM, **more: object) -> str:
    with pytest.raises((FetchError, TooLarge)) as caught:
        asked(network, url, limits, **more)
    return caught.value.reason


def test_a_page_comes_and_the_next_by_the_same_connection(second: SecondServer, network: Network) -> None:
    second.acts["/"] = lambda talk, stream: talk.answer(stream, PAGE, content_type="text/html; charset=utf-8")
    page = asked(network, second.url("/"))
    assert (page.status, page.content_type, page.charset, page.data) == (200, "text/html", "utf-8", PAGE)
    assert asked(network, second.url("/second")).data == SECOND
    assert second.connections == 1


def test_the_request_tells_who_asks_and_nothing_else(second: SecondServer, network: Network) -> None:
    asked(network, second.url("/"), headers={"If-None-Match": '"v1"'})
    (sent,) = second.requests
    assert set(sent) == {":method", ":scheme", ":authority", ":path", "user-agent", "accept", "accept-encoding", "if-none-match"}
    assert (sent[":method"], sent[":scheme"], sent[":path"], sent["if-none-match"]) == ("GET", "https", "/", '"v1"')


def test_that_nothing_is_new_leaves_the_connection_for_the_next(second: SecondServer, network: Network) -> None:
    second.acts["/feed"] = lambda talk, stream: talk.answer(stream, b"", 304, etag='"v1"')
    assert [asked(network, second.url("/feed")).status for _ in range(3)] == [304, 304, 304]
    assert second.connections == 1


def test_a_redirect_is_followed(second: SecondServer, network: Network) -> None:
    second.acts["/old"] = lambda talk, stream: talk.answer(stream, b"elsewhere", 301, location="/second")
    answer = asked(network, second.url("/old"))
    assert (answer.data, answer.lasting_url) == (SECOND, second.url("/second"))
    assert second.connections == 1


def test_a_long_page_comes_whole(second: SecondServer, network: Network) -> None:
    body = b"snow " * 60_000

    def pour(talk: Talk, stream: int) -> None:
        talk.answer(stream, body)

    second.acts["/long"] = pour
    assert asked(network, second.url("/long"), Limits(size=400_000, seconds=10)).data == body


def test_a_bomb_is_not_inflated(second: SecondServer, network: Network) -> None:
    second.acts["/"] = lambda talk, stream: talk.answer(stream, gzip.compress(b"\0" * 30_000_000), content_encoding="gzip")
    assert "over the limit" in refused(network, second.url("/"))


def hang_up(talk: Talk, stream: int) -> None:
    talk.answer(stream, PAGE, end=False)
    talk.connection.close()


def lie_of_length(talk: Talk, stream: int) -> None:
    talk.answer(stream, PAGE, content_length="500")


def reset(talk: Talk, stream: int) -> None:
    talk.answer(stream, PAGE, end=False)
    talk.state.reset_stream(stream, h2.errors.ErrorCodes.INTERNAL_ERROR)
    talk.flush()


def babble(talk: Talk, stream: int) -> None:
    talk.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsnow")


def silently_gone(talk: Talk, stream: int) -> None:
    talk.connection.close()


CUT, NOT_HTTP, NONE = "cut short", "doesn't speak proper HTTP", "without an answer"
BROKEN = {hang_up: CUT, lie_of_length: NOT_HTTP, reset: CUT, babble: NOT_HTTP, silently_gone: NONE}


@pytest.mark.parametrize(("act", "words"), BROKEN.items(), ids=[act.__name__ for act in BROKEN])
def test_what_comes_broken_is_an_error_in_words(second: SecondServer, network: Network, act: object, words: str) -> None:
    second.acts["/broken"] = act  # type: ignore[assignment]
    assert words in refused(network, second.url("/broken"))
    assert asked(network, second.url("/second")).data == SECOND


def test_a_head_without_end_is_refused(second: SecondServer, network: Network) -> None:
    def heads(talk: Talk, stream: int) -> None:
        talk.answer(stream, PAGE, 200, end=True, **{f"x_{number}": "y" * 4_000 for number in range(40)})

    second.acts["/"] = heads
    assert NOT_HTTP in refused(network, second.url("/"))


def test_a_server_that_takes_no_requests_is_given_up(second: SecondServer, network: Network) -> None:
    """It allows no stream at all: waiting for its permission would last for ever."""

    def none(talk: Talk, stream: int) -> None:
        talk.state.update_settings({h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS: 0})
        talk.answer(stream)

    second.acts["/"] = none
    assert asked(network, second.url("/")).data == PAGE
    assert asked(network, second.url("/second")).data == SECOND  # over another connection
    assert second.connections == 2


def test_a_server_that_only_pings_does_not_outlast_the_total_time(second: SecondServer, network: Network) -> None:
    def ping(talk: Talk, stream: int) -> None:
        while not talk.closing.wait(0.02):
            talk.state.ping(b"snowfall")
            talk.flush()

    second.acts["/"] = ping
    assert refused(network, second.url("/"), Limits(seconds=0.5, silence=5)) == "not finished after 0.5 seconds, given up"


def test_a_silent_server_is_given_up_and_the_person_can_stop_it(second: SecondServer, network: Network) -> None:
    asked(network, second.url("/"))
    begun = threading.Event()

    def stall(talk: Talk, stream: int) -> None:
        begun.set()
        talk.closing.wait(5)

    second.acts["/stall"] = stall
    assert "waited 0.3 seconds" in refused(network, second.url("/stall"), Limits(seconds=5, silence=0.3))
    begun.clear()
    assert refused(network, second.url("/stall"), Limits(), cancelled=begun.is_set) == "stopped"


def test_pages_that_nobody_reads_dont_use_a_connection_up(second: SecondServer, network: Network) -> None:
    second.acts["/gone"] = lambda talk, stream: talk.answer(stream, b"x" * 12_000, 404)
    for _ in range(120):  # more than a connection's window holds
        assert asked(network, second.url("/gone")).status == 404
    assert asked(network, second.url("/second")).data == SECOND


def farewell(talk: Talk, last: int) -> None:
    """Say GOAWAY, and go on with what was begun."""
    talk.connection.sendall(b"\0\0\x08\x07\0\0\0\0\0" + last.to_bytes(4) + b"\0\0\0\0")


def test_an_answer_that_comes_behind_a_farewell_is_whole(second: SecondServer, network: Network) -> None:
    def last_one(talk: Talk, stream: int) -> None:
        farewell(talk, stream)
        talk.answer(stream, SECOND)

    asked(network, second.url("/"))
    second.acts["/last"] = last_one
    assert asked(network, second.url("/last")).data == SECOND
    assert asked(network, second.url("/second")).data == SECOND
    assert second.connections == 2


def test_a_request_that_a_farewell_leaves_out_is_asked_anew(second: SecondServer, network: Network) -> None:
    def go(talk: Talk, stream: int) -> None:
        if second.connections > 1:
            talk.answer(stream, SECOND)
        else:
            farewell(talk, stream - 2)

    asked(network, second.url("/"))
    second.acts["/go"] = go
    assert asked(network, second.url("/go")).data == SECOND
    assert second.connections == 2


def test_a_connection_that_was_ended_meanwhile_is_dialled_anew(second: SecondServer, network: Network) -> None:
    gone = threading.Event()

    def leave(talk: Talk, stream: int) -> None:
        talk.answer(stream)
        farewell(talk, stream)
        gone.set()

    second.acts["/"] = leave
    asked(network, second.url("/"))
    gone.wait(5)
    assert asked(network, second.url("/second")).data == SECOND


def test_a_sync_goes_over_http2(second: SecondServer, home: Path) -> None:
    plain = feed([f"<item><title>{headline(1)}</title><link>{second.url('/story/1')}</link><description>Letters.</description></item>"])
    second.acts["/feed"] = lambda talk, stream: talk.answer(stream, plain, content_type="application/rss+xml")
    second.acts["/robots.txt"] = lambda talk, stream: talk.answer(stream, b"none", 404)
    second.acts["/story/1"] = lambda talk, stream: talk.answer(stream, page(1), content_type="text/html")
    with Store.open(home) as store:
        subscribe(store, second.url("/feed"))
        report = sync(store, manners=Manners(pause=0))
        assert (report.new, report.pages, report.failed, report.incomplete) == (1, 1, [], [])
    assert second.connections < len(second.requests) == 3
