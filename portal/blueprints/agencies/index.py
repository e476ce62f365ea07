"""All agencies on one axis, narrowed to a category or an area, in the order that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from ...charts.wait_axis import wait_axis
from ...queries.agencies.index import AgencyList, agency_list
from ...queries.agencies.list_filter import SortKey
from ...queries.scorecards.periods import scorecards_version
from ...web.access import public
from .. import silence
from ..sources import here
from . import bp
from .asked import address, past_asked_in_vain, strange


@bp.get("/agencies")
@public
def index() -> ResponseReturnValue:
    return list_answer(_page, lambda: render_template("agencies/none.html"))


def _page(found: AgencyList) -> str:
    return render_template(
        "agencies/index.html",
        agencies=found,
        axis=wait_axis([row.sheet.card.resolution.median for row in found.rows]),
        sorts=tuple(SortKey),
        strange=strange(),
        past=past_asked_in_vain(),
        address=partial(address, found.filter),
    )


def list_answer(
    render: Callable[[AgencyList], str | Response], nothing_yet: Callable[[], str] = lambda: abort(503)
) -> ResponseReturnValue:
    """The list that the address asks for, in one form.

    ``nothing_yet``: the answer before the first computation; a file is not there yet, and will be (503).
    """
    sources = here()
    computed = scorecards_version(sources.session)

    def make() -> str | Response:
        found = agency_list(sources, request.args.to_dict(flat=False))
        return render(found) if found else nothing_yet()

    return silence.answer(computed, make, computed[-1] if computed else None)
