"""Reads what is left of a refused form, so that the proxy is still there when the answer comes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from flask import Flask

from ..config import UPLOAD_BYTES
from ..context import portal_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PIECE = 1 << 16


def register(app: Flask) -> None:
    """Only behind a proxy that holds back a form until it is whole, as deploy/nginx.conf does: then reading takes no
    time, and whoever is slow holds no thread of ours."""
    if portal_of(app).settings.trusted_proxies:
        app.wsgi_app = UnreadBody(app.wsgi_app)  # type: ignore[method-assign]


class UnreadBody:
    """A view that refuses a form without reading it would end the connection in the middle of what the proxy writes:
    the proxy then takes the portal for broken and throws the answer away."""

    def __init__(self, wsgi_app: WSGIApplication) -> None:
        self._wsgi_app = wsgi_app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        stream: Any = environ["wsgi.input"]
        answer = self._wsgi_app(environ, start_response)
        if not environ.get("wsgi.input_terminated"):  # this server's stream has no end to be read to
            return answer
        left = UPLOAD_BYTES
        with suppress(OSError):  # the proxy has gone
            while left > 0 and (piece := stream.read(PIECE)):
                left -= len(piece)
        return answer
