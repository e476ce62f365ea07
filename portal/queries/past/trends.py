"""The dimensions of policy implementation month by month, as they stood at a past moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import select

from ...domain.city import OUTSIDE
from ...domain.figure import Figure
from ...domain.implementation import Dimension
from ...domain.period import Period, Span
from ...domain.period_scorecard import PeriodScorecard
from ...models import Agency
from ...models.scorecard_json import as_stored
from ..implementation.conditions import all_residents
from ..implementation.months import MonthsRead, Trend, months_over, trends
from ..scorecards.groups import Periods
from ..sources import Sources
from .figures import PastFigures, PastGroups, group_sheets
from .requests import past_coordination

_SCOPES = frozenset({"city", "agency"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTrends:
    """What ``ImplementationPage`` has of them today. ``period``: the usual one of then."""

    period: Period
    as_of: datetime
    seq: int
    trends: Mapping[Dimension, Trend]


def past_trends(sources: Sources, figures: PastFigures) -> PastTrends:
    """By figures of the whole city."""
    return figures.kept("trends", lambda: _trends(sources, figures))


def _trends(sources: Sources, figures: PastFigures) -> PastTrends:
    session, city, as_of = sources.session, sources.city, figures.as_of
    requests = past_coordination(session, city, as_of).at(int(as_of.at.timestamp()))
    return PastTrends(
        period=figures.published.usual,
        as_of=as_of.at,
        seq=as_of.seq,
        trends=trends(months_then(sources, figures), requests, all_residents(session, city)),
    )


def months_then(sources: Sources, figures: PastFigures) -> MonthsRead:
    """The last months that were over, of those in which anything had come in that was known by then."""
    as_of, columns = figures.as_of, figures.columns
    known = Periods([period for period in figures.published.periods if period.span is Span.MONTH])
    known = known.holding(np.sort(columns.tickets.cohort.submitted))
    months = months_over(known.periods, f"{as_of.at.astimezone(ZoneInfo(sources.city.zone)):%Y-%m}")
    outside = set(sources.session.scalars(select(Agency.id).where(Agency.kind == OUTSIDE)))
    city: dict[str, PeriodScorecard] = {}
    units: dict[str, list[Figure]] = defaultdict(list)
    for group, month, sheet in group_sheets(columns, PastGroups(lambda of: of.scope in _SCOPES, months), as_of):
        if group.agency is None:
            city[month.key] = as_stored(sheet)
        elif group.agency not in outside:
            units[month.key].append(as_stored(sheet).card.on_time)
    return MonthsRead(months=months, city=city, units={key: tuple(shares) for key, shares in units.items()})
