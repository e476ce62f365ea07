"""What an officer has begun to write on a ticket, and which forms were sent already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...models import Draft, SentForm


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """The text that stands in a form that was not sent, since when it is kept, and the photo chosen as before."""

    text: str
    saved_at: datetime
    beside: str = ""


def half_written(session: Session, ticket_id: int, officer_id: int) -> dict[str, HalfWritten]:
    """By the name of the form (models.Draft) what this officer has typed on this ticket."""
    mine = select(Draft).where(Draft.ticket_id == ticket_id, Draft.officer_id == officer_id)
    return {draft.form: HalfWritten(draft.text, draft.saved_at, draft.beside) for draft in session.scalars(mine)}


def event_of_form(session: Session, officer_id: int, key: str) -> int | None:
    """The number of the event that a form with this key has made; None when it was not sent."""
    made = select(SentForm.seq).where(SentForm.officer_id == officer_id, SentForm.key == key)
    return session.execute(made).scalar()
