"""The areas' figures as JSON and CSV."""

from __future__ import annotations

from flask import Response, abort, jsonify
from flask.typing import ResponseReturnValue

from ...queries.areas.document import COLUMNS, area_document, list_document, table
from ...queries.areas.index import AreaList
from ...queries.areas.page import AreaPage
from ...web.access import public
from ..figure_files import csv_file, zone
from ..past import past_file
from . import bp
from .answer import area_answer, list_answer
from .asked import refuse_strange


@bp.get("/areas.json")
@public
def index_json() -> ResponseReturnValue:
    refuse_strange()
    return past_file(list_answer(lambda found: jsonify(list_document(found, zone()))), "areas")


@bp.get("/areas.csv")
@public
def index_csv() -> ResponseReturnValue:
    def render(found: AreaList) -> Response:
        return csv_file(COLUMNS, table(found.rows, found.period, found.as_of, found.seq, zone()))

    refuse_strange()
    return past_file(list_answer(render), "areas")


@bp.get("/areas/<path:code>.json")
@public
def page_json(code: str) -> ResponseReturnValue:
    refuse_strange()
    return past_file(area_answer(code, lambda found: jsonify(area_document(found, zone()))), f"area-{code}")


@bp.get("/areas/<path:code>.csv")
@public
def page_csv(code: str) -> ResponseReturnValue:
    """The area, what it lies in, and what lies in it."""

    def render(found: AreaPage) -> Response:
        rows = [found.row, *found.above, *(found.parts.rows if found.parts else ())]
        return csv_file(COLUMNS, table(rows, found.period, found.as_of or abort(503), found.seq, zone()))

    refuse_strange()
    return past_file(area_answer(code, render), f"area-{code}")
