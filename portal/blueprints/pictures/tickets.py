"""The picture of a filter's list."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from ...queries.tickets.index import ticket_list
from ...web import caching
from ...web.access import public
from .. import lens
from . import bp
from .address import tickets_picture
from .drawn import drawn
from .said import of_tickets


@bp.get("/pictures/tickets.png")
@public
def tickets() -> ResponseReturnValue:
    """Kept for an hour, for it says of which moment it is; a filter that cannot be read has none."""
    asked = lens.readable("v")
    hour = asked.now.replace(minute=0, second=0, microsecond=0)

    def render() -> Response:
        address = tickets_picture(asked.filter)
        return drawn(address, lambda: of_tickets(ticket_list(asked.sources, asked.filter.but(), asked.now)))

    return caching.answer(("tickets", hour), render)
