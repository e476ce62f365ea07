"""Who waits for whom and who checks whose work, at a past moment: what a citation of the charts leads to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import Response

from ...domain.as_of import AsOf
from ...queries.city.version import withdrawn_version
from ...queries.implementation.checkers import CheckersPage, checkers_page
from ...queries.implementation.waits import WaitsPage, waits_page
from ...queries.sources import Sources
from ...web.limits import whole_city_slots
from .. import figures_on_demand
from ..figure_files import no_such_period
from ..past import past_asked
from ..sources import here
from . import reading
from .checks import checks_answer
from .waits import waits_answer

Page = TypeVar("Page")


def dated_waits_answer(render: Callable[[WaitsPage], str | Response]) -> Response:
    """As ``waits_answer``, or as of the past moment that the address asks for."""
    as_of = past_asked().as_of
    return waits_answer(render) if as_of is None else _as_of(as_of, "waits", waits_page, render)


def dated_checks_answer(render: Callable[[CheckersPage], str | Response]) -> Response:
    """As ``checks_answer``, or as of the past moment that the address asks for."""
    as_of = past_asked().as_of
    return checks_answer(render) if as_of is None else _as_of(as_of, "checks", checkers_page, render)


def _as_of(
    as_of: AsOf,
    name: str,
    read: Callable[[Sources, str, datetime, AsOf], Page | None],
    render: Callable[[Page], str | Response],
) -> Response:
    sources, period = here(), reading.asked("period")
    return figures_on_demand.answer(
        (f"{name} as of", as_of.at, as_of.seq, period, withdrawn_version(sources.session)),
        lambda: read(sources, period, as_of.at, as_of),
        lambda found: render(found or no_such_period()),
        whole_city_slots,
    )
