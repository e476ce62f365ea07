"""The address of one ticket's feed."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...web.access import public
from . import bp
from .answer import ticket_answer
from .event_feed import event_feed


@bp.get("/tickets/<code>.atom")
@public
def page_atom(code: str) -> ResponseReturnValue:
    return ticket_answer(code, event_feed, "atom")
