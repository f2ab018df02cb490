"""The address guard: which network addresses a page, a feed or a picture may be fetched from.

News comes from the public internet. An address that leads to this computer or to the network around it (a router's settings, a
printer, a cloud's metadata service) is refused, however it is spelt and however a redirect or a name server leads there: the check
stands where a connection is dialled, on the very address that is dialled. The person can allow a host by name (their own server).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from tuireader.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# The IANA special-purpose registries, written out: what the standard library calls private has changed between Python's releases.
_REFUSED_4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "a private network",
    "100.64.0.0/10": "a provider's inner network",
    "127.0.0.0/8": "this computer itself",
    "169.254.0.0/16": "the local link",
    "172.16.0.0/12": "a private network",
    "192.0.0.0/24": "a reserved network",
    "192.0.2.0/24": "a network for documentation",
    "192.31.196.0/24": "a reserved network",
    "192.52.193.0/24": "a reserved network",
    "192.88.99.0/24": "a 6to4 relay",
    "192.168.0.0/16": "a private network",
    "192.175.48.0/24": "a reserved network",
    "198.18.0.0/15": "a network for measurements",
    "198.51.100.0/24": "a network for documentation",
    "203.0.113.0/24": "a network for documentation",
    "224.0.0.0/4": "a multicast group",
    "240.0.0.0/4": "a reserved network",
}
_REFUSED_6 = {
    "::/128": "no address",
    "::1/128": "this computer itself",
    "::ffff:0:0/96": "an IPv4 address in IPv6 clothing",
    "::/96": "an IPv4 address in IPv6 clothing",
    "64:ff9b::/96": "an IPv4 address behind a NAT64 gateway",
    "64:ff9b:1::/48": "an IPv4 address behind a NAT64 gateway",
    "100::/64": "a black hole",
    "2001::/23": "a tunnel or a reserved network",
    "2001:db8::/32": "a network for documentation",
    "2002::/16": "an IPv4 address in a 6to4 tunnel",
    "2620:4f:8000::/48": "a reserved network",
    "3fff::/20": "a network for documentation",
    "fc00::/7": "a private network",
    "fe80::/10": "the local link",
    "fec0::/10": "a private network",
    "ff00::/8": "a multicast group",
}
_NETWORKS: list[tuple[_Network, str]] = [
    *((ipaddress.IPv4Network(network), words) for network, words in _REFUSED_4.items()),
    *((ipaddress.IPv6Network(network), words) for network, words in _REFUSED_6.items()),
]
_NO_ADDRESS = "no network address"
_LOCAL_NAMES = frozenset({"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private"})
"""Top-level names that lead to no public server."""
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")


def why_refused(address: str) -> str | None:
    """Say in words what stands behind an address that must not be dialled.

    Args:
        address: an IPv4 or IPv6 address as the resolver gives it, a zone ("%eth0") included.

    Returns:
        The words ("a private network"), or None for an address of the public internet.
    """
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return _NO_ADDRESS
    for network, words in _NETWORKS:
        if number in network:
            return words
    if number.version == 6 and number not in _PUBLIC_6:
        return "a reserved network"
    return None


class Guard:
    """Decides for one fetch which addresses of which hosts may be dialled."""

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        """Take the hosts that the person allowed, each ``host`` or ``host:port``."""
        self._allowed = {_canonical(host) for host in allow_hosts}

    def allows(self, host: str, port: int) -> bool:
        """Whether the person allowed this host (as the address names it, not what it resolves to)."""
        name = _canonical(host)
        return name in self._allowed or f"{name}:{port}" in self._allowed

    def permitted(self, host: str, port: int, addresses: Iterable[str]) -> list[str]:
        """Return those of a host's addresses that may be dialled, in their order.

        Raises:
            FetchError: none may; the reason says what stands behind the first.
        """
        found = list(addresses)
        if self.allows(host, port):
            return found
        good = [address for address in found if why_refused(address) is None]
        if not good:
            raise FetchError(_refusal(host, str(why_refused(found[0])) if found else "no address"))
        return good

    def permit_by_proxy(self, host: str, port: int, addresses: Iterable[str] | None) -> None:
        """Let a proxy, which looks names up itself, be asked for a host, or refuse.

        Args:
            host: as the address names it.
            port: where the proxy is to dial it.
            addresses: where the name leads as far as this computer knows; None where it doesn't. Which of them the proxy would dial isn't
                known, so none of them may be a refused one.

        Raises:
            FetchError: it leads, or by its name seems to lead, to a computer or a network of the person's.
        """
        if self.allows(host, port):
            return
        found = [host] if addresses is None else list(addresses)
        words = next((words for address in found if (words := why_refused(address)) is not None), None)
        if addresses is None and words == _NO_ADDRESS:
            words = _why_name_refused(_canonical(host))
        if words is not None:
            raise FetchError(_refusal(host, words))


def _refusal(host: str, words: str) -> str:
    return f"{host} leads to {words}, which is refused; if it is your own server, allow it with --allow-host {host}"


def _why_name_refused(name: str) -> str | None:
    """Say in words why a name that can't be looked up here is none of the public internet; None where it may be."""
    last = name.rpartition(".")[2]
    if last == name or last in _LOCAL_NAMES or name.endswith(".home.arpa"):
        return "the network around this computer"
    if re.fullmatch(r"\d+|0x[0-9a-f]*", last):
        return "an address in an odd spelling"
    return None


def _canonical(host: str) -> str:
    """Return one spelling for the spellings of a host: lower case, no trailing dot, no brackets, an IPv6 address compressed."""
    name = host.strip().lower()
    head, bracket, port = name.partition("]")
    if bracket:
        return _canonical(head.lstrip("[")) + port
    name = name.rstrip(".")
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return name
