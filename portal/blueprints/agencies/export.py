"""The agencies' figures as JSON and CSV."""

from __future__ import annotations

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from ...queries.agencies import document
from ...queries.agencies.facts import agency_facts
from ...queries.agencies.index import AgencyList
from ...web.access import public
from ..figure_files import csv_file, proved, refuse_unread, zone
from ..sources import here
from . import bp
from .index import list_answer, strange
from .page import page_answer


@bp.get("/agencies.json")
@public
def index_json() -> ResponseReturnValue:
    return proved(list_answer(lambda found: jsonify(document.list_document(_readable(found), zone()))))


@bp.get("/agencies.csv")
@public
def index_csv() -> ResponseReturnValue:
    def render(found: AgencyList) -> Response:
        return csv_file(document.COLUMNS, document.table(_readable(found), zone()))

    return proved(list_answer(render))


@bp.get("/agencies/<slug>.json")
@public
def page_json(slug: str) -> ResponseReturnValue:
    return proved(
        page_answer(slug, lambda found: jsonify(document.page_document(found, agency_facts(here(), found), zone())))
    )


def _readable(found: AgencyList) -> AgencyList:
    refuse_unread([*found.asked.left_out, *strange()])
    return found
