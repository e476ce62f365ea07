"""One agency's figures, or all agencies', in whatever form: of what is asked for, today or as of a past moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ...queries.agencies.index import AgencyList, agency_list
from ...queries.agencies.list_filter import asks_for_both, list_cell
from ...queries.agencies.page import (
    AgencyPage,
    agency_page,
    agency_version,
    days_agency_page,
    past_agency_page,
    present_slug,
)
from ...queries.tickets.names import lens_names
from .. import silence
from ..days_asked import led_to_days
from ..figure_files import no_such_period, period_asked
from ..past import (
    dated_answer,
    nothing_before,
    nothing_then,
    past_answer,
    past_asked,
    past_file,
    pinned,
    refuse_unread_moment,
    today,
    today_of,
)
from ..sources import here
from .asked import readable


def page_answer(
    slug: str,
    render: Callable[[AgencyPage], str | Response],
    before: str = "",
    address: Callable[[str], str] | None = None,
    *,
    of_today: bool = False,
) -> ResponseReturnValue:
    """One agency in the asked period in one form, today or as of a past moment; a former address leads to the present.

    404 for an unknown agency or a period without figures; ``before``: the address of the page that says that
    nothing had come in yet, '' for none.
    ``address``: of the same for another slug, where it is not in the path. ``of_today``: there is none of the past.
    """
    sources, asked = here(), past_asked()
    known = agency_version(sources.session, slug)
    if known is None:
        if address:
            return redirect(address(present_slug(sources.session, slug) or abort(404)), 301)
        return present(slug, request.endpoint or "")
    as_of = asked.as_of or today_of(period_asked())
    if as_of is not None and not of_today:
        page_of = past_agency_page if asked.as_of else days_agency_page
        return past_answer(
            as_of,
            known.scorecard.cell,
            lambda figures: page_of(sources, known, period_asked(), figures),
            lambda found: render(found) if found else nothing_then(before),
            None if asked.as_of else (known.key, asked.unread),
        )

    def make() -> str | Response:
        return render(agency_page(sources, known, period_asked()) or no_such_period())

    withdrawn = known.scorecard.withdrawn  # words of answers are on the page
    return silence.answer((known.key, withdrawn, asked.unread), make, known.scorecard.city)


def one_page(slug: str, render: Callable[[AgencyPage], str], before: str) -> ResponseReturnValue:
    """One agency as a page; two dates in the address lead to that of their days. See page_answer."""
    return led_to_days() or page_answer(slug, render, before)


def present(slug: str, endpoint: str) -> ResponseReturnValue:
    """Lead to the address that the agency has now; 404 where none is meant."""
    now = present_slug(here().session, slug) or abort(404)
    query: dict[str, Any] = {"period": period_asked() or None, **pinned()}
    return redirect(url_for(endpoint, slug=now, **query), 301)


def page_file(slug: str, render: Callable[[AgencyPage], Response]) -> ResponseReturnValue:
    """The same as a file, which cannot say what it left out."""
    refuse_unread_moment()
    return past_file(page_answer(slug, render), slug)


def list_file(render: Callable[[AgencyList], Response]) -> ResponseReturnValue:
    """The same as a file, which cannot say what it left out."""
    return past_file(list_answer(lambda found: render(readable(found))), "agencies")


def list_page(render: Callable[[AgencyList], str], nothing_yet: Callable[[], str], before: str) -> ResponseReturnValue:
    """The list as a page; two dates in the address lead to that of their days. See list_answer."""
    return led_to_days() or list_answer(render, nothing_yet, before)


def list_answer(
    render: Callable[[AgencyList], str | Response],
    nothing_yet: Callable[[], str] = lambda: abort(503),
    before: str = "",
) -> ResponseReturnValue:
    """The list that the address asks for, in one form, today or as of a past moment.

    ``nothing_yet``: the answer before the first computation; a file is not there yet, and will be (503). ``before``:
    the address of the page that says that nothing had come in yet, '' for none.
    """
    sources, wanted = here(), request.args.to_dict(flat=False)
    return dated_answer(
        lambda: list_cell(wanted, lens_names(sources)),
        lambda past: agency_list(sources, wanted, past),
        render,
        lambda: nothing_before(before) if past_asked().as_of else nothing_yet(),
        today() if asks_for_both(wanted, lens_names(sources)) else today_of(period_asked()),
    )
