"""One ticket as JSON."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from ...queries.tickets.document import document
from ...web import links
from ...web.access import public
from . import bp
from .page import answer


@bp.get("/tickets/<code>.json")
@public
def page_json(code: str) -> ResponseReturnValue:
    return answer(code, lambda found: jsonify(document(found, links.absolute(links.ticket(found.code)))), "json")
