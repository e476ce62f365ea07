"""A report that its reporter keeps private is published by its reporter alone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from .. import clock
from ..domain.openness import Openness
from ..domain.status import Refused
from ..models import KeptPrivate
from ..models.kept_private import openness


def keep_private(session: Session, ticket_id: int) -> None:
    """Note, within a change, that its reporter wants it read by officers alone."""
    session.add(KeptPrivate(ticket_id=ticket_id, asked_at=clock.now()))


def check_publishing(session: Session, ticket_id: int, *, by_reporter: bool) -> None:
    """Raises Refused, within a change, where the reporter keeps it private; the reporter's own act is agreement."""
    row = session.get(KeptPrivate, ticket_id, populate_existing=True)
    if row is None or openness(row) is not Openness.PRIVATE:
        return
    if not by_reporter:
        raise Refused("kept_private")
    row.agreed_at = clock.now()
