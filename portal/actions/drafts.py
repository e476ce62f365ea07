"""Half-written responses are kept until they are published or thrown away."""

from __future__ import annotations

from sqlalchemy import delete

from .. import clock
from ..extensions import db
from ..models import Draft
from .log import change

LONGEST = 20_000


def keep(ticket_id: int, officer_id: int, text: str) -> None:
    """Keep what an officer has typed on a ticket so far; an empty text throws the draft away."""
    session = db.session()
    with change(session):
        if text.strip():
            session.merge(Draft(ticket_id=ticket_id, officer_id=officer_id, text=text[:LONGEST], saved_at=clock.now()))
        else:
            session.execute(delete(Draft).where(Draft.ticket_id == ticket_id, Draft.officer_id == officer_id))
