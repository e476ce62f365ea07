"""How much one visitor may ask of the public pages, and how large a request may be, each refused by a page of ours."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, request
from flask_limiter import Limit, Limiter, RateLimitExceeded
from werkzeug.exceptions import RequestHeaderFieldsTooLarge, RequestURITooLarge, ServiceUnavailable

from .. import clock
from ..config import (
    ADDRESS_CHARACTERS,
    EXPORT_RETRY_SECONDS,
    EXPORTS_AT_ONCE,
    FIGURES_AT_ONCE,
    FIGURES_PATIENCE_SECONDS,
    FIGURES_RETRY_SECONDS,
    FILES_A_MINUTE,
    HEADER_BYTES,
    IMAGE_RETRY_SECONDS,
    IMAGES_AT_ONCE,
    LETTERS_AN_HOUR,
    LINKS_A_MINUTE,
    REPORTS_AN_HOUR,
)
from ..context import portal_of
from . import errors
from .proxies import counted_visitor
from .public_forms import TOO_MANY, refuse
from .sessions import is_desk
from .visit_counts import VisitCounts

PROCESS = VisitCounts.STORAGE_SCHEME[0]  # imported, it is known by this name: see config.py

#: What costs nothing, or what machines of the operator ask.
FREE = frozenset({"static", "health.healthz", "health.readyz", "watch.metrics"})
#: What costs as much as hundreds of pages, unless it is taken page by page.
FILES = frozenset({"tickets.export"})
SENT, LOOKED_AT = frozenset({"report.send"}), frozenset({"report.check", "report.write_again"})
TYPED = SENT | LOOKED_AT  # of which nothing that was typed may be lost
PRIVATE = frozenset(
    {
        *("report.mine", "report.forget", "report.judge", "report.say_more", "report.withdraw"),
        *("report.answer", "report.kept"),
    }
)
#: Forms that make the portal write to somebody who may not have asked for it.
WRITING = frozenset({"follow.send", "follow.mine_send", "report.lost_send"})
#: How often a visitor may ask for what costs more than a page, by its endpoint.
DEAR = {
    **dict.fromkeys(FILES, f"{FILES_A_MINUTE} per minute"),
    **dict.fromkeys(SENT, f"{REPORTS_AN_HOUR} per hour"),
    **dict.fromkeys(LOOKED_AT, f"{5 * REPORTS_AN_HOUR} per hour"),
    **dict.fromkeys(PRIVATE, f"{LINKS_A_MINUTE} per minute"),
    **dict.fromkeys(WRITING, f"{LETTERS_AN_HOUR} per hour"),
}
NO_LIMIT = "1 per second"  # of what is exempt from it: Flask-Limiter reads it all the same


def register(app: Flask) -> None:
    """Refuse what is too large, then count. Officers are not counted: the sign-in has limits of its own."""
    app.before_request(refuse_large)
    limiter = Limiter(
        counted_visitor,
        application_limits=[f"{portal_of(app).settings.rate_limit} per minute"],
        application_limits_exempt_when=lambda: is_desk(request.path) or request.endpoint in FREE,
        default_limits=[
            Limit(
                lambda: DEAR.get(request.endpoint or "", NO_LIMIT),
                key_function=counted_visitor,
                exempt_when=lambda: request.endpoint not in DEAR or _is_one_page(),
            )
        ],
    )
    limiter.init_app(app)

    def refused(error: RateLimitExceeded) -> Response:
        response = refuse(TOO_MANY) if request.endpoint in TYPED else errors.page(429, error)
        broken = limiter.current_limit
        seconds = broken.reset_at - int(clock.now().timestamp()) if broken else 60
        response.headers["Retry-After"] = str(max(1, seconds))
        return response

    app.register_error_handler(RateLimitExceeded, refused)


def _is_one_page() -> bool:
    """Whether a file is taken page by page."""
    return request.endpoint in FILES and "page_size" in request.args


def refuse_large() -> None:
    """An address or headers longer than any page of ours leads to; gunicorn reads more, so that it is not first."""
    if len(request.path) + len(request.query_string) > ADDRESS_CHARACTERS:
        raise RequestURITooLarge
    if sum(len(name) + len(value) + 4 for name, value in request.headers) > HEADER_BYTES:
        raise RequestHeaderFieldsTooLarge


class Slots:
    """A few places for what is dear; who finds none is told when to come back."""

    def __init__(self, places: int, retry_after: int, patience: float = 0.0) -> None:
        """``patience``: for so many seconds a place is waited for."""
        self._free = threading.BoundedSemaphore(places)
        self._retry_after, self._patience = retry_after, patience

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for as long as it takes. Raises ServiceUnavailable."""
        self._take()
        try:
            yield
        finally:
            self._free.release()

    def _take(self) -> None:
        if not self._free.acquire(timeout=self._patience):
            raise ServiceUnavailable(retry_after=self._retry_after)

    def answer(self, render: Callable[[], Response]) -> Response:
        """The answer, whose place is free again when it was sent or given up. Raises ServiceUnavailable."""
        self._take()
        try:
            response = render()
        except BaseException:
            self._free.release()
            raise
        response.call_on_close(self._free.release)
        return response


export_slots = Slots(EXPORTS_AT_ONCE, EXPORT_RETRY_SECONDS)
image_slots = Slots(IMAGES_AT_ONCE, IMAGE_RETRY_SECONDS)
figure_slots = Slots(FIGURES_AT_ONCE, FIGURES_RETRY_SECONDS, FIGURES_PATIENCE_SECONDS)
whole_city_slots = Slots(1, FIGURES_RETRY_SECONDS, FIGURES_PATIENCE_SECONDS)  # these read every ticket
