"""What operators watch: how far each projection is behind the log, how long tickets wait, what came in last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.visibility import Visibility
from ...models import Checkpoint, Ticket
from ...models.ticket import IS_PENDING
from ...search.engine import Engine
from ..import_runs import Run, import_runs
from .version import CITY, log_end

RUNS = 5


@dataclass(frozen=True, slots=True)
class ProjectionLag:
    """``behind``: events of the log not yet seen; ``at``: when the projection last moved, None where not noted."""

    name: str
    behind: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class WaitingTickets:
    """Open tickets of one status, or ``pending`` for those nobody outside sees yet, and since when the oldest waits."""

    status: str
    count: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Watch:
    """Of one moment; ``seq``: the newest event of the log, ``documents``: tickets in this node's index."""

    seq: int
    documents: int
    lags: tuple[ProjectionLag, ...]
    waiting: tuple[WaitingTickets, ...]
    runs: tuple[Run, ...]


def watch(session: Session, engine: Engine) -> Watch:
    """What there is to watch; the index is this node's own, the other projections' checkpoints are everybody's."""
    seq = log_end(session)
    known = select(Checkpoint.name, Checkpoint.seq, Checkpoint.at).where(Checkpoint.name != CITY)
    rows = sorted(session.execute(known).all())
    lags = {name: ProjectionLag(name, seq - at, moved) for name, at, moved in rows}
    index = lags.get("index")
    lags["index"] = ProjectionLag("index", seq - engine.seq(), index.at if index else None)
    return Watch(seq, engine.documents(), tuple(lags.values()), _waiting(session), tuple(import_runs(session, RUNS)))


def _waiting(session: Session) -> tuple[WaitingTickets, ...]:
    """By status, from the open tickets alone: an index leads to them."""
    count, oldest = func.count(), func.min(Ticket.submitted_at)
    rows = session.execute(
        select(Ticket.status, count, oldest).where(Ticket.ended_at.is_(None)).group_by(Ticket.status)
    ).all()
    unseen, since = session.execute(select(count, oldest).where(Ticket.ended_at.is_(None), IS_PENDING)).one()
    found = [WaitingTickets(status, many, first) for status, many, first in sorted(rows)]
    return (*found, *([WaitingTickets(Visibility.PENDING.value, unseen, since)] if unseen else []))
