"""Every agency's own time with every public ticket, split by agency, and by category within an agency."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...domain.cohort import UNTOLD, Cohort
from ...domain.time_in_hand import CustodyColumns, TicketEnds, TimeInHand, time_in_hand
from .columns import Tickets
from .groups import split


@dataclass(frozen=True, slots=True)
class PartInHand:
    """An agency's own times in order of submission, and the tickets that they are of, row by row."""

    times: TimeInHand
    cohort: Cohort


class TimesInHand:
    """All own times, to be taken by agency or by (agency, category)."""

    def __init__(self, tickets: Tickets, custody: CustodyColumns, limit: int, as_of: int) -> None:
        """``limit``: the city's hand-over limit in seconds; ``as_of``: up to when the tickets are known."""
        self._tickets = tickets
        self._times = time_in_hand(custody, _ends(tickets, as_of), limit)
        self._step = int(tickets.category.max(initial=0)) + 1
        submitted = tickets.cohort.submitted[self._times.ticket]
        self._order, self._by_agency = split(self._times.agency, submitted)
        keys = self._times.agency * self._step + tickets.category[self._times.ticket]
        self._order_by_category, self._by_category = split(keys, submitted)

    @property
    def keys(self) -> list[tuple[int, int]]:
        """(agency, category) of all; category 0: none."""
        return [divmod(key, self._step) for key in self._by_category]

    def of(self, agency: int, category: int | None = None) -> PartInHand:
        """Those of an agency, of all categories or of one."""
        if category is None:
            rows = self._order[self._by_agency.get(agency, slice(0, 0))]
        else:
            rows = self._order_by_category[self._by_category.get(agency * self._step + category, slice(0, 0))]
        times = self._times.take(rows)
        return PartInHand(times, self._tickets.cohort.take(times.ticket))


def _ends(tickets: Tickets, as_of: int) -> TicketEnds:
    """What the city reported to itself counts for nobody, unless a citizen's report goes on in it."""
    cohort, stays = tickets.cohort, tickets.stays
    citizens = np.zeros(len(cohort), dtype=np.bool_)
    citizens[stays[cohort.by_citizens]] = True
    return TicketEnds(
        agency=tickets.agency,
        closing=np.where(citizens[stays], cohort.closing, UNTOLD),
        stays=stays,
        target=cohort.due - cohort.submitted,
        until=cohort.seen(as_of),
    )
