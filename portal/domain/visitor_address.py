"""A visitor's address as far as it is needed: whole to count tries by, shortened to be kept."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

COUNTED_BITS = {4: 32, 6: 64}  # of IPv6 a household or an office has a whole /64
KEPT_BITS = {4: 24, 6: 48}
UNKNOWN = "unknown"  # where no address is told; it must not be empty: who has none is counted too


def counted_address(address: str) -> str:
    """What limits count by: an IPv4 address, the /64 of an IPv6 address, other text as it is, or ``unknown``."""
    return _network(address, COUNTED_BITS) or UNKNOWN


def kept_address(address: str) -> str:
    """What the audit keeps: enough to tell one network from another, not one person from the next."""
    return _network(address, KEPT_BITS)


def _network(address: str, bits: dict[int, int]) -> str:
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:45]
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(ip_network((found, bits[found.version]), strict=False)).removesuffix("/32")
