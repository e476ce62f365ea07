"""The areas of an address in one form, of a version: what was kept is sent while nothing that it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ... import clock
from ...context import current_portal
from ...domain.as_of import AsOf
from ...domain.period import parse
from ...queries.areas.index import AreaList, area_list
from ...queries.areas.page import AreaPage, area_page, area_version, past_area_page, present_code
from ...queries.areas.rows import areas_stored
from ...queries.city.version import lens_version
from ...queries.past.cell import CITY
from ...queries.scorecards.periods import scorecards_version
from .. import silence
from ..days_asked import led_to_days
from ..figure_files import no_such_period, period_asked
from ..past import dated_answer, nothing_then, past_answer, past_asked, pinned, today
from ..sources import here
from .asked import sort_asked


def list_page(render: Callable[[AreaList], str], nothing_yet: Callable[[], str], before: str) -> ResponseReturnValue:
    """The list as a page; two dates in the address lead to that of their days. See list_answer."""
    return led_to_days() or list_answer(render, nothing_yet, before)


def list_answer(
    render: Callable[[AreaList], str | Response],
    nothing_yet: Callable[[], str] = lambda: abort(503),
    before: str = "",
) -> ResponseReturnValue:
    """The areas of the asked period, today or as of a past moment; 404 for a period without figures.

    ``nothing_yet``: the answer before the first computation; a file is not there yet, and will be (503). ``before``:
    the address of the page that says that nothing had come in yet, '' for none.
    """
    sources = here()

    def nothing() -> str:
        if past_asked().as_of is not None:
            return nothing_then(before)
        return no_such_period() if scorecards_version(sources.session) else nothing_yet()

    return dated_answer(
        lambda: CITY,
        lambda past: area_list(sources, period_asked(), sort_asked(), past),
        render,
        nothing,
        _not_stored(),
    )


def one_page(code: str, render: Callable[[AreaPage], str], before: str) -> ResponseReturnValue:
    """One area as a page; two dates in the address lead to that of their days. See area_answer."""
    return led_to_days() or area_answer(code, render, before)


def area_answer(
    code: str, render: Callable[[AreaPage], str | Response], before: str = "", *, of_today: bool = False
) -> ResponseReturnValue:
    """One area in the asked period, today or as of a past moment; another spelling of its code leads to it.

    404 for an unknown area or a period without figures. Whose its reports are today is read from the index, so the
    version has the index in it. ``before``: the address of the page that says that nothing had come in yet, '' for
    none. ``of_today``: there is none of the past.
    """
    sources, asked = here(), past_asked()
    known = area_version(sources, code)
    if known is None:
        return present_area(code, request.endpoint or "")
    as_of = asked.as_of or _not_stored()
    if as_of is not None and not of_today:
        return past_answer(
            as_of,
            CITY,
            lambda figures: past_area_page(sources, known, period_asked(), figures),
            lambda found: render(found) if found else nothing_then(before),
            None if asked.as_of else asked.unread,
        )

    def make() -> str | Response:
        return render(area_page(sources, known, period_asked(), clock.now()) or no_such_period())

    seen = lens_version(sources.session, sources.engine)
    return silence.answer((known.key, seen, asked.unread), make, known.scorecard.city)


def _not_stored() -> AsOf | None:
    """The moment of today's figures, where such of areas are asked for that are not stored."""
    found = parse(period_asked(), current_portal().city.zone)
    return None if found is None or areas_stored(found) else today()


def present_area(code: str, endpoint: str) -> ResponseReturnValue:
    """Lead to the address of the area that is meant; 404 where none is."""
    meant = present_code(here(), code) or abort(404)
    query: dict[str, Any] = {"period": period_asked() or None, **pinned()}
    return redirect(url_for(endpoint, code=meant, **query), 301)
