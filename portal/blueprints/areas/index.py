"""All areas side by side: where little is reported and waits are long."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...charts.wait_axis import AROUND_A_WEEK, wait_axis
from ...queries.areas.chart import equity_chart
from ...queries.areas.index import AreaList
from ...queries.areas.map import city_map
from ...web.access import public
from ..sources import here
from . import bp
from .answer import list_page
from .asked import address, left_out, measure_asked


@bp.get("/areas")
@public
def index() -> ResponseReturnValue:
    return list_page(_page, _nothing_yet, url_for("areas.index"))


def _page(found: AreaList) -> str:
    sources = here()
    return render_template(
        "areas/index.html",
        found=found,
        axis=wait_axis([row.median for row in found.rows if not row.small], AROUND_A_WEEK),
        chart=equity_chart(found),
        map=city_map(sources.session, sources.cache, found, measure_asked()),
        address=address,
        **left_out("sort", "map"),
    )


def _nothing_yet() -> str:
    return abort(404) if request.args.get("period") else render_template("areas/none.html")
