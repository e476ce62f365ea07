"""Half-written responses are kept until they are published or thrown away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from .. import clock
from ..extensions import db
from ..models import Draft
from .log import change

LONGEST = 20_000


def keep(ticket_id: int, officer_id: int, text: str) -> datetime | None:
    """Keep what an officer has typed on a ticket so far; an empty text throws the draft away.

    Returns since when it is kept, None when there is nothing to keep.
    """
    session, now = db.session(), clock.now()
    text = text[:LONGEST] if text.strip() else ""
    kept = session.get(Draft, (ticket_id, officer_id))
    if text == (kept.text if kept else ""):
        return kept.saved_at if kept else None  # a page saves often: it must not wait for a writer
    with change(session):
        if text:
            session.merge(Draft(ticket_id=ticket_id, officer_id=officer_id, text=text, saved_at=now))
        else:
            session.execute(delete(Draft).where(Draft.ticket_id == ticket_id, Draft.officer_id == officer_id))
    return now if text else None
