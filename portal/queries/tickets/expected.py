"""How much longer a report that waits may take: what others of its category took that had waited for as long."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ...domain.expectation import Expectation
from ...domain.figure import Figure, Why
from ...domain.source_clock import SourceClocks
from ...models import StoredExpectation
from .version import TicketVersion

SECOND = timedelta(seconds=1)
_of = StoredExpectation.__table__.c
_EXPECTED = (
    select(_of.waited, _of.n, _of.half, _of.low, _of.high)
    .where(_of.category_id == bindparam("category"), _of.waited <= bindparam("waited"))
    .order_by(_of.waited.desc(), _of.seq)
    .limit(1)
)


def expected(session: Session, known: TicketVersion, clocks: SourceClocks) -> Expectation | None:
    """What to expect of an open ticket, by how long it is known to have waited; None where too few say anything. It is
    a part of the version of the ticket's page."""
    if not known.open or known.row.category_id is None:
        return None
    waited = max(timedelta(), clocks.until(known.source, known.desk_at) - known.row.submitted_at) // SECOND
    row = session.execute(_EXPECTED, {"category": known.row.category_id, "waited": waited}).first()
    if row is None:
        return None
    why = Why.NOT_REACHED if row.half is None else Why.SHOWN
    return Expectation(row.waited, Figure(row.half, row.low, row.high, row.n, why))
