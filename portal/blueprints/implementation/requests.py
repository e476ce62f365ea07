"""The requests of one agency to another, one by one, each with its ticket."""

from __future__ import annotations

from datetime import datetime

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from ...domain.paging import page_number
from ...queries.implementation.requests import RequestFilter, RequestState, request_list
from ...queries.sources import Sources
from ...web.access import public
from . import bp, reading


@bp.get("/implementation/waits/requests")
@public
def requests() -> ResponseReturnValue:
    return reading.answer(_page)


def _page(sources: Sources, now: datetime) -> str:
    wanted = RequestFilter(
        asking=reading.asked("asking"),
        asked=reading.asked("asked"),
        state=reading.asked("state"),
        period=reading.asked("period"),
    )
    found = request_list(sources, wanted, page_number(reading.asked("page")), now) or abort(404)
    return render_template("implementation/requests.html", found=found, states=tuple(RequestState))
