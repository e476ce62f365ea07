"""The six dimensions of policy implementation: the indicators of a period, and how each went month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.coordination import CoordinationFigures, coordination_figures, days_lost
from ...domain.implementation import ACTIVE, Dimension, Spread, per_officer, spread
from ...domain.period import ALL, Period
from ...domain.period_scorecard import PeriodScorecard
from ...domain.staff_act import StaffAct
from ...models import AuditEntry, StoredScorecard, scorecard_json
from ..city.index_state import mark_of
from ..scorecards.in_force import in_force
from ..scorecards.periods import PublishedPeriods, published_periods
from ..sources import Sources
from .conditions import Conditions, conditions
from .coordination import coordination
from .months import Trend, months_read, trends, unit_shares

#: Who tried to sign in has done nothing yet.
_KEPT_OUT = (StaffAct.SIGN_IN_REFUSED.value, StaffAct.SIGN_IN_DELAYED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Open tickets, and the officers who did something at the desk lately; ``each``: open ones per officer."""

    open: int
    officers: int

    @property
    def each(self) -> float | None:
        return per_officer(self.open, self.officers)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplementationPage:
    """Everything as of one moment and event. ``own_targets`` of the ``categories`` have a target of their own."""

    period: Period
    periods: tuple[Period, ...]
    as_of: datetime
    seq: int
    head: str
    city: PeriodScorecard
    own_targets: int
    categories: int
    resources: Resources
    coordination: CoordinationFigures
    lost: float
    spread: Spread | None
    conditions: Conditions
    trends: Mapping[Dimension, Trend]


def has_figures(session: Session, zone: str) -> bool:
    """Whether anything was computed yet."""
    return published_periods(session, zone) is not None


def implementation_page(sources: Sources, period: str, now: datetime) -> ImplementationPage | None:
    """The page of a period's key ('' for the usual one); None when nothing is published for it."""
    session, zone = sources.session, sources.city.zone
    published = published_periods(session, zone)
    chosen = published.find(period) if published else None
    if published is None or chosen is None:
        return None
    sheets = _sheets(session, chosen)
    requests = coordination(session, sources.cache)[0].at(int(published.as_of.timestamp()))
    made, found = requests.begun_in(chosen), conditions(sources, chosen, now)
    categories = sources.city.categories.values()
    read = months_read(session, published, f"{published.as_of.astimezone(ZoneInfo(zone)):%Y-%m}")
    return ImplementationPage(
        period=chosen,
        periods=published.periods,
        as_of=published.as_of,
        seq=published.seq,
        head=mark_of(session, published.seq),
        city=sheets[chosen.key],
        own_targets=sum(category.resolution_hours is not None for category in categories),
        categories=len(categories),
        resources=Resources(open=sheets[ALL.key].card.backlog.n, officers=_officers(session, published)),
        coordination=coordination_figures(made),
        lost=days_lost(made),
        spread=spread(unit_shares(session, [chosen.key]).get(chosen.key, ())),
        conditions=found,
        trends=trends(read, requests, found.residents),
    )


def _sheets(session: Session, period: Period) -> dict[str, PeriodScorecard]:
    """The city's figures of the period, and of all time."""
    rows = session.execute(
        select(StoredScorecard.period, StoredScorecard.figures).where(
            StoredScorecard.cell == "city", StoredScorecard.period.in_([period.key, ALL.key]), in_force()
        )
    )
    return {row.period: scorecard_json.parsed(row.figures) for row in rows}


def _officers(session: Session, published: PublishedPeriods) -> int:
    """How many people did something at the desk within the last days before the figures' moment, as the audit tells."""
    acted = select(func.count(AuditEntry.officer_id.distinct())).where(
        AuditEntry.at > published.as_of - ACTIVE, AuditEntry.at <= published.as_of, AuditEntry.act.not_in(_KEPT_OUT)
    )
    return session.scalar(acted) or 0
