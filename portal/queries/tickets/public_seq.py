"""When a ticket last changed for the public: an internal note must not be guessed from any stamp."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from ...models import Event, Ticket

_event = aliased(Event)
#: The seq of a ticket's newest public event, as a column of a statement that reads Ticket.
PUBLIC_SEQ = (
    select(func.max(_event.seq)).where(_event.ticket_id == Ticket.id, _event.public).correlate(Ticket).scalar_subquery()
)


def newest_public(session: Session, tickets: Collection[int]) -> dict[int, tuple[int, int]]:
    """Ticket's id -> seq of its newest public event, and when that was recorded in seconds since 1970."""
    if not tickets:
        return {}
    newest = (
        select(func.max(Event.seq)).where(Event.ticket_id.in_(tickets), Event.public).group_by(Event.ticket_id)
    ).scalar_subquery()
    rows = select(_event.ticket_id, _event.seq, type_coerce(_event.recorded_at, BigInteger)).where(
        _event.seq.in_(newest)
    )
    return {ticket: (seq, recorded) for ticket, seq, recorded in session.execute(rows)}
