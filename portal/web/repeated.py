"""An answer of the page cache is given again, without its version being asked for, to who asks in the same second
while nothing was written: a page that a whole city opens at once costs little more than an empty one. A page that is
asked for once is not kept here."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from flask import Flask, Response, g, request
from werkzeug.http import unquote_etag

from .. import clock
from ..context import current_portal
from ..database_mark import PostgresMark, SqliteMark, mark_of
from ..extensions import db
from . import fragments, language, links
from .limits import FREE
from .sessions import is_desk

ROOM = 8_000_000  # bytes of answers that are kept at once
HEADERS = 1_000  # bytes that the headers of one take
OF_A_BODY = frozenset({"Content-Type", "Content-Encoding", "Content-Length", "Content-Disposition", "X-Accel-Expires"})
#: Which have no version: files, what machines of the operator ask, and addresses of nothing.
UNASKED = FREE | {None}
#: An answer: its body, None where only the word that nothing has changed was sent, and its headers.
Answer = tuple[bytes | None, list[tuple[str, str]]]
#: The second, what the database shows in it, and how far the index has come.
Moment = tuple[int, object, int]
_NOTHING: Answer = (None, [])


@dataclass(slots=True)
class Repeated:
    """The answers of the newest moment; those of an earlier one are dropped with it."""

    mark: SqliteMark | PostgresMark
    _moment: Moment | None = None
    _answers: dict[object, Answer] = field(default_factory=dict)
    _room: int = ROOM
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> Moment | None:
        """None where the database does not say whether anything was written."""
        seen = self.mark.read()
        return None if seen is None else (int(clock.now().timestamp()), seen, current_portal().engine.seq())

    def find(self, moment: Moment, asked: object) -> Answer | None:
        with self._lock:
            return self._answers.get(asked) if moment == self._moment else None

    def keep(self, moment: Moment, asked: object, answer: Answer) -> None:
        """``moment``: before the answer was made, so what was written meanwhile makes another."""
        size = len(answer[0] or b"") + HEADERS
        with self._lock:
            if moment != self._moment:
                self._moment, self._answers, self._room = moment, {}, ROOM
            if size <= self._room and self._answers.get(asked, _NOTHING)[0] is None:
                self._answers[asked] = answer
                self._room -= size


def register(app: Flask) -> None:
    """Before every view and after every other check. The desk's pages are made anew each time."""
    with app.app_context():
        repeated = Repeated(mark_of(db.engine))

    @app.before_request
    def again() -> Response | None:
        if request.method not in ("GET", "HEAD") or request.endpoint in UNASKED or is_desk(request.path):
            return None
        moment = repeated.now()
        if moment is None:
            return None
        asked = asked_now()
        found = repeated.find(moment, asked)
        if found is None:
            g.repeated = moment, asked
            return None
        body, headers = found
        tag, _ = unquote_etag(dict(headers)["ETag"])
        if request.if_none_match.contains_weak(tag or ""):
            return Response(status=304, headers=[pair for pair in headers if pair[0] not in OF_A_BODY])
        if body is None:
            g.repeated = moment, asked
            return None
        return Response(body, headers=headers)

    @app.after_request
    def remember(response: Response) -> Response:
        if "repeated" in g and g.get("asked_again") and response.status_code in (200, 304):
            moment, asked = g.repeated
            body = response.get_data() if response.status_code == 200 else None
            repeated.keep(moment, asked, (body, list(response.headers)))
        return response


def asked_now() -> tuple[object, ...]:
    """All of a request, and of this portal, by which an answer of the page cache differs."""
    portal = current_portal()
    return (
        portal.pack,
        portal.build,
        links.origin(),
        language.root(),
        language.current(),
        request.path,
        request.query_string,
        fragments.wanted(),
        request.headers.get("Accept-Encoding"),
    )
