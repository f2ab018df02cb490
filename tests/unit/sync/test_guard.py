from __future__ import annotations

import pytest

from tuireader.errors import FetchError
from tuireader.sync.guard import Guard, why_refused

PUBLIC = [
    *("8.8.8.8", "1.1.1.1", "151.101.0.81", "172.15.255.255", "172.32.0.1", "192.0.1.1", "223.255.255.255"),
    *("2a00:1450:4001::1", "2606:4700::1111"),
]
REFUSED = {
    "this computer itself": ["127.0.0.1", "127.255.255.254", "::1"],
    "a private network": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fdff::1", "fec0::1"],
    "the local link": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1"],
    "a provider's inner network": ["100.64.0.1", "100.127.255.255"],
    "a multicast group": ["224.0.0.1", "239.255.255.255", "ff02::1"],
    "this network": ["0.0.0.0", "0.1.2.3"],
    "a reserved network": ["240.0.0.1", "255.255.255.255", "192.0.0.8", "4000::1", "5f00::1", "::2:0:0:1"],
    "an IPv4 address in IPv6 clothing": ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:7f00:1"],
    "an IPv4 address behind a NAT64 gateway": ["64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1"],
    "an IPv4 address in a 6to4 tunnel": ["2002:7f00:1::1"],
    "a tunnel or a reserved network": ["2001:0:7f00:1::1"],
    "a network for documentation": ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "3fff::1"],
    "no address": ["::"],
    "no network address": ["", "example.org", "127.1"],
}


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_permitted(address: str) -> None:
    assert why_refused(address) is None


@pytest.mark.parametrize(("address", "words"), [(address, words) for words, addresses in REFUSED.items() for address in addresses])
def test_an_address_of_no_news_is_refused_in_words(address: str, words: str) -> None:
    assert why_refused(address) == words


def test_a_host_with_only_refused_addresses_is_named_with_what_stands_behind_it() -> None:
    with pytest.raises(FetchError, match=r"router\.example leads to a private network.*--allow-host router\.example"):
        Guard().permitted("router.example", 80, ["192.168.0.1", "fe80::1"])


def test_a_host_without_an_address_is_refused() -> None:
    with pytest.raises(FetchError, match="no address"):
        Guard().permitted("nowhere.example", 80, [])


def test_only_the_permitted_addresses_of_a_host_are_dialled() -> None:
    assert Guard().permitted("mixed.example", 443, ["127.0.0.1", "8.8.8.8", "::1", "2606:4700::1111"]) == ["8.8.8.8", "2606:4700::1111"]


@pytest.mark.parametrize(
    ("allowed", "host", "port", "expected"),
    [
        ("my.server", "my.server", 80, True),
        ("My.Server.", "my.server", 8080, True),
        ("my.server", "other.my.server", 80, False),
        ("my.server:8080", "my.server", 8080, True),
        ("my.server:8080", "my.server", 80, False),
        ("127.0.0.1", "localhost", 80, False),
        ("[::1]", "::1", 80, True),
        ("[::1]:8080", "0:0:0:0:0:0:0:1", 8080, True),
        ("[::1]:8080", "::1", 80, False),
        ("127.0.0.1", "127.0.0.1", 80, True),
    ],
)
def test_an_allowed_host_is_allowed_by_its_name_and_perhaps_its_port(allowed: str, host: str, port: int, expected: bool) -> None:
    guard = Guard([allowed])
    assert guard.allows(host, port) is expected
    if expected:
        assert guard.permitted(host, port, ["127.0.0.1"]) == ["127.0.0.1"]
    else:
        with pytest.raises(FetchError):
            guard.permitted(host, port, ["127.0.0.1"])


# Through a proxy, which looks names up itself


@pytest.mark.parametrize("host", ["news.example", "8.8.8.8", "2606:4700::1111", "xn--bcher-kva.example", "news.example."])
@pytest.mark.parametrize("known", [True, False])
def test_a_proxy_may_be_asked_for_the_public_internet(host: str, known: bool) -> None:
    Guard().permit_by_proxy(host, 443, ["8.8.8.8"] if known else None)


BY_NAME = {
    **dict.fromkeys(("router", "localhost", "Printer.LOCAL.", "nas.lan", "x.internal", "a.home.arpa"), "the network around this computer"),
    **dict.fromkeys(("1.2.3.4.5", "10.0x7f", "1.2.3.0x", "news.0177"), "an address in an odd spelling"),
    "10.0.0.1": "a private network",
    "::1": "this computer itself",
}


@pytest.mark.parametrize(("host", "words"), BY_NAME.items())
def test_a_proxy_is_not_asked_for_what_seems_to_be_the_persons_own(host: str, words: str) -> None:
    with pytest.raises(FetchError, match=f"leads to {words}.*--allow-host"):
        Guard().permit_by_proxy(host, 80, None)
    Guard([host]).permit_by_proxy(host, 80, None)


def test_a_proxy_is_not_asked_for_a_name_one_of_whose_addresses_is_refused() -> None:
    with pytest.raises(FetchError, match="leads to a private network"):
        Guard().permit_by_proxy("mixed.example", 443, ["8.8.8.8", "10.0.0.1"])
