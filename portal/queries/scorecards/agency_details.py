"""Whom each agency passed reports on to, who passed them on to it, and where its reports lie."""

from __future__ import annotations

from ...domain.agency_detail import AgencyDetail, place_counts
from ...domain.passing_on import PassedOn, passed_on, passing_on
from ...domain.period import Period, Span
from ...domain.survival import Whole
from ...domain.time_in_hand import CustodyColumns
from .by_agency import ByAgency
from .columns import Tickets
from .groups import Periods
from .times_in_hand import TimesInHand

#: Quarters and months have too few reports of one area, or between two agencies.
DETAILED = frozenset({Span.ALL, Span.YEAR, Span.DAYS})


class AgencyDetails:
    """What ``AgencyDetail`` holds, of any agency in any period; of the citizens' reports only."""

    def __init__(
        self, tickets: Tickets, custody: CustodyColumns, in_hand: TimesInHand, *, limit: int, as_of: int
    ) -> None:
        """``limit``: the city's hand-over limit in seconds; ``as_of``: up to when the tickets are known."""
        cohort = tickets.cohort
        found = passing_on(custody.take(cohort.by_citizens[custody.ticket]), cohort.seen(as_of))
        submitted = cohort.submitted[found.ticket]
        self._limit, self._area, self._in_hand = limit, tickets.area, in_hand
        self._given = ByAgency((found.giver, submitted, found.taker, found.held))
        self._taken = ByAgency((found.taker, submitted, found.giver, found.held))

    def of(self, agency: int, periods: Periods) -> dict[Period, AgencyDetail]:
        """The details of those of the ``periods`` that have any."""
        detailed = Periods([period for period in periods.periods if period.span in DETAILED])
        given, taken = (side.each(agency, detailed, self._passed_on) for side in (self._given, self._taken))
        part = self._in_hand.of(agency)
        area = self._area[part.times.ticket]
        places = [place_counts(part.times.take(had), area[had]) for had in detailed.cut(part.cohort.submitted)]
        found = zip(detailed.periods, given, taken, places, strict=True)
        return {period: AgencyDetail(given=g, taken=t, places=p) for period, g, t, p in found}

    def _passed_on(self, _submitted: Whole, other: Whole, held: Whole) -> PassedOn:
        return passed_on(other, held, self._limit)
