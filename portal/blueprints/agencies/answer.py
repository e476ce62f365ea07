"""One agency's figures in whatever form: of the asked period, today or as of a past moment."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ...domain.as_of import AsOf
from ...queries.agencies.page import (
    AgencyPage,
    AgencyVersion,
    agency_page,
    agency_version,
    past_agency_page,
    present_slug,
)
from .. import silence
from ..figure_files import no_such_period, period_asked, proved
from ..past import past_answer, past_asked, past_file, refuse_unread_moment
from ..sources import here


def page_answer(
    slug: str,
    render: Callable[[AgencyPage], str | Response],
    before: Callable[[], str] = lambda: abort(404),
    address: Callable[[str], str] | None = None,
) -> ResponseReturnValue:
    """One agency in the asked period in one form, today or as of a past moment; a former address leads to the present.

    404 for an unknown agency or a period without figures; ``before``: the answer as of before the first report.
    ``address``: of the same for another slug, where it is not in the path.
    """
    sources, asked = here(), past_asked()
    known = agency_version(sources.session, slug)
    if known is None:
        if address:
            return redirect(address(present_slug(sources.session, slug) or abort(404)), 301)
        return present(slug, request.endpoint or "")
    if asked.as_of is not None:
        return past_answer(asked.as_of, lambda as_of: _past(known, as_of, render, before))

    def make() -> str | Response:
        return render(agency_page(sources.session, known, period_asked(), sources.city.zone) or no_such_period())

    return silence.answer((known.key, asked.unread), make, known.scorecard.city)


def _past(
    known: AgencyVersion, as_of: AsOf, render: Callable[[AgencyPage], str | Response], before: Callable[[], str]
) -> str | Response:
    found = past_agency_page(here(), known, period_asked(), as_of)
    if found is None:
        return no_such_period() if period_asked() else before()
    return render(found)


def present(slug: str, endpoint: str) -> ResponseReturnValue:
    """Lead to the address that the agency has now; 404 where none is meant."""
    now = present_slug(here().session, slug) or abort(404)
    return redirect(url_for(endpoint, slug=now, period=period_asked() or None), 301)


def page_file(slug: str, render: Callable[[AgencyPage], Response]) -> ResponseReturnValue:
    """The same as a file, which cannot say what it left out."""
    refuse_unread_moment()
    return past_file(proved(page_answer(slug, render)), slug)
