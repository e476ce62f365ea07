"""Whom each agency passed reports on to, who passed them on to it, and where its reports lie."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.agency_detail import AgencyDetail, place_counts
from ...domain.passing_on import PassedOn, passed_on, passing_on
from ...domain.period import Period, Span
from ...domain.survival import Whole
from ...domain.time_in_hand import CustodyColumns
from .by_agency import AgencyRows, ByAgency, narrow_rows
from .columns import Tickets
from .groups import Periods
from .times_in_hand import PartInHand

#: Quarters and months have too few reports of one area, or between two agencies.
DETAILED = frozenset({Span.ALL, Span.YEAR, Span.DAYS})


@dataclass(frozen=True, slots=True)
class AgencyDetailRows:
    """What one agency's details are computed from: what it passed on and was given; the area of each row of its time in
    hand; the city's hand-over limit in seconds."""

    given: AgencyRows
    taken: AgencyRows
    area: Whole
    limit: int

    def by_period(self, part: PartInHand, periods: Periods) -> dict[Period, AgencyDetail]:
        """The details of those of the ``periods`` that have any; ``part``: what the agency had in hand."""
        detailed = Periods([period for period in periods.periods if period.span in DETAILED])
        given, taken = (side.each(detailed, self._passed_on) for side in (self.given, self.taken))
        cut = detailed.cut(part.cohort.submitted)
        places = [place_counts(part.times.take(had), self.area[had]) for had in cut]
        found = zip(detailed.periods, given, taken, places, strict=True)
        return {period: AgencyDetail(given=g, taken=t, places=p) for period, g, t, p in found}

    def _passed_on(self, _submitted: Whole, other: Whole, held: Whole) -> PassedOn:
        return passed_on(other, held, self.limit)


class AgencyDetails:
    """What ``AgencyDetail`` is computed from, of any agency; of the citizens' reports only."""

    def __init__(self, tickets: Tickets, custody: CustodyColumns, *, limit: int, as_of: int) -> None:
        """``limit``: the city's hand-over limit in seconds; ``as_of``: up to when the tickets are known."""
        cohort = tickets.cohort
        citizens, until = cohort.by_citizens, cohort.seen(as_of)
        first, *others = (passing_on(part.take(citizens[part.ticket]), until) for part in custody.parts())
        found = first.joined(others)
        submitted = cohort.submitted[found.ticket]
        self._limit, self._area = limit, tickets.keys.area
        self._given = ByAgency(narrow_rows(found.giver, submitted, found.taker, found.held))
        self._taken = ByAgency(narrow_rows(found.taker, submitted, found.giver, found.held))

    def of(self, agency: int, part: PartInHand) -> AgencyDetailRows:
        """``part``: what it had in hand."""
        area = self._area[part.times.ticket]
        return AgencyDetailRows(self._given.of(agency), self._taken.of(agency), area, self._limit)
