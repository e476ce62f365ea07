"""Whose word is believed about where a request comes from: that of the city's own proxies and of nobody else."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from ..context import portal_of

#: Of an IPv6 address, the bits that one household or one machine cannot choose.
PREFIX = 64
#: What a proxy adds: a request that carries one of these does not come from where it seems to.
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


def register(app: Flask) -> None:
    """Read the visitor's address, scheme and host from what ``trusted_proxies`` proxies in a row have forwarded."""
    trusted = portal_of(app).settings.trusted_proxies
    if trusted:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )


def visitor() -> str:
    """Whom limits count: the IPv4 address, or the /64 of the IPv6 address; ``unknown`` where no address is told."""
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Network((address, PREFIX), strict=False))


def from_this_machine() -> bool:
    """Whether a program of this machine asks by itself, and no proxy that passes on what others ask."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
