"""The same figures as JSON and CSV."""

from __future__ import annotations

from flask import Response, abort, jsonify
from flask.typing import ResponseReturnValue

from ...exports.table import MIMETYPE, table
from ...queries.implementation.document import implementation_document
from ...queries.implementation.waits import WaitsPage
from ...queries.implementation.waits_document import COLUMNS, waits_document, waits_table
from ...web.access import public
from . import bp, reading
from .page import page_answer
from .waits import waits_answer


@bp.get("/implementation.json")
@public
def page_json() -> ResponseReturnValue:
    """503 before the first computation: a file that is not there yet is not missing."""
    return page_answer(lambda found: jsonify(implementation_document(found, reading.zone())), lambda: abort(503))


@bp.get("/implementation/waits.json")
@public
def waits_json() -> ResponseReturnValue:
    return waits_answer(lambda found: jsonify(waits_document(found, reading.zone())))


@bp.get("/implementation/waits.csv")
@public
def waits_csv() -> ResponseReturnValue:
    def render(found: WaitsPage) -> Response:
        return Response(table(COLUMNS, waits_table(found, reading.zone())), mimetype=MIMETYPE)

    return waits_answer(render)
