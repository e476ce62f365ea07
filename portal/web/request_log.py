"""What the log says: one line a message, each with its request's id, and, where asked for, a line for each request.

Of a visitor nothing is written: no address, no cookie, no query, whose words may be a person's name.
"""

from __future__ import annotations

import logging
import re
import secrets
from time import perf_counter
from urllib.parse import quote

from flask import Flask, Response, g, has_request_context, request
from flask.logging import default_handler

from ..context import current_portal, portal_of
from . import kept_errors

HEADER = "X-Request-ID"
FORMAT = "[%(asctime)s] %(levelname)s %(name)s [%(request)s] %(message)s"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_CONTROL = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160))}
access = logging.getLogger("portal.access")


class RequestIds(logging.Filter):
    """Gives every record the id of the request that it was written in."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request = request_id()
        return True


class OneLine(logging.Formatter):
    """A message is one line whatever it holds, so that nobody can write lines of the log; a traceback follows whole."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        record.message = record.message.translate(_CONTROL)
        return super().formatMessage(record)


def register(app: Flask) -> None:
    """Let the application's log say which request a line is about, and keep the last errors for operators."""
    settings = portal_of(app).settings
    default_handler.setFormatter(OneLine(FORMAT))
    if not any(isinstance(found, RequestIds) for found in default_handler.filters):
        default_handler.addFilter(RequestIds())
    kept_errors.keep(app.logger, settings.data, request_id)
    access.setLevel(logging.INFO if settings.access_log else logging.CRITICAL)

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        if settings.access_log:
            access.info("%s", access_line(response))
        return response


def request_id() -> str:
    """The id of the request that is answered: a trusted proxy's, else one of our own; ``-`` outside of a request."""
    if not has_request_context():
        return "-"
    if "request_id" not in g:
        given = request.headers.get(HEADER, "") if current_portal().settings.trusted_proxies else ""
        g.request_id = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
    return str(g.request_id)


def access_line(response: Response) -> str:
    """Method, path without its query, status, bytes (``-``: not known yet), milliseconds until the answer began."""
    path = quote(request.script_root + request.path)
    size = response.content_length
    took = (perf_counter() - g.get("began", perf_counter())) * 1000
    return f"{request.method} {path} {response.status_code} {'-' if size is None else size} {took:.0f}ms"
