"""One figure of this city as a hand computes it, from its tickets to what is printed; the same as files."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from ...charts.resolution_curve import resolution_curve
from ...queries.scorecards.worked_example import LEAST, MOST, WorkedExample
from ...queries.scorecards.worked_example_document import COLUMNS, example_document, example_rows
from ...web.access import public
from .. import figure_files
from ..past import past_file, pinned
from . import bp
from .asked_example import example_answer, example_pairs, group_named


@bp.get("/methodology/example")
@public
def example() -> ResponseReturnValue:
    return example_answer(_page)


def _page(found: WorkedExample | None) -> str:
    return render_template(
        "methodology/example.html",
        found=found,
        named=group_named(),
        address={**example_pairs(found), **pinned()} if found and group_named() else {},
        own_curve=resolution_curve(found.own.curve) if found else None,
        citizens_curve=resolution_curve(found.citizens.curve) if found else None,
        least=LEAST,
        most=MOST,
    )


@bp.get("/methodology/example.json")
@public
def example_json() -> ResponseReturnValue:
    return _file(lambda found: jsonify(example_document(found, figure_files.zone())))


@bp.get("/methodology/example.csv")
@public
def example_csv() -> ResponseReturnValue:
    return _file(lambda found: figure_files.csv_file(COLUMNS, example_rows(found, figure_files.zone())))


def _file(render: Callable[[WorkedExample], Response]) -> ResponseReturnValue:
    """503 while no group serves as an example: it may come with the next tickets; 404 where the named one does not."""
    none = 404 if group_named() else 503
    return past_file(example_answer(lambda found: render(found) if found else abort(none)), "example")
