"""Who waits for whom: which agency asked which, and how long it waited for the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from ...charts.choropleth import Scale
from ...charts.wait_axis import wait_axis
from ...queries.implementation.waits import WaitsPage, waits_page
from ...queries.sources import Sources
from ...web.access import public
from ..figure_files import no_such_period
from . import bp, reading

#: Edges in days of the shades of the table of both.
DAYS = Scale((3.0, 7.0, 14.0))


@bp.get("/implementation/waits")
@public
def waits() -> ResponseReturnValue:
    return waits_answer(_page)


def _page(found: WaitsPage) -> str:
    axis = wait_axis([pair.figures.median for pair in found.pairs])
    return render_template("implementation/waits.html", waits=found, axis=axis, shades=DAYS)


def waits_answer(render: Callable[[WaitsPage], str | Response]) -> Response:
    """The requests of the asked period in one form; of a period that there is not a page is 404, a file refuses it."""

    def make(sources: Sources, now: datetime) -> str | Response:
        return render(waits_page(sources, reading.asked("period"), now) or no_such_period())

    return reading.answer(make)
