"""The agencies' figures as JSON and CSV."""

from __future__ import annotations

from flask import Response, jsonify, make_response
from flask.typing import ResponseReturnValue

from ...exports.table import MIMETYPE, table
from ...extensions import db
from ...queries.agencies import document
from ...queries.agencies.index import AgencyList
from ...queries.agencies.page import AgencyPage, agency_categories
from ...queries.city.index_state import mark_of
from ...queries.scorecards.periods import scorecards_version
from ...web.access import public
from . import bp
from .index import list_answer, zone
from .page import page_answer


@bp.get("/agencies.json")
@public
def index_json() -> ResponseReturnValue:
    return _proved(list_answer(lambda found: jsonify(document.list_document(found, zone()))))


@bp.get("/agencies.csv")
@public
def index_csv() -> ResponseReturnValue:
    def render(found: AgencyList) -> Response:
        return Response(table(document.COLUMNS, document.table(found, zone())), mimetype=MIMETYPE)

    return _proved(list_answer(render))


@bp.get("/agencies/<slug>.json")
@public
def page_json(slug: str) -> ResponseReturnValue:
    def render(found: AgencyPage) -> Response:
        categories = agency_categories(db.session(), found.id, found.categories_of)
        return jsonify(document.page_document(found, categories, zone()))

    return _proved(page_answer(slug, render))


def _proved(answer: ResponseReturnValue) -> Response:
    """The answer with the hash of the event up to which its figures were computed."""
    response, computed = make_response(answer), scorecards_version(db.session())
    if computed is not None:
        seq = computed[1]
        response.headers["X-Log-Head"] = f"{seq}:{mark_of(db.session(), seq)}"
    return response
