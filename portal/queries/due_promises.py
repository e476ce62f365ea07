"""What became of the finish dates that fell due in the last seven days, and which reports wait beyond theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from ..domain.life import Life, LifeFacts
from ..domain.source_clock import SourceClocks
from ..domain.status import Status
from ..domain.visibility import SEARCHED
from ..models import Ticket
from .city.clocks import IS_OPEN, passed
from .tickets.lives import lives
from .tickets.names import Names

SPAN = timedelta(days=7)
SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPromise:
    """An open ticket whose promised day has passed; ``title`` '': its text is not public. ``until``: up to when it is
    known."""

    id: int
    code: str
    title: str
    category: str
    category_en: str
    area: str
    holder: str
    promised_at: datetime
    due_at: datetime
    until: datetime
    life: Life | None


@dataclass(frozen=True, slots=True)
class DuePromises:
    """``due``: reports that were promised for one of those days, ``kept``: resolved by then, ``broken``: not ended by
    then. ``waiting``: the newest of these that are still open."""

    due: int = 0
    kept: int = 0
    broken: int = 0
    waiting: tuple[BrokenPromise, ...] = ()


def due_promises(session: Session, names: Names, clocks: SourceClocks) -> DuePromises:
    """Of the seven days before the last news; a promise that was moved before its day counts for its new one."""
    # Written as a case, so that no index of open tickets is read where that of promises has far fewer.
    late = case((IS_OPEN & passed(clocks, Ticket.promised_at), 1), else_=0) == 1
    within = (
        Ticket.promised_at > clocks.latest - SPAN,
        Ticket.promised_at <= clocks.latest,
        Ticket.visibility.in_(SEARCHED),
    )
    counts = select(
        func.count(),
        func.count(case((Ticket.resolved_at <= Ticket.promised_at, 1))),
        func.count(case((late | (Ticket.ended_at > Ticket.promised_at), 1))),
    )
    due, kept, broken = session.execute(counts.where(*within)).one()
    if not broken:
        return DuePromises(due, kept, broken)
    newest = select(
        Ticket.id, Ticket.code, Ticket.title, Ticket.category_id, Ticket.area_id, Ticket.holder_id,
        Ticket.promised_at, Ticket.due_at, Ticket.source, Ticket.desk_at, Ticket.submitted_at, Ticket.status,
    ).where(*within, late).order_by(Ticket.promised_at.desc(), Ticket.id.desc()).limit(SHOWN)  # fmt: skip
    waiting, rows = [], session.execute(newest).all()
    until = {row.id: clocks.until(row.source, row.desk_at) for row in rows}
    lived = lives(
        session,
        {
            row.id: LifeFacts(start=row.submitted_at, end=until[row.id], due=row.due_at, status=Status(row.status))
            for row in rows
        },
    )
    for row in rows:
        category = names.by_id("category", row.category_id)
        waiting.append(
            BrokenPromise(
                id=row.id,
                code=row.code,
                title=row.title,
                category=category.name,
                category_en=category.name_en,
                area=names.by_id("area", row.area_id).name,
                holder=names.by_id("agency", row.holder_id).short or names.by_id("agency", row.holder_id).name,
                promised_at=row.promised_at,
                due_at=row.due_at,
                until=until[row.id],
                life=lived.get(row.id),
            )
        )
    return DuePromises(due, kept, broken, tuple(waiting))
