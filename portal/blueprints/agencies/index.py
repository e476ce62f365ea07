"""All agencies on one axis."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from ...charts.wait_axis import wait_axis
from ...context import current_portal
from ...extensions import db
from ...queries.agencies.index import AgencyList, agency_list
from ...queries.scorecards.periods import scorecards_version
from ...web.access import public
from .. import silence
from . import bp


@bp.get("/agencies")
@public
def index() -> ResponseReturnValue:
    return list_answer(_page, _nothing_yet)


def _page(found: AgencyList) -> str:
    axis = wait_axis([row.sheet.card.resolution.median for row in found.rows])
    return render_template("agencies/index.html", agencies=found, axis=axis)


def _nothing_yet() -> str:
    return abort(404) if period_asked() else render_template("agencies/none.html")


def list_answer(
    render: Callable[[AgencyList], str | Response], nothing_yet: Callable[[], str] = lambda: abort(503)
) -> ResponseReturnValue:
    """The list of the asked period in one form; 404 for a period without figures.

    ``nothing_yet``: the answer before the first computation; a file is not there yet, and will be (503).
    """
    session = db.session()
    computed = scorecards_version(session)
    if computed is None:
        return nothing_yet()

    def make() -> str | Response:
        return render(agency_list(session, period_asked(), current_portal().city.zone) or abort(404))

    return silence.answer(computed, make, computed[-1])


def period_asked() -> str:
    """The key of a period, '' for the usual one."""
    return request.args.get("period", "")[:10]
