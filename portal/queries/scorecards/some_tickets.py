"""The columns of some tickets, with the same numbers that they have among all: for the figures of any filter."""

from __future__ import annotations

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.cohort import Cohort
from ...domain.survival import Whole
from ...models import Ticket
from .columns import IDS, one_of, read_tickets

#: From this part of all tickets on, reading all and leaving out the others is quicker than asking for each.
WIDE = 0.25


def read_cohort(session: Session, ids: Whole, of: int) -> Cohort:
    """The tickets with these ids, in the order of these; ``of``: how many there are in all.

    What was merged into them is read as well, for with it their citizens may have begun to wait.
    """
    wanted = np.unique(ids)
    tickets = read_tickets(session, None if len(wanted) > WIDE * of else with_merged(session, wanted))
    return tickets.cohort.take(np.isin(tickets.cohort.ticket, wanted))


def with_merged(session: Session, ids: Whole) -> Whole:
    """These and whatever was merged into them, through any number of merges."""
    known, new = ids, ids
    while len(new):
        found = [id for start in range(0, len(new), IDS) for id in _merged(session, new[start : start + IDS])]
        new = np.setdiff1d(np.array(found, dtype=np.int64), known)
        known = np.union1d(known, new)
    return known


def _merged(session: Session, into: Whole) -> list[int]:
    return list(session.scalars(select(Ticket.id).where(one_of(Ticket.duplicate_of, into))))
