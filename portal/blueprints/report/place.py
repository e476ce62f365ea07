"""Where it is, and what is known of that place already."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ... import clock
from ...domain.report_place import parse
from ...queries.maps.outlines import area_maps
from ...queries.report.near import known_reports
from ...queries.report.place import areas_to_choose, stated_place
from ...web.access import public
from ..sources import here
from . import bp


@bp.get("/report")
@public
def place() -> ResponseReturnValue:
    return _page()


@bp.get("/report/near")
@public
def near() -> ResponseReturnValue:
    """Open reports nearby; without an area it is not known who would be responsible, so one is asked for."""
    sources = here()
    stated = stated_place(sources, parse(request.args))
    if stated.area is None:
        return _page(missing=not stated.outside, outside=stated.outside), 422
    known = known_reports(sources, stated.asked, clock.now())
    return render_template("report/near.html", stated=stated, known=known)


def _page(**fault: bool) -> str:
    """The first step; ``fault``: why it is shown again."""
    sources = here()
    drawn, groups = bool(area_maps(sources)), areas_to_choose(sources)
    return render_template("report/place.html", groups=groups, asked=parse(request.args), drawn=drawn, **fault)
