"""Which events still hold, in SQL: what a late telling of a source has overtaken is in the log only."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Text, cast, exists
from sqlalchemy.orm import aliased

from ...domain.event import Kind, TicketFact
from ...models import Event

_later = aliased(Event)


def stands() -> ColumnElement[bool]:
    """Whether no correction says that the event of the query is overtaken."""
    return ~exists().where(
        _later.ticket_id == Event.ticket_id,
        _later.corrects == Event.seq,
        _later.kind == Kind.CORRECTED.value,
        cast(_later.changed, Text).contains(f'"{TicketFact.ORDER.value}"'),
    ).correlate(Event)
