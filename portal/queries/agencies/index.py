"""All agencies side by side in one period, each kind in its own order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.city import OUTSIDE
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ...domain.ranking import Rank, ranked
from ...models import Agency, StoredScorecard, scorecard_json
from ..scorecards.periods import published_periods


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One agency; ``alike``: short names of those of its kind whose interval overlaps, nearest first."""

    slug: str
    name: str
    short: str
    kind: str
    sheet: PeriodScorecard
    standing: Rank
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyKind:
    """Agencies that may be compared: of one kind; the ranked first, fastest on top, then the small ones."""

    kind: str
    rows: tuple[AgencyRow, ...]

    @property
    def received(self) -> int:
        return sum(row.sheet.card.received for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyList:
    """The list; kinds with most complaints first. ``city`` holds the figures of all tickets together."""

    period: Period
    periods: tuple[Period, ...]
    as_of: datetime
    seq: int
    city: PeriodScorecard
    kinds: tuple[AgencyKind, ...]

    @property
    def rows(self) -> list[AgencyRow]:
        return [row for kind in self.kinds for row in kind.rows]


def agency_list(session: Session, period: str, zone: str) -> AgencyList | None:
    """The list of a period's key ('' for the usual one); None when nothing is published for it."""
    published = published_periods(session, zone)
    chosen = published.find(period) if published else None
    if published is None or chosen is None:
        return None
    city = session.execute(
        select(StoredScorecard.figures).where(StoredScorecard.cell == "city", StoredScorecard.period == chosen.key)
    ).scalar_one()
    return AgencyList(
        period=chosen,
        periods=published.periods,
        as_of=published.as_of,
        seq=published.seq,
        city=scorecard_json.parsed(city),
        kinds=_kinds(session, chosen),
    )


def _kinds(session: Session, period: Period) -> tuple[AgencyKind, ...]:
    rows = session.execute(
        select(Agency.slug, Agency.name, Agency.short, Agency.kind, StoredScorecard.figures)
        .join(Agency, Agency.id == StoredScorecard.agency_id)
        .where(StoredScorecard.scope == "agency", StoredScorecard.period == period.key, Agency.kind != OUTSIDE)
        .order_by(Agency.kind, Agency.id)
    )
    kinds = [
        _kind(kind, {r.slug: (r.name, r.short, scorecard_json.parsed(r.figures)) for r in part})
        for kind, part in groupby(rows, key=lambda row: str(row.kind))
    ]
    return tuple(sorted(kinds, key=lambda k: (-k.received, k.kind)))


def _kind(kind: str, agencies: dict[str, tuple[str, str, PeriodScorecard]]) -> AgencyKind:
    order = ranked({slug: found.card.resolution.median for slug, (_, _, found) in agencies.items()})
    rows = [
        AgencyRow(
            slug=standing.key,
            name=agencies[standing.key][0],
            short=agencies[standing.key][1],
            kind=kind,
            sheet=agencies[standing.key][2],
            standing=standing,
            alike=tuple(agencies[other][1] for other in standing.alike),
        )
        for standing in order
    ]
    fit = [row for row in rows if row.standing.best is not None]
    unfit = [row for row in rows if row.standing.best is None]
    return AgencyKind(kind=kind, rows=(*fit, *sorted(unfit, key=lambda r: (-r.sheet.card.received, r.slug))))
