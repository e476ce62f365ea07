"""The picture of one ticket: what it is about, and where it is."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...web.access import public
from ..tickets.answer import ticket_answer
from . import bp
from .address import ticket_picture
from .drawn import drawn
from .said import of_ticket


@bp.get("/pictures/tickets/<code>.png")
@public
def ticket(code: str) -> ResponseReturnValue:
    """As new as the ticket's page; a code typed another way leads nowhere."""
    return ticket_answer(code, lambda found: drawn(ticket_picture(found), lambda: of_ticket(found)), "png")
