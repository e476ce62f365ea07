"""One area: its scorecard in a period, whose its reports are, and what it still waits for."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from ...charts.scorecard import scorecard_charts
from ...charts.wait_axis import AROUND_A_WEEK, wait_axis
from ...queries.areas.map import area_map
from ...queries.areas.page import AreaPage
from ...web.access import public
from ..sources import here
from . import bp
from .answer import one_page
from .asked import address, left_out, measure_asked


@bp.get("/areas/<path:code>")
@public
def page(code: str) -> ResponseReturnValue:
    return one_page(code, _page, url_for("areas.page", code=code))


def _page(found: AreaPage) -> str:
    sources = here()
    target = sources.city.resolution_target.total_seconds()
    rows = [found.row, *found.above, *(found.parts.rows if found.parts else ())]
    city = [found.city.card.resolution.median] if found.city else []
    return render_template(
        "areas/page.html",
        found=found,
        charts=scorecard_charts(found.sheet, found.whole, found.running, target, found.begun),
        axis=wait_axis([*(row.median for row in rows if not row.small), *city], AROUND_A_WEEK),
        map=area_map(sources.session, sources.cache, found, measure_asked()),
        address=address,
        **left_out("map"),
    )
