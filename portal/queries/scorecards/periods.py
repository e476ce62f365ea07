"""Which periods have scorecards, which one a page shows, and as of which moment and event the figures are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.period import ALL, Period, Span, asks_for_days, parse
from ...models import ScorecardEdition, StoredScorecard
from ..city.index_state import mark_of
from ..city.version import CITY_VERSION
from .in_force import in_force

#: A year is shown by default once it has lasted this long; until then the year before it.
SETTLED = timedelta(days=90)
#: The city has a scorecard in every period that any group has one in.
_CITY = (
    select(StoredScorecard.period, ScorecardEdition.as_of, ScorecardEdition.seq)
    .join(ScorecardEdition, in_force())
    .where(StoredScorecard.cell == "city")
)
_VERSION = _CITY.add_columns(CITY_VERSION.label("city")).where(StoredScorecard.period == ALL.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPeriods:
    """The moment and the event that all figures are of, and the periods that there are, longest first. ``zone``: in
    whose calendar any days may be asked for besides; '' where what is not stored cannot be had."""

    as_of: datetime
    seq: int
    periods: tuple[Period, ...]
    zone: str = ""

    def find(self, key: str) -> Period | None:
        """The period of that key, the usual one for ''; None when there are no figures of it."""
        if not key:
            return self.usual
        if self.zone and asks_for_days(key):
            return parse(key, self.zone)
        return next((period for period in self.periods if period.key == key), None)

    def begun(self, now: datetime) -> tuple[Period, ...]:
        """Those that have begun."""
        return tuple(period for period in self.periods if period.since is None or period.since <= now)

    def year_of(self, key: str) -> Period | None:
        """The published year that a quarter's or month's key lies in."""
        return self.find(key[:4]) if key[4:5] == "-" else None

    @property
    def usual(self) -> Period:
        """The newest year that is old enough to be judged, else all."""
        years = [p for p in self.periods if p.span is Span.YEAR]
        fit = [p for p in years if p.since is not None and p.since + SETTLED <= self.as_of]
        return fit[-1] if fit else ALL


def published_periods(session: Session, zone: str) -> PublishedPeriods | None:
    """The periods of the stored figures; None before the first computation or in an empty city."""
    rows = session.execute(_CITY.order_by(StoredScorecard.period)).all()
    if not rows:
        return None
    periods = [found for row in rows if (found := parse(row.period, zone)) is not None]
    order = list(Span)
    return PublishedPeriods(
        as_of=rows[0].as_of,
        seq=rows[0].seq,
        periods=tuple(sorted(periods, key=lambda p: (order.index(p.span), p.key))),
    )


def scorecards_version(session: Session) -> tuple[int, int, int] | None:
    """(as-of second, seq) of the stored figures and the city's version: changes whenever a list of figures does."""
    row = session.execute(_VERSION).first()
    return (int(row.as_of.timestamp()), row.seq, row.city) if row else None


def scorecards_mark(session: Session) -> str:
    """The event up to which the stored figures were computed, with its hash: ``107608:3f2a...``; "" without any."""
    computed = scorecards_version(session)
    return f"{computed[1]}:{mark_of(session, computed[1])}" if computed else ""
