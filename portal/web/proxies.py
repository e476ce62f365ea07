"""Whose word is believed about where a request comes from: that of the city's own proxies and of nobody else."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from ..context import portal_of


def register(app: Flask) -> None:
    """Read the visitor's address, scheme and host from what ``trusted_proxies`` proxies in a row have forwarded."""
    trusted = portal_of(app).settings.trusted_proxies
    if trusted:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )
