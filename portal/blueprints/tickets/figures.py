"""The figures of a filter's tickets: as a page, as JSON and as CSV, each computed when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from ...charts.scorecard import scorecard_charts
from ...queries.tickets.figures import LensFigures, lens_figures
from ...queries.tickets.figures_document import COLUMNS, figures_document, figures_table
from ...web import links
from ...web.access import public
from .. import figures_on_demand, lens
from ..figure_files import csv_file
from . import bp


@bp.get("/tickets/figures")
@public
def figures() -> ResponseReturnValue:
    return _answer(lens.asked(), _page)


@bp.get("/tickets/figures.json")
@public
def figures_json() -> ResponseReturnValue:
    def render(found: LensFigures, asked: lens.LensRequest) -> Response:
        return jsonify(figures_document(found, asked.zone, links.absolute(links.figures(found.filter))))

    return _answer(lens.readable(), render)


@bp.get("/tickets/figures.csv")
@public
def figures_csv() -> ResponseReturnValue:
    return _answer(lens.readable(), lambda found, asked: csv_file(COLUMNS, figures_table(found, asked.zone)))


def _answer(asked: lens.LensRequest, render: Callable[[LensFigures, lens.LensRequest], str | Response]) -> Response:
    return figures_on_demand.answer(
        asked.version(),
        lambda: lens_figures(asked.sources, asked.filter, asked.now),
        lambda found: render(found, asked),
    )


def _page(found: LensFigures, asked: lens.LensRequest) -> str:
    return render_template(
        "tickets/figures.html",
        found=found,
        asked=asked,
        lens=links.figures_lens(),
        charts=scorecard_charts(found.sheet, found.sheet, "", asked.sources.city.resolution_target.total_seconds()),
    )
