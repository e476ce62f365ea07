"""What came in and was resolved by a filter's tickets month by month, as it stood at a past moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from ...domain.as_of import AsOf
from ...domain.column_table import NEVER
from ...domain.lens import TicketFilter
from ...domain.period import months
from ...domain.status import TYPES, StatusType
from ...domain.survival import Whole
from ..scorecards.groups import Periods
from ..sources import Sources
from ..tickets.hidden import HiddenCount
from ..tickets.names import Names
from .changed import STATUSES
from .figures import first_known
from .lens import tickets_then

_RESOLVED = [place for place, status in enumerate(STATUSES) if TYPES[status] is StatusType.RESOLVED]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMonths:
    """``months``: (first day, received, resolved) of each; ``begun``: the day of the first ticket that was known."""

    filter: TicketFilter
    names: Names
    hidden: HiddenCount
    months: tuple[tuple[date, int, int], ...]
    begun: date | None
    as_of: AsOf

    @property
    def covered(self) -> tuple[date | None, date | None]:
        """As ``TicketList.covered``."""
        starts = [day for day in (self.filter.since, self.begun) if day is not None]
        return max(starts, default=None), self.filter.until


def past_months(sources: Sources, filter: TicketFilter, as_of: AsOf) -> PastMonths:
    """Of a filter of which nothing is ``only_today``, without hidden tickets, as a list has them. Raises
    TooManyTickets."""
    then = tickets_then(sources, [filter], as_of)
    shown = then.found(filter) & ~then.tickets.hidden
    resolved = shown & np.isin(then.tickets.status, _RESOLVED)
    cohort, first = then.tickets.tickets.cohort, first_known(sources.session, as_of)
    return PastMonths(
        filter=filter,
        names=then.names,
        hidden=then.hidden(filter),
        months=_counted(cohort.submitted[shown], cohort.ended[resolved], sources.city.zone),
        begun=first.astimezone(ZoneInfo(sources.city.zone)).date() if first else None,
        as_of=as_of,
    )


def _counted(came: Whole, done: Whole, zone: str) -> tuple[tuple[date, int, int], ...]:
    came, done = np.sort(came), np.sort(done[done < NEVER])
    both = np.concatenate([came, done])
    if not len(both):
        return ()
    first, last = (datetime.fromtimestamp(int(at), UTC) for at in (both.min(), both.max()))
    periods = Periods(list(months(first, last, zone)))
    parts = zip(periods.periods, periods.cut(came), periods.cut(done), strict=True)
    return tuple((month.days[0], a.stop - a.start, b.stop - b.start) for month, a, b in parts if month.days)
