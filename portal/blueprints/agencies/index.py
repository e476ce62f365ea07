"""All agencies on one axis, narrowed to a category or an area, in the order that is asked for."""

from __future__ import annotations

from functools import partial

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from ...charts.wait_axis import wait_axis
from ...queries.agencies.index import AgencyList
from ...queries.agencies.list_filter import SortKey
from ...web.access import public
from . import bp
from .answer import list_page
from .asked import address, strange


@bp.get("/agencies")
@public
def index() -> ResponseReturnValue:
    return list_page(_page, partial(render_template, "agencies/none.html"), url_for("agencies.index"))


def _page(found: AgencyList) -> str:
    return render_template(
        "agencies/index.html",
        agencies=found,
        axis=wait_axis([row.sheet.card.resolution.median for row in found.rows]),
        sorts=tuple(SortKey),
        strange=strange(),
        address=partial(address, found.filter),
    )
