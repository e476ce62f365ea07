"""The comparison that an address asks for, in one of its views."""

from __future__ import annotations

from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...charts.share_axis import comparison_axis
from ...context import current_portal
from ...extensions import db
from ...queries.compare.map import comparison_map, has_map
from ...queries.compare.page import ComparisonPage
from ...web.access import public
from . import bp
from .answer import address, comparison_answer, strange

VIEWS = ("chart", "table", "map")


@bp.get("/compare")
@public
def page() -> ResponseReturnValue:
    nothing_yet = partial(render_template, "compare/none.html")
    return comparison_answer(_page, nothing_yet, url_for("compare.page"))


def _page(found: ComparisonPage) -> str:
    session, portal = db.session(), current_portal()
    views = VIEWS if has_map(session, found) else VIEWS[:-1]
    asked = request.args.get("view", VIEWS[0])
    view = asked if asked in views else VIEWS[0]
    return render_template(
        "compare/page.html",
        found=found,
        view=view,
        views=views,
        unread=[*found.asked.unread, *(["view"] if asked != view else [])],
        strange=strange(["view"]),
        axis=comparison_axis(found.question.measure, [row.compared.figure for row in found.rows]),
        map=comparison_map(session, portal.cache, found) if view == "map" else None,
        address=partial(address, found.question),
        kept_view="" if view == VIEWS[0] else view,
    )
