"""The indicators of the dimensions month by month: the months that are over, the newest last."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.city import OUTSIDE
from ...domain.coordination import Coordination, coordination_figures
from ...domain.figure import Figure, Why, nothing
from ...domain.implementation import Dimension, per_thousand, spread
from ...domain.period import Period, Span
from ...domain.period_scorecard import PeriodScorecard
from ...models import Agency, StoredScorecard, scorecard_json
from ..scorecards.in_force import in_force
from ..scorecards.periods import PublishedPeriods

MONTHS = 12
Trend = tuple[tuple[date, Figure], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsRead:
    """What trends are made of: the last months that are over, and the city's figures of each."""

    months: tuple[Period, ...]
    city: Mapping[str, PeriodScorecard]
    units: Mapping[str, tuple[Figure, ...]]  # by month: the share on time of each agency

    def trend(self, figure: Callable[[Period], Figure]) -> Trend:
        return tuple((month.days[0], figure(month)) for month in self.months if month.days)

    def of_city(self, figure: Callable[[PeriodScorecard], Figure]) -> Trend:
        """A figure of the city; nothing in a month without reports."""
        return self.trend(lambda m: figure(self.city[m.key]) if m.key in self.city else nothing(Why.EMPTY, 0))


def months_read(session: Session, published: PublishedPeriods, running: str) -> MonthsRead:
    """``running``: see months_over."""
    months = months_over(published.periods, running)
    keys = [month.key for month in months]
    city = select(StoredScorecard.period, StoredScorecard.figures).where(
        StoredScorecard.cell == "city", StoredScorecard.period.in_(keys), in_force()
    )
    return MonthsRead(
        months=months,
        city={row.period: scorecard_json.parsed(row.figures) for row in session.execute(city)},
        units=unit_shares(session, keys),
    )


def months_over(periods: Iterable[Period], running: str) -> tuple[Period, ...]:
    """``running``: the key of the month that is not over. The first of all is left out: data seldom begins on a 1st."""
    return tuple(p for p in periods if p.span is Span.MONTH and p.key < running)[1:][-MONTHS:]


def unit_shares(session: Session, periods: list[str]) -> Mapping[str, tuple[Figure, ...]]:
    """Of each period the share on time of every agency of the city."""
    rows = session.execute(
        select(StoredScorecard.period, StoredScorecard.figures)
        .join(Agency, Agency.id == StoredScorecard.agency_id)
        .where(StoredScorecard.scope == "agency", StoredScorecard.period.in_(periods), Agency.kind != OUTSIDE)
        .where(in_force())
    )
    found: dict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        found[row.period].append(scorecard_json.figure(json.loads(row.figures)["shares"]["on_time"]))
    return {period: tuple(figures) for period, figures in found.items()}


def trends(read: MonthsRead, found: Coordination, residents: int) -> Mapping[Dimension, Trend]:
    """``found``: all requests as they stood at the moment of the figures."""
    return {
        Dimension.STANDARDS: read.of_city(lambda sheet: sheet.card.on_time),
        Dimension.RESOURCES: read.of_city(_clearance),
        Dimension.COMMUNICATION: read.trend(lambda month: coordination_figures(found.begun_in(month)).median),
        Dimension.CHARACTER: read.trend(lambda month: _width(read.units.get(month.key, ()))),
        Dimension.CONDITIONS: read.of_city(lambda sheet: _rate(sheet, residents)),
        Dimension.DISPOSITION: read.of_city(lambda sheet: sheet.card.response.within[0]),
    }


def _clearance(sheet: PeriodScorecard) -> Figure:
    value = sheet.flow.clearance
    return nothing(Why.EMPTY, 0) if value is None else Figure(value, None, None, sheet.flow.received)


def _width(shares: tuple[Figure, ...]) -> Figure:
    found = spread(shares)
    return nothing(Why.EMPTY, 0) if found is None else Figure(found.width, None, None, found.n)


def _rate(sheet: PeriodScorecard, residents: int) -> Figure:
    value = per_thousand(sheet.card.received, residents)
    return nothing(Why.EMPTY, 0) if value is None else Figure(value, None, None, sheet.card.received)
