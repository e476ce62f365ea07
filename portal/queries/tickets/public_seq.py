"""When a ticket last changed for the public: an internal note must not be guessed from any stamp."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ...domain.event import Kind
from ...domain.visibility import SEARCHED, Visibility
from ...models import Event, Ticket
from ...models.types import seconds_of

_event, _ticket = Event.__table__.alias("its_event").c, Ticket.__table__.c
#: The seq of a ticket's newest public event, as a column of a statement that reads Ticket.
PUBLIC_SEQ = (
    select(func.max(_event.seq))
    .where(_event.ticket_id == _ticket.id, _event.public)
    .correlate(Ticket.__table__)
    .scalar_subquery()
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
    rows = select(Event.ticket_id, Event.seq, seconds_of(Event.recorded_at)).where(Event.seq.in_(newest))
    return {ticket: (seq, recorded) for ticket, seq, recorded in session.execute(rows)}
