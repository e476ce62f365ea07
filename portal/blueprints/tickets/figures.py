"""The figures of a filter's tickets: as a page, as JSON and as CSV, each computed when it is asked for."""

from __future__ import annotations

from flask import Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from ...charts.scorecard import scorecard_charts
from ...queries.tickets.figures import LensFigures
from ...queries.tickets.figures_document import COLUMNS, figures_document, figures_table
from ...web import links
from ...web.access import public
from ..figure_files import csv_file
from ..lens import LensRequest
from ..lens_figures import asked_figures, figures_answer, figures_file, past_pairs, readable_figures, today_alone
from . import bp


@bp.get("/tickets/figures")
@public
def figures() -> ResponseReturnValue:
    asked = asked_figures()
    return figures_answer([asked], lambda found: _page(found[0], asked))


@bp.get("/tickets/figures.json")
@public
def figures_json() -> ResponseReturnValue:
    asked = readable_figures()

    def render(found: LensFigures) -> Response:
        page = links.absolute(links.figures(found.filter, more=past_pairs(found.filter)))
        return jsonify(figures_document(found, asked.zone, page))

    return figures_file(figures_answer([asked], lambda found: render(found[0])), "tickets-figures")


@bp.get("/tickets/figures.csv")
@public
def figures_csv() -> ResponseReturnValue:
    asked = readable_figures()
    answer = figures_answer([asked], lambda found: csv_file(COLUMNS, figures_table(found[0], asked.zone)))
    return figures_file(answer, "tickets-figures")


def _page(found: LensFigures, asked: LensRequest) -> str:
    return render_template(
        "tickets/figures.html",
        found=found,
        asked=asked,
        moment=past_pairs(found.filter),
        of_today=today_alone([found.filter]),
        lens=links.figures_lens(past_pairs(found.filter)),
        charts=scorecard_charts(found.sheet, found.sheet, "", asked.sources.city.resolution_target.total_seconds()),
    )
