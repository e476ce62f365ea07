"""Which tickets have changed for the public since a moment or an event: what a reader of files has to fetch again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.since import Since
from ...models import Event, Ticket
from ..city.version import log_end
from .public_seq import moves_stamp

#: The log is in order of commit; its times are too, but for a clock that was put back in between.
PUT_BACK = timedelta(hours=1)


def changed_since(session: Session, since: Since) -> set[int]:
    """The ids of the tickets whose public stamp has moved, those hidden since then among them."""
    found = select(Event.ticket_id).join(Ticket, Event.ticket_id == Ticket.id).where(moves_stamp(Event)).distinct()
    if since.seq is not None:
        found = found.where(Event.seq > since.seq)
    if since.at is not None:
        found = found.where(Event.recorded_at >= since.at, Event.seq >= _first_near(session, since.at))
    return set(session.scalars(found))


def _first_near(session: Session, at: datetime) -> int:
    """An event before which none was recorded at ``at`` or later; found by halving, as no index knows the times."""
    low, high = 1, log_end(session) + 1
    while low < high:
        middle = (low + high) // 2
        recorded = session.scalar(select(Event.recorded_at).where(Event.seq >= middle).order_by(Event.seq).limit(1))
        if recorded is None or recorded >= at - PUT_BACK:
            high = middle
        else:
            low = middle + 1
    return low
