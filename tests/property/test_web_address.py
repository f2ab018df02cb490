"""The short way through an address comes to the same as the long one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.errors import FetchError
from tuireader.sync import web_address
from tuireader.sync.web_address import WebAddress, join, parse

HOSTS = st.one_of(
    st.from_regex(r"\A[a-z0-9-]{1,5}(\.[a-z0-9-]{1,5}){0,3}\Z"),
    st.from_regex(r"\A[0-9]{1,3}(\.[0-9]{1,3}){3}\Z"),
    st.sampled_from(["127.0.0.1", "localhost", "news.example", "0x7f.1", "a.b.c.d", "xn--bcher-kva.example", "[::1]", "EXAMPLE.org"]),
)
PORTS = st.one_of(st.just(""), st.integers(0, 70_000).map(lambda port: f":{port}"), st.sampled_from([":080", ":", ":80", ":443"]))
PATHS = st.text(alphabet="/.ab1-_~?=&+,:;@!$*()%#'[] é", max_size=12).map(lambda rest: f"/{rest}" if rest else rest)
ADDRESSES = st.builds("{}://{}{}{}".format, st.sampled_from(["http", "https"]), HOSTS, PORTS, PATHS)


def outcome(make: object, *given: object) -> WebAddress | str:
    try:
        return make(*given)  # type: ignore[operator, no-any-return]
    except FetchError as error:
        return error.reason


@given(ADDRESSES)
def test_a_plain_address_is_taken_apart_as_httpx_does(address: str) -> None:
    assert outcome(parse, address) == outcome(web_address._parsed, address)


@given(ADDRESSES, ADDRESSES)
def test_a_redirect_to_a_plain_address_leads_where_httpx_says(base: str, target: str) -> None:
    start = outcome(parse, base)
    if isinstance(start, WebAddress):
        assert outcome(join, start, target) == outcome(web_address._parsed, target)


@pytest.mark.parametrize(
    ("address", "target", "host", "port", "authority"),
    [
        ("http://news.example", "/", "news.example", 80, "news.example"),
        ("https://news.example/a?b=c", "/a?b=c", "news.example", 443, "news.example"),
        ("http://news.example:8080/", "/", "news.example", 8080, "news.example:8080"),
        ("http://[::1]:8080/", "/", "::1", 8080, "[::1]:8080"),
        ("https://bücher.example/ä b", "/%C3%A4%20b", "xn--bcher-kva.example", 443, "xn--bcher-kva.example"),
        ("http://me:se%20cret@news.example/x#y", "/x", "news.example", 80, "news.example"),
    ],
)
def test_an_address_taken_apart(address: str, target: str, host: str, port: int, authority: str) -> None:
    taken = parse(address)
    assert (taken.target, taken.host, taken.port, taken.authority) == (target, host, port, authority)
    assert "secret" not in taken.bare
    assert "se%20cret" not in taken.bare
