"""One ticket as JSON."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...queries.tickets.document import document
from ...queries.tickets.page import TicketPage
from ...web import links
from ...web.access import public
from . import bp
from .answer import ticket_answer


@bp.get("/tickets/<code>.json")
@public
def page_json(code: str) -> ResponseReturnValue:
    def render(found: TicketPage) -> Response:
        url, zone = links.absolute(links.ticket(found.code)), ZoneInfo(current_portal().city.zone)
        return jsonify(document(found, url, zone))

    return ticket_answer(code, render, "json")
