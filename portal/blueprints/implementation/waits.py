"""Who waits for whom: which agency asked which, and how long it waited for the answer."""

from __future__ import annotations

from functools import partial

from flask import Response, render_template, url_for

from ...charts.choropleth import Scale
from ...charts.wait_axis import wait_axis
from ...queries.implementation.waits import WaitsPage
from ...web.access import public
from ..past import pinned
from . import bp
from .then import dated_waits_answer

#: Edges in days of the shades of the table of both.
DAYS = Scale((3.0, 7.0, 14.0))


@bp.get("/implementation/waits")
@public
def waits() -> Response:
    return dated_waits_answer(_page)


def _page(found: WaitsPage) -> str:
    axis = wait_axis([pair.figures.median for pair in found.pairs])
    address = partial(url_for, "implementation.waits", **pinned())  # type: ignore[arg-type]
    return render_template("implementation/waits.html", waits=found, axis=axis, shades=DAYS, address=address)
