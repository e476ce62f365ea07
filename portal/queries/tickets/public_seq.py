"""When a ticket last changed for the public: an internal note must not be guessed from any stamp."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BigInteger, ColumnElement, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from ...domain.event import Kind
from ...domain.visibility import SEARCHED, Visibility
from ...models import Event, Ticket

_event = aliased(Event)
#: The seq of a ticket's newest public event, as a column of a statement that reads Ticket.
PUBLIC_SEQ = (
    select(func.max(_event.seq)).where(_event.ticket_id == Ticket.id, _event.public).correlate(Ticket).scalar_subquery()
)


def moves_stamp(event: type[Event]) -> ColumnElement[bool]:
    """Whether the public sees its ticket change by this event; of a hidden one only that it was hidden, and when."""
    shown = Ticket.visibility.in_(SEARCHED)
    hidden = (Ticket.visibility == Visibility.HIDDEN.value) & (event.kind == Kind.VISIBILITY_CHANGED.value)
    return event.public & (shown | hidden)


def newest_public(session: Session, tickets: Collection[int]) -> dict[int, tuple[int, int]]:
    """Ticket's id -> seq of its newest public event, and when that was recorded in seconds since 1970."""
    if not tickets:
        return {}
    newest = (
        select(func.max(Event.seq))
        .join(Ticket, Event.ticket_id == Ticket.id)
        .where(Event.ticket_id.in_(tickets), moves_stamp(Event))
        .group_by(Event.ticket_id)
    ).scalar_subquery()
    rows = select(_event.ticket_id, _event.seq, type_coerce(_event.recorded_at, BigInteger)).where(
        _event.seq.in_(newest)
    )
    return {ticket: (seq, recorded) for ticket, seq, recorded in session.execute(rows)}
