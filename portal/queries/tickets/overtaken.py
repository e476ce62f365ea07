"""Which events still hold, in SQL: what a late telling overtook, or a source took back, is in the log only."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Text, cast, exists, or_
from sqlalchemy.orm import aliased

from ...domain.event import Kind, TicketFact
from ...models import Event

_later = aliased(Event)


def stands() -> ColumnElement[bool]:
    """Whether no correction says that the event of the query is overtaken."""
    return _not_corrected(TicketFact.ORDER)


def counts() -> ColumnElement[bool]:
    """Whether the event of the query is neither overtaken nor taken back by its source (see domain.source_log)."""
    return _not_corrected(TicketFact.ORDER, TicketFact.END, TicketFact.STEPS)


def _not_corrected(*facts: TicketFact) -> ColumnElement[bool]:
    changed = cast(_later.changed, Text)
    return ~exists().where(
        _later.ticket_id == Event.ticket_id,
        _later.corrects == Event.seq,
        _later.kind == Kind.CORRECTED.value,
        or_(*(changed.contains(f'"{fact.value}"') for fact in facts)),
    ).correlate(Event)
