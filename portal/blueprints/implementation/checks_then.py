"""Who checks, or checked at a past moment, what agencies say is done: what a citation of the charts leads to."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from ...queries.city.version import withdrawn_version
from ...queries.implementation.checkers import CheckersPage, checkers_page
from ...web.limits import whole_city_slots
from .. import figures_on_demand
from ..figure_files import no_such_period
from ..past import past_asked
from ..sources import here
from . import reading
from .checks import checks_answer


def dated_checks_answer(render: Callable[[CheckersPage], str | Response]) -> Response:
    """As ``checks_answer``, or as of the past moment that the address asks for."""
    as_of = past_asked().as_of
    if as_of is None:
        return checks_answer(render)
    sources, period = here(), reading.asked("period")
    return figures_on_demand.answer(
        ("checks as of", as_of.at, as_of.seq, period, withdrawn_version(sources.session)),
        lambda: checkers_page(sources, period, as_of.at, as_of),
        lambda found: render(found or no_such_period()),
        whole_city_slots,
    )
