"""A comparison as JSON and CSV; what cannot be read is refused, as a file cannot say what it left out."""

from __future__ import annotations

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from ...queries.compare.document import COLUMNS, comparison_document, comparison_table
from ...queries.compare.page import ComparisonPage
from ...web import links
from ...web.access import public
from ..figure_files import csv_file, refuse_unread, zone
from ..past import past_asked, past_file
from . import bp
from .answer import address, comparison_answer, strange


@bp.get("/compare.json")
@public
def page_json() -> ResponseReturnValue:
    def render(found: ComparisonPage) -> Response:
        return jsonify(comparison_document(_readable(found), zone(), links.absolute(address(found.question))))

    return past_file(comparison_answer(render), "compare")


@bp.get("/compare.csv")
@public
def page_csv() -> ResponseReturnValue:
    def render(found: ComparisonPage) -> Response:
        return csv_file(COLUMNS, comparison_table(_readable(found), zone()))

    return past_file(comparison_answer(render), "compare")


def _readable(found: ComparisonPage) -> ComparisonPage:
    refuse_unread([*past_asked().unread, *found.asked.unread, *found.asked.coarser, *strange()])
    return found
