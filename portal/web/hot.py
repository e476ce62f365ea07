"""The hottest pages, sent again without waking Flask: one question to the database says whether they may be.

A page that says so (``caching.answer(..., steady=...)``) looks the same until the log grows, the city changes or its
time is over. It is kept as it was sent; while log and city are what they were when the page was made, it is sent again.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Where a page says until when (monotonic seconds) only the log can change it.
STEADY = "pantau.steady"
PAGES = 256  # pages kept in each worker
LARGEST = 300_000  # bytes; a larger page is not kept
NOT_IN_304 = frozenset({"content-type", "content-length", "content-encoding"})
#: What makes two requests for one address differ. ``HTTP_HOST``: a page without PUBLIC_URL holds it.
TOLD_APART = ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING", "HTTP_HOST", "wsgi.url_scheme")
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was sent. ``state``: of log and city before it was made, None when nobody looked."""

    state: object
    until: float
    headers: list[tuple[str, str]]
    body: bytes
    tag: str


class HotPages:
    """WSGI middleware around the application. ``watch`` says what log and city are, None when it cannot."""

    def __init__(self, application: WSGIApplication, watch: Callable[[], object]) -> None:
        self.application = application
        self.watch = watch
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_HX_REQUEST" in environ:
            return self.application(environ, start_response)
        key = tuple(environ.get(name) for name in TOLD_APART)
        page = self._pages.get(key)
        # A page is asked for a second time before anybody asks the database for it.
        state = self.watch() if page is not None else None
        if page is not None and state is not None and state == page.state and time.monotonic() < page.until:
            return _send(page, environ, start_response)
        return self._make(key, state, environ, start_response)

    def _make(
        self, key: Key, state: object, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The application's own answer, kept if it says that it may be."""
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            told.append((status, headers))
            return start_response(status, headers, exc_info)

        answer = self.application(environ, start)
        until = environ.get(STEADY)
        if until is None or not told or not told[-1][0].startswith("200 "):
            return answer
        body = b"".join(answer)
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        headers = told[-1][1]
        if len(body) <= LARGEST:
            self._keep(key, Page(state, until, list(headers), body, _header(headers, "etag")))
        return [body]

    def _keep(self, key: Key, page: Page) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > PAGES:
                self._pages.popitem(last=False)


def register(app: Flask, watch: Callable[[], object]) -> None:
    """Put the pages between the language prefix and Flask; ``watch`` comes from a room that may ask the database."""
    outer: Any = app.wsgi_app
    outer.application = HotPages(outer.application, watch)


def _send(page: Page, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if page.tag and page.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 NOT MODIFIED", [pair for pair in page.headers if pair[0].lower() not in NOT_IN_304])
        return []
    start_response("200 OK", list(page.headers))
    return [page.body]


def _header(headers: list[tuple[str, str]], name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")
