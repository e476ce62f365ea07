"""Notes of which ends a reporter is asked, and that they have answered: so figures can say how many were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.event import Kind
from ..domain.status import Status
from ..models import AskedEnd
from ..queries.report.link import is_reachable

ANSWERS = frozenset({Kind.CONFIRMED.value, Kind.DISPUTED.value})


def note_ends(session: Session, before: Status, rows: Sequence[dict[str, Any]], *, by_reporter: bool) -> None:
    """Note what follows the events ``rows``, written just now, of a ticket that was ``before`` in that status: that its
    reporter is asked whether it is done, while their private link works, or that they say so."""
    for row in rows:
        after = Status(row["status_after"])
        if after is Status.SELESAI and before is not after and is_reachable(session, row["ticket_id"], clock.now()):
            session.add(AskedEnd(seq=row["seq"], ticket_id=row["ticket_id"]))
            session.flush()
        elif by_reporter and row["kind"] in ANSWERS:
            asked = select(AskedEnd.seq).where(AskedEnd.ticket_id == row["ticket_id"], AskedEnd.seq < row["seq"])
            newest = asked.order_by(AskedEnd.seq.desc()).limit(1).scalar_subquery()
            session.execute(update(AskedEnd).where(AskedEnd.seq == newest).values(answer_seq=row["seq"]))
        before = after
