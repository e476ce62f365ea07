"""Who waits for whom and who checks whose work, now or at the past moment that an address asks for."""

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

Page = TypeVar("Page")


def dated_waits_answer(render: Callable[[WaitsPage], str | Response]) -> Response:
    """The requests of the asked period in one form; of a period that there is not a page is 404, a file refuses it."""
    return _answer("waits", waits_page, render)


def dated_checks_answer(render: Callable[[CheckersPage], str | Response]) -> Response:
    """The same of checks."""
    return _answer("checks", checkers_page, render)


def _answer(
    name: str,
    read: Callable[[Sources, str, datetime, AsOf | None], Page | None],
    render: Callable[[Page], str | Response],
) -> Response:
    as_of, period = past_asked().as_of, reading.asked("period")
    if as_of is None:
        return reading.answer(lambda sources, now: render(read(sources, period, now, None) or no_such_period()))
    sources = here()
    return figures_on_demand.answer(
        (f"{name} as of", as_of.at, as_of.seq, period, withdrawn_version(sources.session)),
        lambda: read(sources, period, as_of.at, as_of),
        lambda found: render(found or no_such_period()),
        whole_city_slots,
    )
