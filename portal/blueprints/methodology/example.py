"""One figure of this city as a hand computes it, from its tickets to what is printed; the same as files."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...extensions import db
from ...queries.scorecards.worked_example import LEAST, MOST, WorkedExample, example_version, worked_example
from ...queries.scorecards.worked_example_document import COLUMNS, example_document, example_rows
from ...web.access import public
from .. import figure_files, silence
from ..past import past_named
from . import bp


@bp.get("/methodology/example")
@public
def example() -> ResponseReturnValue:
    def render(found: WorkedExample | None) -> str:
        return render_template("methodology/example.html", found=found, least=LEAST, most=MOST)

    return _answer(render)


@bp.get("/methodology/example.json")
@public
def example_json() -> ResponseReturnValue:
    return _file(lambda found: jsonify(example_document(found, figure_files.zone())))


@bp.get("/methodology/example.csv")
@public
def example_csv() -> ResponseReturnValue:
    return _file(lambda found: figure_files.csv_file(COLUMNS, example_rows(found, figure_files.zone())))


def _file(render: Callable[[WorkedExample], Response]) -> ResponseReturnValue:
    """503 while no group serves as an example: it may come with the next tickets. It is of today alone."""
    figure_files.refuse_unread(past_named())
    return figure_files.proved(_answer(lambda found: render(found) if found else abort(503)))


def _answer(render: Callable[[WorkedExample | None], str | Response]) -> Response:
    """The example in one form, made anew when figures were, or when something was taken from view."""
    session, city = db.session(), current_portal().city
    return silence.answer(("example", example_version(session, city)), lambda: render(worked_example(session, city)))
