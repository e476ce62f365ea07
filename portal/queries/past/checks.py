"""Who checked what others called done at a past moment: every check as it stood then, as far as the log knew it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.checking import Checks, disputes_of_checks
from ...domain.city import City
from ...domain.column_table import NEVER
from ...domain.custody import CustodyRole
from ...domain.event import EventDraft, Kind
from ...domain.source_log import LogEntry, taken_back
from ...domain.survival import Whole
from ...models import Custody, Event
from ..city.clocks import read_sources
from ..implementation.checking import read_checks
from ..scorecards.columns import snapshot
from .changed import hidden_until_now
from .waits import FoldedTicket, folded, moved_since, told_by

_VERDICTS = frozenset({Kind.VALIDATED, Kind.VALIDATION_REFUSED})
#: (ticket, agency, work, start, end, source, until, answered, agreed)
_Row = tuple[int, int, int, int, int, int, int, bool, bool]
#: Tickets that lie or lay to be checked by what is known now, and those whose end was told anew since.
_CHECKED = select(Custody.ticket_id).where(Custody.role == CustodyRole.CHECKING.value)
_DONE = select(Event.ticket_id).where(Event.kind.in_((Kind.COMPLETED.value, *(one.value for one in _VERDICTS))))


def past_checks(session: Session, city: City, as_of: AsOf) -> Checks:
    """As ``queries.implementation.checking`` has all checks today."""
    with snapshot(session):
        sources = read_sources(session)
        moved = moved_since(session, as_of, _CHECKED.union(_DONE))
        still = read_checks(session, sources).without(np.array([*moved], dtype=np.int64))
        tickets = list(folded(session, city, as_of, moved, sources))
        found = still.joined(_anew(tickets, hidden_until_now(session, as_of)))
        found = found.take(np.asarray(found.start <= int(as_of.at.timestamp()), dtype=np.bool_))
        return found.heard(told_by(session, sources, as_of.seq))


def _anew(tickets: Sequence[FoldedTicket], hidden: Whole) -> Checks:
    rows = [row for one in tickets for row in _rows(one)]
    columns: list[Any] = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    ticket, agency, work, start, end, source, until, answered, agreed = columns or [np.zeros(0, dtype=np.int64)] * 9
    said = [
        (one.id, int(draft.at.timestamp())) for one in tickets for draft in _stands(one) if draft.kind is Kind.DISPUTED
    ]
    disputes = np.array(said, dtype=np.int64).reshape(-1, 2).T
    return Checks(
        ticket=ticket,
        agency=agency,
        work=work,
        start=start,
        end=end,
        source=source,
        until=until,
        answered=np.asarray(answered == 1, dtype=np.bool_),
        agreed=np.asarray(agreed == 1, dtype=np.bool_),
        hidden=np.isin(ticket, hidden),
        disputed=disputes_of_checks(ticket, start, end, (disputes[0], disputes[1])),
    )


def _rows(of: FoldedTicket) -> Iterator[_Row]:
    verdicts = {draft.at: draft.kind for draft in _stands(of) if draft.kind in _VERDICTS}  # of one moment the newest
    for period in of.ticket.custody:
        if period.role is CustodyRole.CHECKING:
            end = NEVER if period.end is None else int(period.end.timestamp())
            verdict = verdicts.get(period.end) if period.end else None
            said = verdict is not None, verdict is Kind.VALIDATED
            start = int(period.start.timestamp())
            yield of.id, period.agency, of.ticket.state.agency, start, end, of.source, of.until, *said


def _stands(of: FoldedTicket) -> Iterator[EventDraft]:
    """What was not overtaken or taken back by then, in order of time."""
    gone = taken_back([LogEntry(seq, draft) for seq, draft in of.log])
    return (draft for place, (_, draft) in enumerate(of.log) if place not in gone)
