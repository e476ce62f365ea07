"""What came in and was resolved by a filter's tickets, month by month, as a page draws it."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from ...charts.monthly import MonthlyChart, monthly_chart
from ...context import current_portal
from ...queries.past.months import PastMonths
from ...queries.tickets.index import TicketList


def past_trend(found: PastMonths) -> MonthlyChart:
    """The same as of a past moment."""
    zone = ZoneInfo(current_portal().city.zone)
    return monthly_chart(found.months, found.as_of.at.astimezone(zone).date(), found.covered)


def trend_of(found: TicketList) -> MonthlyChart:
    """What came in and was resolved, month by month."""
    zone = ZoneInfo(current_portal().city.zone)
    return monthly_chart(
        ((date(m.month // 100, m.month % 100, 1), m.received, m.resolved) for m in found.trend),
        found.clocks.latest.astimezone(zone).date(),
        found.covered,
    )
