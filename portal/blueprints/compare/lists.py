"""Two lists of tickets compared: /compare/lists?a.agency=...&b.area=..., each side a filter as the list has it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from ...charts.share_axis import comparison_axis
from ...charts.two_curves import two_curves
from ...queries.compare.lists import TwoLists, two_lists
from ...queries.compare.lists_document import COLUMNS, lists_document, lists_table
from ...web.access import public
from .. import figures_on_demand
from ..figure_files import csv_file
from . import bp
from .asked_lists import VIEWS, AskedLists, asked_lists, readable_lists


@bp.get("/compare/lists")
@public
def lists() -> ResponseReturnValue:
    return lists_answer(asked_lists(), _page)


@bp.get("/compare/lists.json")
@public
def lists_json() -> ResponseReturnValue:
    def render(found: TwoLists, asked: AskedLists) -> Response:
        return jsonify(lists_document(found, asked.a.zone, asked.page))

    return lists_answer(readable_lists(), render)


@bp.get("/compare/lists.csv")
@public
def lists_csv() -> ResponseReturnValue:
    return lists_answer(readable_lists(), lambda found, asked: csv_file(COLUMNS, lists_table(found, asked.a.zone)))


def lists_answer(asked: AskedLists, render: Callable[[TwoLists, AskedLists], str | Response]) -> Response:
    """Both lists in one form, computed when asked for."""
    filters, one = (asked.a.filter, asked.b.filter), asked.a
    return figures_on_demand.answer(
        one.version(),
        lambda: two_lists(one.sources, filters, asked.measure, one.now),
        lambda found: render(found, asked),
    )


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
