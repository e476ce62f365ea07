"""Every agency's own time with every public ticket, split by agency, and by category and area within one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...domain.cohort import UNTOLD, Cohort
from ...domain.column_table import narrowed, widened
from ...domain.figure import ENOUGH
from ...domain.survival import Whole
from ...domain.time_in_hand import CustodyColumns, TicketEnds, TimeInHand, time_in_hand
from .columns import Tickets
from .groups import split

#: Tickets that are looked at together: what is made of them on the way needs room.
AT_ONCE = 2**18


@dataclass(frozen=True, slots=True)
class PartInHand:
    """An agency's own times in order of submission, and the tickets that they are of, row by row."""

    times: TimeInHand
    cohort: Cohort


class TimesInHand:
    """All own times, to be taken by agency, by (agency, category), or by (agency, area of the highest level)."""

    def __init__(self, tickets: Tickets, custody: CustodyColumns, limit: int, as_of: int) -> None:
        """``limit``: the city's hand-over limit in seconds; ``as_of``: up to when the tickets are known."""
        self._tickets = tickets
        self._times = times = _times_in_hand(tickets, custody, limit, as_of)
        submitted = tickets.cohort.submitted[times.ticket]
        self._whole = ByPair(times.agency, np.zeros_like(times.agency), submitted)
        self._categories = ByPair(times.agency, tickets.keys.category[times.ticket], submitted)
        self._areas = ByPair(times.agency, tickets.keys.largest[times.ticket], submitted)

    @property
    def categories(self) -> list[tuple[int, int]]:
        """(agency, category) of all; category 0: none."""
        return [pair for pair, _ in self._categories.sizes]

    @property
    def areas(self) -> list[tuple[int, int]]:
        """(agency, area) where an agency had enough to be judged; area 0: none."""
        return [pair for pair, n in self._areas.sizes if n >= ENOUGH]

    def of(self, agency: int, category: int | None = None, area: int | None = None) -> PartInHand:
        """Those of an agency: of all, of one category, of one area, or of one category there."""
        if category is not None:
            rows = self._categories.rows(agency, category)
            if area is not None:
                rows = rows[self._tickets.keys.take(self._times.take(rows).ticket).largest == area]
        else:
            rows = self._whole.rows(agency, 0) if area is None else self._areas.rows(agency, area)
        times = self._times.take(rows)
        return PartInHand(times, self._tickets.cohort.take(times.ticket))


class ByPair:
    """The rows of each pair, in order of time."""

    def __init__(self, agency: Whole, other: Whole, times: Whole) -> None:
        self._step = int(other.max(initial=0)) + 1
        order, self._places = split(agency * self._step + other, times)
        self._order = narrowed(order)

    @property
    def sizes(self) -> list[tuple[tuple[int, int], int]]:
        return [(divmod(key, self._step), place.stop - place.start) for key, place in self._places.items()]

    def rows(self, agency: int, other: int) -> Whole:
        return widened(self._order[self._places.get(agency * self._step + other, slice(0, 0))])


def _times_in_hand(tickets: Tickets, custody: CustodyColumns, limit: int, as_of: int) -> TimeInHand:
    """Of some tickets after the other, each with what was merged into it."""
    ends, goes_on_in = _ends(tickets, as_of), tickets.keys.stays[custody.ticket]
    parts: list[TimeInHand] = []
    for start in range(0, len(tickets.keys.stays) or 1, AT_ONCE):
        rows = (goes_on_in >= start) & (goes_on_in < start + AT_ONCE)
        parts.append(time_in_hand(custody.take(rows), ends, limit).narrow())
    return parts[0].joined(parts[1:])


def _ends(tickets: Tickets, as_of: int) -> TicketEnds:
    """What the city reported to itself counts for nobody, unless a citizen's report goes on in it."""
    cohort, stays = tickets.cohort, tickets.keys.stays
    citizens = np.zeros(len(cohort), dtype=np.bool_)
    citizens[stays[cohort.by_citizens]] = True
    return TicketEnds(
        agency=tickets.keys.agency,
        closing=np.where(citizens[stays], cohort.closing, UNTOLD),
        stays=stays,
        target=cohort.due - cohort.stood - cohort.submitted,
        until=cohort.seen(as_of),
    )
