"""Addresses are counted by network where a visitor has many, and kept shortened."""

from __future__ import annotations

import pytest

from portal.domain.visitor_address import counted_address, kept_address


@pytest.mark.parametrize(
    ("address", "counted", "kept"),
    [
        ("192.0.2.77", "192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.77", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
        ("", "unknown", ""),
        ("unix:", "unix:", "unix:"),
    ],
)
def test_an_address_is_as_long_as_it_must_be(address: str, counted: str, kept: str) -> None:
    assert (counted_address(address), kept_address(address)) == (counted, kept)
