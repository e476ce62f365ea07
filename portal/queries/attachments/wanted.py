"""The photos that sources have named and that are not here: how many wait, and which will never come."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...models import Ticket, WantedPhoto


@dataclass(frozen=True, slots=True)
class FailedPhoto:
    """One that cannot be had; ``problem``: a reason of domain.status.Refused."""

    code: str
    address: str
    problem: str


def wanted(session: Session, *, remote: bool) -> int:
    """How many wait; ``remote``: of those over the network, else of those in files."""
    waiting = select(func.count()).where(WantedPhoto.due_at.is_not(None), WantedPhoto.remote.is_(remote))
    return session.execute(waiting).scalar_one()


def failed(session: Session) -> list[FailedPhoto]:
    """All that cannot be had, by report."""
    rows = session.execute(
        select(Ticket.code, WantedPhoto.address, WantedPhoto.problem)
        .join(Ticket, Ticket.id == WantedPhoto.ticket_id)
        .where(WantedPhoto.problem != "")
        .order_by(Ticket.code, WantedPhoto.id)
    )
    return [FailedPhoto(*row) for row in rows]
