"""What a portal holds of a demonstration, and of real complaints that one must never be mixed with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...models import ImportRun, Ticket


@dataclass(frozen=True, slots=True)
class Demonstration:
    """``name`` of its run ('' when none was begun), whether it is finished, its tickets, and those of other sources."""

    name: str
    finished: bool
    tickets: int
    others: int


def demonstration(session: Session, source: str) -> Demonstration:
    """How far the demonstration has come."""
    runs = select(ImportRun.name, ImportRun.finished_at).where(ImportRun.kind == "demo")
    latest = session.execute(runs.order_by(ImportRun.id.desc()).limit(1)).first()
    count = select(func.count()).select_from(Ticket)
    return Demonstration(
        name=latest[0] if latest else "",
        finished=bool(latest and latest[1]),
        tickets=session.scalar(count.where(Ticket.source == source)) or 0,
        others=session.scalar(count.where(Ticket.source != source)) or 0,
    )
