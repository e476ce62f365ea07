"""One agency: its scorecard in a period, and what it still has to do."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from ...charts.scorecard import scorecard_charts
from ...queries.agencies.facts import agency_facts
from ...queries.agencies.page import AgencyPage, agency_units
from ...web.access import public
from ..past import pinned
from ..sources import here
from . import bp
from .answer import one_page


@bp.get("/agencies/<slug>")
@public
def page(slug: str) -> ResponseReturnValue:
    return one_page(slug, _page, url_for("agencies.page", slug=slug))


def _page(found: AgencyPage) -> str:
    sources = here()
    facts, target = agency_facts(sources, found), sources.city.resolution_target.total_seconds()
    waits = [(wait.waited, wait.held) for wait in facts.longest.waits]
    return render_template(
        "agencies/page.html",
        agency=found,
        facts=facts,
        charts=scorecard_charts(found.sheet, found.whole, found.running, target, found.begun, waits),
        units=agency_units(sources.session, found.id),
        address=lambda **changes: url_for("agencies.page", slug=found.slug, **{**pinned(), **changes}),
    )
