"""A ticket's id by its code."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..models import Ticket


def ticket_id(session: Session, code: str) -> int | None:
    return session.execute(select(Ticket.id).where(Ticket.code == code)).scalar()
