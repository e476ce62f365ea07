"""Fetches a file from an address that came in with a report: from public machines, with limits of time and size."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from ..domain.status import Refused
from .decode import MOST_BYTES

CONNECT_SECONDS, READ_SECONDS = 5, 10
WHOLE_SECONDS = 60  # one file, with all its redirections
REDIRECTIONS = 3
PIECE = 1 << 16
PORTS = {"http": 80, "https": 443}
AGENT = "Pantau (photos of reports)"
#: Networks behind which an IPv4 address is hidden that is_global does not look at (RFC 6052).
TRANSLATED = IPv6Network("64:ff9b::/96")
#: Of the server's answers those that say that it may go better another time.
PASSING = frozenset({408, 425, 429, *range(500, 600)})


class Away(Exception):
    """The file could not be had this time; it may be there later."""


@dataclass(frozen=True, slots=True)
class FetchSource:
    """Where an address leads: the machine that was looked up and is asked, and no other."""

    address: SplitResult
    machine: str
    port: int


def fetch(address: str, private_hosts: Iterable[str] = ()) -> bytes:
    """The bytes behind an http or https address.

    ``private_hosts``: those, as host or host:port, that the operator names although they are no public machines.
    Raises Refused for an address that is never asked or a file that will not do, Away for what may be mended.
    """
    ends = time.monotonic() + WHOLE_SECONDS
    allowed = frozenset(host.lower() for host in private_hosts)
    for _ in range(REDIRECTIONS + 1):
        source = look_up(address, allowed)
        try:
            found, target = _ask(source, ends)
        except (HTTPError, OSError) as error:
            raise Away(type(error).__name__) from error
        if target is None:
            return found
        address = urljoin(address, target)
    raise Refused("address_redirected")


def look_up(address: str, private_hosts: frozenset[str]) -> FetchSource:
    """Raises Refused for an address that is none, or leads to a machine that is not public; Away for a name that is
    not known now. The name is looked up once: an answer that changes in between changes nothing."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Refused("address_unusable") from error
    if parts.scheme not in PORTS or not host or parts.username is not None or not address.isprintable():
        raise Refused("address_unusable")
    named = {host, f"{host}:{port}"} & private_hosts
    if not named and port != PORTS[parts.scheme]:
        raise Refused("address_private")
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Away("name not known") from error
    if not named and not all(is_public(ip_address(machine.partition("%")[0])) for machine in found):
        raise Refused("address_private")
    return FetchSource(parts, min(found, key=lambda machine: (":" in machine, machine)), port)


def is_public(machine: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet could reach it, also where another address is hidden in it."""
    if isinstance(machine, IPv6Address):
        if machine in TRANSLATED or machine.teredo is not None:
            return False
        hidden = machine.ipv4_mapped or machine.sixtofour
        if hidden is not None:
            return is_public(hidden)
    return machine.is_global and not machine.is_multicast


def _ask(source: FetchSource, ends: float) -> tuple[bytes, str | None]:
    """What the machine sends, or where it sends us."""
    parts = source.address
    host, limits = parts.hostname or "", Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    if parts.scheme == "https":
        pool: HTTPConnectionPool = HTTPSConnectionPool(
            source.machine, source.port, timeout=limits, server_hostname=host, assert_hostname=host
        )
    else:
        pool = HTTPConnectionPool(source.machine, source.port, timeout=limits)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc, "User-Agent": AGENT, "Accept": "image/*, application/pdf"}
    with pool:
        answer = pool.urlopen(
            "GET", target, headers=headers, retries=False, redirect=False, preload_content=False, decode_content=False
        )
        try:
            return _read(answer, ends)
        finally:
            answer.close()


def _read(answer: BaseHTTPResponse, ends: float) -> tuple[bytes, str | None]:
    if answer.status in PASSING:
        raise Away(f"status {answer.status}")
    if answer.status in (301, 302, 303, 307, 308) and (target := answer.headers.get("Location")):
        return b"", target
    if answer.status != 200:
        raise Refused("address_empty", status=str(answer.status))
    content = bytearray()
    while piece := answer.read1(PIECE):
        content += piece
        if len(content) > MOST_BYTES:
            raise Refused("file_too_large", most=str(MOST_BYTES // 1_000_000))
        if time.monotonic() > ends:
            raise Away("too slow")
    return bytes(content), None
