"""Who waited for whom at a past moment: every request as it stood then, as far as the log knew it by some event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.city import City
from ...domain.column_table import NEVER
from ...domain.coordination import Coordination, asked_on
from ...domain.custody import CustodyRole
from ...domain.event import Kind
from ...domain.survival import Whole
from ...models import Event
from ..city.clocks import read_sources
from ..implementation.coordination import read_coordination
from ..scorecards.columns import snapshot
from .changed import hidden_until_now
from .waits import FoldedTicket, folded, moved_since, told_by

#: (ticket, asking, asked, start, end, source, until, answered, 1 where one that was itself asked has asked on)
_Row = tuple[int, int, int, int, int, int, int, bool, bool]
_ASKED = select(Event.ticket_id).where(Event.kind == Kind.COORDINATION_ASKED.value).distinct()


def past_coordination(session: Session, city: City, as_of: AsOf) -> Coordination:
    """As ``queries.implementation.coordination`` has all requests today."""
    with snapshot(session):
        sources = read_sources(session)
        moved = moved_since(session, as_of, _ASKED)
        still = read_coordination(session, sources).without(np.array([*moved], dtype=np.int64))
        rows = [row for one in folded(session, city, as_of, moved, sources) for row in _rows(one)]
        found = still.joined(_columns(rows, hidden_until_now(session, as_of)))
        found = found.take(np.asarray(found.start <= int(as_of.at.timestamp()), dtype=np.bool_))
        return found.heard(told_by(session, sources, as_of.seq))


def _rows(of: FoldedTicket) -> Iterator[_Row]:
    answers = {draft.at for _, draft in of.log if draft.kind is Kind.COORDINATION_ANSWERED}
    for before, period in pairwise([None, *of.ticket.custody]):
        if period is None or period.role is not CustodyRole.ASKED:
            continue
        asking = before.agency if before else of.ticket.state.agency
        end = NEVER if period.end is None else int(period.end.timestamp())
        on = before is not None and before.role is CustodyRole.ASKED
        start = int(period.start.timestamp())
        yield of.id, asking, period.agency, start, end, of.source, of.until, period.end in answers, on


def _columns(rows: Sequence[_Row], hidden: Whole) -> Coordination:
    columns: list[Any] = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    ticket, asking, asked, start, end, source, until, answered, on = columns or [np.zeros(0, dtype=np.int64)] * 9
    found = Coordination(
        ticket=ticket,
        asking=asking,
        asked=asked,
        start=start,
        end=end,
        left=end.copy(),
        source=source,
        until=until,
        answered=np.asarray(answered == 1, dtype=np.bool_),
        hidden=np.isin(ticket, hidden),
    )
    return asked_on(found, np.asarray(on == 1, dtype=np.bool_))
