"""The same figures as JSON and CSV."""

from __future__ import annotations

from flask import Response, abort, jsonify
from flask.typing import ResponseReturnValue

from ...queries.implementation.document import implementation_document
from ...queries.implementation.waits import WaitsPage
from ...queries.implementation.waits_document import COLUMNS, waits_document, waits_table
from ...web.access import public
from ..figure_files import csv_file, refuse_unread, zone
from ..past import past_file, past_named, refuse_unread_moment
from . import bp
from .page import page_answer
from .then import dated_waits_answer


@bp.get("/implementation.json")
@public
def page_json() -> ResponseReturnValue:
    """503 before the first computation: a file that is not there yet is not missing."""
    refuse_unread(past_named())
    return page_answer(lambda found: jsonify(implementation_document(found, zone())), lambda: abort(503))


@bp.get("/implementation/waits.json")
@public
def waits_json() -> ResponseReturnValue:
    refuse_unread_moment()
    return past_file(dated_waits_answer(lambda found: jsonify(waits_document(found, zone()))), "waits")


@bp.get("/implementation/waits.csv")
@public
def waits_csv() -> ResponseReturnValue:
    refuse_unread_moment()

    def render(found: WaitsPage) -> Response:
        return csv_file(COLUMNS, waits_table(found, zone()))

    return past_file(dated_waits_answer(render), "waits")
