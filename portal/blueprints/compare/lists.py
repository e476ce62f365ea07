"""Two lists of tickets compared: /compare/lists?a.agency=...&b.area=..., each side a filter as the list has it."""

from __future__ import annotations

from flask import Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from ...charts.share_axis import comparison_axis
from ...charts.two_curves import two_curves
from ...queries.compare.lists import TwoLists
from ...queries.compare.lists_document import COLUMNS, lists_document, lists_table
from ...web.access import public
from ..figure_files import csv_file
from . import bp
from .asked_lists import VIEWS, AskedLists, asked_lists
from .lists_answer import lists_answer, lists_file


@bp.get("/compare/lists")
@public
def lists() -> ResponseReturnValue:
    return lists_answer(asked_lists(), _page)


@bp.get("/compare/lists.json")
@public
def lists_json() -> ResponseReturnValue:
    def render(found: TwoLists, asked: AskedLists) -> Response:
        return jsonify(lists_document(found, asked.a.zone, asked.page))

    return lists_file(render)


@bp.get("/compare/lists.csv")
@public
def lists_csv() -> ResponseReturnValue:
    def render(found: TwoLists, asked: AskedLists) -> Response:
        return csv_file(COLUMNS, lists_table(found, asked.a.zone))

    return lists_file(render)


def _page(found: TwoLists, asked: AskedLists) -> str:
    a, b = found.rows
    return render_template(
        "compare/lists.html",
        found=found,
        asked=asked,
        views=VIEWS,
        axis=comparison_axis(found.measure, [row.figure for row in found.rows]),
        curves=two_curves(a.sheet.card.resolution, b.sheet.card.resolution),
    )
