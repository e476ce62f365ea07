"""The figures of a chart as CSV and JSON."""

from __future__ import annotations

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from ...web.access import public
from ..figure_files import csv_file
from . import bp
from .document import chart_document
from .shown import ShownChart, file_answer


@bp.get("/charts/<name>.csv")
@public
def page_csv(name: str) -> ResponseReturnValue:
    def render(shown: ShownChart) -> Response:
        return csv_file([column.name for column in shown.content.columns], shown.content.rows)

    return file_answer(name, render)


@bp.get("/charts/<name>.json")
@public
def page_json(name: str) -> ResponseReturnValue:
    return file_answer(name, lambda shown: jsonify(chart_document(shown)))
