"""Where a request comes from, for slowing down who guesses passwords; kept nowhere as it is."""

from __future__ import annotations

from ipaddress import ip_address

from flask import request

FORWARDED = "X-Forwarded-For"


def address() -> str:
    """The visitor's network address; behind a proxy of our own the one that the proxy saw.

    Without this all officers would share the proxy's address, and anybody's thirty wrong passwords would lock out
    the city. Only a neighbour (this machine, a private network) is believed, and only the last entry, which it wrote.
    """
    near = request.remote_addr or ""
    last = request.headers.get(FORWARDED, "").rpartition(",")[2].strip()
    return last if last and _private(near) and _address(last) else near


def _private(text: str) -> bool:
    return _address(text) and ip_address(text).is_private


def _address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
