"""The front page: how much waits now, how long half of it takes, what waits longest, and what was said last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from ..domain.event import Kind
from ..domain.privacy import SEARCHED
from ..domain.waits import waits
from ..models import Agency, Area, Category, Event, Ticket

#: The median is of what came in during these days, looking back from the newest ticket.
COHORT = timedelta(days=90)
ANSWERS = 5
SCANNED = 60  # newest events looked at for the newest answers
SAID = (Kind.RESPONDED, Kind.COORDINATION_ANSWERED, Kind.COMPLETED, Kind.RESOLVED, Kind.VALIDATED, Kind.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A ticket as a line: its title, or ('' for a stub) its category and area."""

    code: str
    title: str
    category: str
    category_en: str
    area: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Something an agency said or did lately."""

    ticket: Listed
    status: str
    agency: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """``median``: seconds within which half of the newest tickets were resolved, open ones counted as waiting;
    None when half of them are still waiting. ``counted``: how many tickets it is of; ``since``: their first day."""

    open: int
    overdue: int
    received: int
    median: float | None
    counted: int
    since: datetime | None
    oldest: Listed | None


_LISTED = (Ticket.code, Ticket.title, Ticket.submitted_at, Category.name, Category.name_en, Area.name)
_SHOWN = Ticket.face.in_(SEARCHED)


def figures(session: Session, now: datetime) -> Figures:
    """What stands on the front page in figures; reads as many rows as there are open tickets, and the cohort."""
    waiting = select(func.count(), func.sum(case((Ticket.due_at < now, 1), else_=0)))
    open_, overdue = session.execute(waiting.where(Ticket.ended_at.is_(None), _SHOWN)).one()
    submitted, resolved = _cohort(session)
    found = waits(submitted, resolved, int(now.timestamp()), drawn=False) if len(submitted) else None
    return Figures(
        open=open_,
        overdue=overdue or 0,
        received=session.execute(select(func.count()).select_from(Ticket).where(_SHOWN)).scalar_one(),
        median=found.median.value if found else None,
        counted=len(submitted),
        since=datetime.fromtimestamp(int(submitted.min()), now.tzinfo) if len(submitted) else None,
        oldest=_oldest(session),
    )


def _cohort(session: Session) -> tuple[np.ndarray, np.ndarray]:
    """(submitted, resolved or never) in seconds, of what came in during COHORT before the newest ticket."""
    newest = session.execute(select(func.max(Ticket.submitted_at)).where(_SHOWN)).scalar()
    if newest is None:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    rows = session.execute(
        select(Ticket.submitted_at, Ticket.resolved_at).where(Ticket.submitted_at > newest - COHORT, _SHOWN)
    ).all()
    return rows, rows


def _oldest(session: Session) -> Listed | None:
    """The public ticket that has waited longest."""
    row = session.execute(
        _of(select(*_LISTED)).where(Ticket.ended_at.is_(None), _SHOWN).order_by(Ticket.submitted_at, Ticket.id).limit(1)
    ).first()
    return _listed(*row) if row else None
