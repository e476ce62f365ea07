"""One agency: its scorecard in a period, and what it still has to do."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from ...charts.scorecard import scorecard_charts
from ...domain.time_to_event import HORIZONS
from ...queries.agencies.facts import agency_facts
from ...queries.agencies.page import AgencyPage, agency_units
from ...web.access import public
from ..past import past_asked
from ..sources import here
from . import bp
from .answer import page_answer


@bp.get("/agencies/<slug>")
@public
def page(slug: str) -> ResponseReturnValue:
    return page_answer(slug, _page, lambda: _before(slug))


def _page(found: AgencyPage) -> str:
    sources, asked = here(), past_asked()
    facts, target = agency_facts(sources, found), sources.city.resolution_target.total_seconds()
    waits = [(wait.waited, wait.held) for wait in facts.longest.waits]
    return render_template(
        "agencies/page.html",
        agency=found,
        facts=facts,
        charts=scorecard_charts(found.sheet, found.whole, found.running, target, found.begun, waits),
        horizons=HORIZONS,
        units=agency_units(sources.session, found.id),
        asked=asked,
        address=lambda **changes: url_for("agencies.page", slug=found.slug, **{**asked.pairs, **changes}),
    )


def _before(slug: str) -> str:
    """Nothing had come in by then."""
    return render_template("agencies/before.html", slug=slug, asked=past_asked())
