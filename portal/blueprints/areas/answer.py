"""The areas of an address in one form, of a version: what was kept is sent while nothing that it shows has changed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ... import clock
from ...queries.areas.index import AreaList, area_list
from ...queries.areas.page import AreaPage, area_page, area_version, present_code
from ...queries.city.version import lens_version
from ...queries.scorecards.periods import scorecards_version
from .. import silence
from ..figure_files import no_such_period, period_asked
from ..sources import here
from .asked import sort_asked


def list_answer(
    render: Callable[[AreaList], str | Response], nothing_yet: Callable[[], str] = lambda: abort(503)
) -> ResponseReturnValue:
    """The areas of the asked period; 404 for a period without figures.

    ``nothing_yet``: the answer before the first computation; a file is not there yet, and will be (503).
    """
    sources = here()
    computed = scorecards_version(sources.session)
    if computed is None:
        return nothing_yet()

    def make() -> str | Response:
        return render(area_list(sources, period_asked(), sort_asked()) or no_such_period())

    return silence.answer(computed, make, computed[-1])


def area_answer(code: str, render: Callable[[AreaPage], str | Response]) -> ResponseReturnValue:
    """One area in the asked period; another spelling of its code leads to it.

    404 for an unknown area or a period without figures. Whose its reports are is read from the index, so the version
    has the index in it.
    """
    sources = here()
    known = area_version(sources, code)
    if known is None:
        return present_area(code, request.endpoint or "")

    def make() -> str | Response:
        return render(area_page(sources, known, period_asked(), clock.now()) or no_such_period())

    seen = lens_version(sources.session, sources.engine)
    return silence.answer((known.key, seen), make, known.scorecard.city)


def present_area(code: str, endpoint: str) -> ResponseReturnValue:
    """Lead to the address of the area that is meant; 404 where none is."""
    meant = present_code(here(), code) or abort(404)
    return redirect(url_for(endpoint, code=meant, period=period_asked() or None), 301)
