"""What files of figures share: the zone of their moments, the proof of the log, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from posixpath import splitext
from typing import NoReturn
from zoneinfo import ZoneInfo

from flask import Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from ..context import current_portal
from ..exports.table import MIMETYPE, table
from ..extensions import db
from ..queries.scorecards.periods import scorecards_mark
from ..web.errors import FORMATS, UnreadableFilter


def zone() -> ZoneInfo:
    """The city's, in which files write moments."""
    return ZoneInfo(current_portal().city.zone)


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table as a CSV file."""
    return Response(table(columns, rows), content_type=MIMETYPE)


def proved(answer: ResponseReturnValue) -> Response:
    """The answer with the hash of the event up to which its figures were computed."""
    response, mark = make_response(answer), scorecards_mark(db.session())
    if mark:
        response.headers["X-Log-Head"] = mark
    return response


def refuse_unread(names: Iterable[str]) -> None:
    """Refuse what is asked for (400) if any part of its address could not be read, naming each: a file cannot say what
    it left out. Where figures must be read to judge one of them, all are refused then, by one answer."""
    unread = {name: request.args.getlist(name) for name in names}
    if unread:
        raise UnreadableFilter(unread)


def period_asked() -> str:
    """The key of a period, '' for the usual one."""
    return request.args.get("period", "")


def no_such_period() -> NoReturn:
    """No figures are published for the period that the address asks for: a file refuses it, a page is not there."""
    if splitext(request.path)[1] in FORMATS:
        refuse_unread(["period"])
    abort(404)
