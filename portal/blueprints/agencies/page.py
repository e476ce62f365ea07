"""One agency: its scorecard in a period, and what it still has to do."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...charts.scorecard import scorecard_charts
from ...domain.time_to_event import HORIZONS
from ...queries.agencies.facts import agency_facts
from ...queries.agencies.page import AgencyPage, agency_page, agency_units, agency_version, present_slug
from ...web.access import public
from .. import silence
from ..figure_files import no_such_period, period_asked
from ..sources import here
from . import bp


@bp.get("/agencies/<slug>")
@public
def page(slug: str) -> ResponseReturnValue:
    return page_answer(slug, _page)


@bp.get("/agencies/<slug>/")
@public
def page_with_slash(slug: str) -> ResponseReturnValue:
    return _present(slug, "agencies.page")


def _page(found: AgencyPage) -> str:
    sources = here()
    facts, target = agency_facts(sources, found), sources.city.resolution_target.total_seconds()
    waits = [(wait.waited, wait.held) for wait in facts.longest.waits]
    return render_template(
        "agencies/page.html",
        agency=found,
        facts=facts,
        charts=scorecard_charts(found.sheet, found.whole, found.running, target, found.begun, waits),
        horizons=HORIZONS,
        units=agency_units(sources.session, found.id),
    )


def page_answer(
    slug: str, render: Callable[[AgencyPage], str | Response], address: Callable[[str], str] | None = None
) -> ResponseReturnValue:
    """One agency in the asked period in one form; a former address leads to the present one.

    404 for an unknown agency, or a page of a period without figures, which a file refuses. ``address``: of the same for
    another slug, where it is not in the path.
    """
    sources = here()
    known = agency_version(sources.session, slug)
    if known is None:
        if address:
            return redirect(address(present_slug(sources.session, slug) or abort(404)), 301)
        return _present(slug, request.endpoint or "")

    def make() -> str | Response:
        return render(agency_page(sources.session, known, period_asked(), sources.city.zone) or no_such_period())

    return silence.answer(known.key, make, known.scorecard.city)


def _present(slug: str, endpoint: str) -> ResponseReturnValue:
    """Lead to the address that the agency has now; 404 where none is meant."""
    now = present_slug(here().session, slug) or abort(404)
    return redirect(url_for(endpoint, slug=now, period=period_asked() or None), 301)
