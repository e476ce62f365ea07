"""What files of figures share: the zone that their moments are in, and the proof of the log that they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from ..context import current_portal
from ..exports.table import MIMETYPE, table
from ..extensions import db
from ..queries.scorecards.periods import scorecards_mark


def zone() -> ZoneInfo:
    """The city's, in which files write moments."""
    return ZoneInfo(current_portal().city.zone)


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table as a CSV file."""
    return Response(table(columns, rows), mimetype=MIMETYPE)


def proved(answer: ResponseReturnValue) -> Response:
    """The answer with the hash of the event up to which its figures were computed."""
    response, mark = make_response(answer), scorecards_mark(db.session())
    if mark:
        response.headers["X-Log-Head"] = mark
    return response
