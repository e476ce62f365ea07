"""Who waits for whom, or waited for whom at a past moment: what a citation of the charts leads to."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from ...queries.city.version import withdrawn_version
from ...queries.implementation.waits import WaitsPage, waits_page
from ...web.limits import whole_city_slots
from .. import figures_on_demand
from ..figure_files import no_such_period
from ..past import past_asked
from ..sources import here
from . import reading
from .waits import waits_answer


def dated_waits_answer(render: Callable[[WaitsPage], str | Response]) -> Response:
    """As ``waits_answer``, or as of the past moment that the address asks for."""
    as_of = past_asked().as_of
    if as_of is None:
        return waits_answer(render)
    sources, period = here(), reading.asked("period")
    return figures_on_demand.answer(
        ("waits as of", as_of.at, as_of.seq, period, withdrawn_version(sources.session)),
        lambda: waits_page(sources, period, as_of.at, as_of),
        lambda found: render(found or no_such_period()),
        whole_city_slots,
    )
