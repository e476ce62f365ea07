"""How far a demonstration has come, and whether a portal that is started still lacks one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from ...models import ImportRun, Ticket


@dataclass(frozen=True, slots=True)
class Demonstration:
    """``name`` of its run ('' when none was begun), whether it is finished, its tickets, and those of other sources,
    which a demonstration must never be mixed with."""

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
        name=latest.name if latest else "",
        finished=bool(latest and latest.finished_at),
        tickets=session.scalar(count.where(Ticket.source == source)) or 0,
        others=session.scalar(count.where(Ticket.source != source)) or 0,
    )


def wants_demonstration(session: Session) -> bool:
    """True while nothing has come in, and while a demonstration that was broken off waits to be finished."""
    broken_off = exists().where(ImportRun.kind == "demo", ImportRun.finished_at.is_(None))
    nothing = ~exists(select(Ticket.id)) & ~exists(select(ImportRun.id))
    return bool(session.scalar(select(or_(broken_off, nothing))))
