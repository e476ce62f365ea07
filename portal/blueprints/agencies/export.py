"""The agencies' figures as JSON and CSV."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from ...queries.agencies import document
from ...queries.agencies.facts import agency_facts
from ...web.access import public
from ..figure_files import csv_file, zone
from ..sources import here
from . import bp
from .answer import list_file, page_file


@bp.get("/agencies.json")
@public
def index_json() -> ResponseReturnValue:
    return list_file(lambda found: jsonify(document.list_document(found, zone())))


@bp.get("/agencies.csv")
@public
def index_csv() -> ResponseReturnValue:
    return list_file(lambda found: csv_file(document.COLUMNS, document.table(found, zone())))


@bp.get("/agencies/<slug>.json")
@public
def page_json(slug: str) -> ResponseReturnValue:
    return page_file(slug, lambda found: jsonify(document.page_document(found, agency_facts(here(), found), zone())))
