"""Who checks what agencies say is done: how long that takes, how much is refused, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Response, jsonify, render_template

from ...queries.implementation.checkers import CheckersPage, checkers_page
from ...queries.implementation.checkers_document import checkers_document
from ...queries.sources import Sources
from ...web.access import public
from ..figure_files import no_such_period, refuse_unread, zone
from ..past import past_named
from . import bp, reading


@bp.get("/implementation/checks")
@public
def checks() -> Response:
    return checks_answer(lambda found: render_template("implementation/checks.html", found=found))


@bp.get("/implementation/checks.json")
@public
def checks_json() -> Response:
    refuse_unread(past_named())
    return checks_answer(lambda found: jsonify(checkers_document(found, zone())))


def checks_answer(render: Callable[[CheckersPage], str | Response]) -> Response:
    """The checks of the asked period in one form; of a period that there is not a page is 404, a file refuses it."""

    def make(sources: Sources, now: datetime) -> str | Response:
        return render(checkers_page(sources, reading.asked("period"), now) or no_such_period())

    return reading.answer(make)
