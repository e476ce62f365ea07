"""Whether something that a ready file holds was taken from public view after the file was made."""

from __future__ import annotations

from sqlalchemy import Text, cast, exists, or_, select
from sqlalchemy.orm import Session

from ...domain.event import Kind, TicketFact
from ...domain.visibility import Visibility
from ...models import Event


def taken_back_since(session: Session, seq: int) -> bool:
    """Whether after event ``seq`` a text was redacted or masked, or a ticket hidden or reduced to its facts."""
    closed = Event.visibility_after.is_(None) | (Event.visibility_after != Visibility.FULL.value)
    moderated = Event.kind.in_([Kind.REDACTED.value, Kind.VISIBILITY_CHANGED.value]) & closed
    masked = (Event.kind == Kind.CORRECTED.value) & cast(Event.changed, Text).contains(f'"{TicketFact.MASKED.value}"')
    return bool(session.execute(select(exists().where(Event.seq > seq, or_(moderated, masked)))).scalar_one())
