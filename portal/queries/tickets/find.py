"""A ticket by its code."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.code import readings
from ...models import Ticket


def ticket_id(session: Session, code: str) -> int | None:
    return session.execute(select(Ticket.id).where(Ticket.code == code)).scalar()


def code_meant(session: Session, typed: str, prefix: str) -> str | None:
    """The code of the ticket, public or not, that ``typed`` names most literally."""
    meant = readings(typed, prefix)
    found = set(session.execute(select(Ticket.code).where(Ticket.code.in_(meant))).scalars()) if meant else set()
    return next((code for code in meant if code in found), None)
