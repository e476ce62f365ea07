"""Whether a portal that is started still lacks its demonstration."""

from __future__ import annotations

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from ...models import ImportRun, Ticket


def wants_demonstration(session: Session) -> bool:
    """True while nothing has come in, and while a demonstration that was broken off waits to be finished."""
    broken_off = exists().where(ImportRun.kind == "demo", ImportRun.finished_at.is_(None))
    nothing = ~exists(select(Ticket.id)) & ~exists(select(ImportRun.id))
    return bool(session.scalar(select(or_(broken_off, nothing))))
