"""The address guard against all addresses there are."""

from __future__ import annotations

import ipaddress

from hypothesis import given
from hypothesis import strategies as st

from tuireader.sync.guard import why_refused

ADDRESSES = st.ip_addresses() | st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)


@given(ADDRESSES)
def test_no_address_is_permitted_that_the_standard_library_holds_for_private(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    """Ours is the longer list, and the same in every release of Python."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert why_refused(str(address)) is not None


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address), st.sampled_from(["::ffff:", "::", "64:ff9b::", "2002:{hex}::"]))
def test_no_ipv4_address_is_permitted_in_the_clothes_of_another_kind(address: ipaddress.IPv4Address, clothes: str) -> None:
    number = f"{int(address) >> 16:x}:{int(address) & 0xFFFF:x}"
    dressed = clothes.format(hex=number) if "{" in clothes else clothes + number
    assert why_refused(dressed) is not None


@given(st.text(max_size=40))
def test_what_is_no_address_is_refused(text: str) -> None:
    try:
        ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        assert why_refused(text) == "no network address"
