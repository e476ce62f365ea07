"""The six dimensions of policy implementation, each with an indicator, its trend and its method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from ...charts.trend_line import trend_line
from ...queries.implementation.page import ImplementationPage, has_figures, implementation_page
from ...queries.sources import Sources
from ...web.access import public
from ..figure_files import no_such_period
from . import bp, reading


@bp.get("/implementation")
@public
def page() -> ResponseReturnValue:
    return page_answer(_page, lambda: render_template("implementation/none.html"))


def _page(found: ImplementationPage) -> str:
    lines = {dimension.value: trend_line(months) for dimension, months in found.trends.items()}
    return render_template("implementation/page.html", found=found, lines=lines)


def page_answer(render: Callable[[ImplementationPage], str | Response], nothing_yet: Callable[[], str]) -> Response:
    """The figures of the asked period in one form; a period without figures has no page (404), and a file refuses it.

    ``nothing_yet``: the answer before the first computation.
    """

    def make(sources: Sources, now: datetime) -> str | Response:
        period = reading.asked("period")
        found = implementation_page(sources, period, now)
        if found is None:
            return (
                nothing_yet()
                if not period and not has_figures(sources.session, sources.city.zone)
                else no_such_period()
            )
        return render(found)

    return reading.answer(make)
