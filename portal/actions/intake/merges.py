"""A ticket that others were merged into is merged itself: those follow it to the one that stays."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy import update as sql_update

from ...domain.event import EventDraft, Kind, TicketFact
from ...domain.status import Status
from ...models import Ticket
from ..ticket_rows import event_row
from .batch import Batch


def follow_merge(batch: Batch, ticket_id: int, into: int | None) -> None:
    """Note what a ticket is merged into now (None: nothing), and lead its own duplicates there, with an event each."""
    batch.note_merge(ticket_id, into)
    if into is None:
        return
    query = select(Ticket.id).where(Ticket.duplicate_of == ticket_id).order_by(Ticket.id)
    for duplicate in batch.session.scalars(query).all():
        [seq] = batch.log.take()
        changed = (TicketFact.STEPS,)
        draft = EventDraft(kind=Kind.CORRECTED, at=batch.now, changed=changed, other_ticket=into)
        row = event_row(seq, duplicate, draft, Status.DUPLIKAT, batch.recorded, batch.city.contacts)
        batch.rows.events.append(row)
        values = {"duplicate_of": into, "last_seq": seq}
        batch.session.execute(sql_update(Ticket).where(Ticket.id == duplicate).values(values))
        batch.note_merge(duplicate, into)
