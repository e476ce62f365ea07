"""The columns of some tickets, with the same numbers that they have among all: for the figures of any filter."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ...domain.cohort import Cohort
from ...domain.survival import Whole
from ...models import Ticket
from .columns import read_tickets
from .number_columns import IDS, one_of

#: From this part of all tickets on, reading all and leaving out the others is quicker than asking for each.
WIDE = 0.25


def read_cohort(session: Session, ids: Whole, of: int) -> Cohort:
    """The tickets with these ids, in the order of these; ``of``: how many there are in all.

    What was merged into them is read as well, for with it their citizens may have begun to wait; and what they were
    merged into, which may have ended before.
    """
    wanted = np.unique(ids)
    tickets = read_tickets(session, None if len(wanted) > WIDE * of else with_merges(session, wanted))
    return tickets.cohort.take(np.isin(tickets.cohort.ticket, wanted))


def with_merges(session: Session, ids: Whole) -> Whole:
    """These, whatever was merged into them, and what they were merged into, through any number of merges."""
    merged = _closure(session, ids, Ticket.id, Ticket.duplicate_of)
    return _closure(session, merged, Ticket.duplicate_of, Ticket.id)


def _closure(session: Session, ids: Whole, found: InstrumentedAttribute[Any], of: InstrumentedAttribute[Any]) -> Whole:
    """These and all that are reached from them by the column ``found`` of the rows whose ``of`` is known."""
    known, new = ids, ids
    while len(new):
        rows = (new[start : start + IDS] for start in range(0, len(new), IDS))
        reached = [id for part in rows for id in session.scalars(select(found).where(one_of(of, part)))]
        new = np.setdiff1d(np.array([id for id in reached if id], dtype=np.int64), known)
        known = np.union1d(known, new)
    return known
