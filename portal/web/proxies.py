"""Whose word is believed about where a request comes from: that of the city's own proxies and of nobody else."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from ..context import portal_of
from ..domain.visitor_address import counted_address

#: What a proxy adds: a request that carries one of these does not come from where it seems to.
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


def register(app: Flask) -> None:
    """Read the visitor's address, scheme and host from what ``trusted_proxies`` proxies in a row have forwarded."""
    trusted = portal_of(app).settings.trusted_proxies
    if trusted:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )


def visitor_address() -> str:
    """Where a request comes from, as far as the city's own proxies tell it; "" where no address is told."""
    return request.remote_addr or ""


def counted_visitor() -> str:
    """Whom limits count."""
    return counted_address(visitor_address())


def from_this_machine() -> bool:
    """Whether a program of this machine asks by itself, and no proxy that passes on what others ask."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(visitor_address()).is_loopback
    except ValueError:
        return False
