"""Agencies: all of them on one scale, and the scorecard of each; the same as JSON and CSV."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from ..charts import resolution_curve, scorecard
from ..context import current_portal
from ..exports.table import MIMETYPE, table
from ..extensions import db
from ..queries.agencies import document
from ..queries.agencies.index import AgencyList, agency_list
from ..queries.agencies.page import (
    AgencyPage,
    CategoryRow,
    agency_categories,
    agency_page,
    agency_units,
    agency_version,
)
from ..queries.agencies.periods import version
from ..web import caching
from ..web.access import public

bp = Blueprint("agencies", __name__)


@bp.get("/agencies")
@public
def index() -> ResponseReturnValue:
    return _list(lambda found: render_template("agencies/index.html", agencies=found, draw=scorecard))


@bp.get("/agencies.json")
@public
def index_json() -> ResponseReturnValue:
    return _list(lambda found: jsonify(document.list_document(found)))


@bp.get("/agencies.csv")
@public
def index_csv() -> ResponseReturnValue:
    return _list(lambda found: Response(table(document.COLUMNS, document.table(found)), mimetype=MIMETYPE))


@bp.get("/agencies/<slug>")
@public
def page(slug: str) -> ResponseReturnValue:
    return _page(slug, _drawn)


@bp.get("/agencies/<slug>.json")
@public
def page_json(slug: str) -> ResponseReturnValue:
    return _page(slug, lambda found: jsonify(document.page_document(found, _categories(found))))


def _drawn(found: AgencyPage) -> str:
    return render_template(
        "agencies/page.html",
        agency=found,
        draw=scorecard,
        curve=resolution_curve,
        categories=_categories(found),
        units=agency_units(db.session(), found.id),
    )


def _categories(found: AgencyPage) -> tuple[CategoryRow, ...]:
    return agency_categories(db.session(), found.id, found.categories_of)


def _list(render: Callable[[AgencyList], str | Response]) -> ResponseReturnValue:
    """The list in one form. Before the first computation there is an empty page; a period without figures is a 404."""
    session, period = db.session(), _period()
    stored = version(session)
    if stored is None and not period and request.path.endswith("/agencies"):
        return render_template("agencies/none.html")

    def make() -> str | Response:
        return render(agency_list(session, period, current_portal().city.zone) or abort(404))

    return caching.answer(stored, make)


def _page(slug: str, render: Callable[[AgencyPage], str | Response]) -> ResponseReturnValue:
    """One agency in one form."""
    session = db.session()
    known = agency_version(session, slug) or abort(404)

    def make() -> str | Response:
        return render(agency_page(session, known, _period(), current_portal().city.zone) or abort(404))

    return caching.answer(known.key, make)


def _period() -> str:
    return request.args.get("period", "")[:10]
