"""The finding of the week with the name of what it is about, as it is stored or as of a past moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import select

from ..domain.weekly_finding import STEPS, WEEKS_A_STEP, SubjectKind, WeeklyFinding
from ..models import StoredFinding, finding_json
from .past.figures import PastFigures
from .scorecards.late_courses import areas_compared, week_of, weeks_end
from .sources import Sources
from .tickets.names import Named, lens_names


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """``named``: what the finding is about, None where nothing stands out. ``week``: when the week began that it is of;
    what is later is not looked at. ``as_of``, ``seq``: the moment and the event that it is of."""

    of: WeeklyFinding
    named: Named | None
    week: datetime
    as_of: datetime
    seq: int

    @property
    def is_area(self) -> bool:
        return self.of.subject is not None and self.of.subject.kind is SubjectKind.AREA

    @property
    def last_day(self) -> datetime:
        """A moment of the last day that is looked at."""
        return self.day_before(self.week)

    @staticmethod
    def day_before(end: datetime) -> datetime:
        """A moment of the last day of what ends then."""
        return end - timedelta(seconds=1)

    @property
    def steps(self) -> list[tuple[datetime, datetime]]:
        """When each step began and ended."""
        edges = [self.week - timedelta(weeks=WEEKS_A_STEP * back) for back in range(STEPS, -1, -1)]
        return list(pairwise(edges))


def finding_page(sources: Sources, past: PastFigures | None = None) -> FindingPage | None:
    """The finding; None before the first computation, and where nothing had come in. ``past``: the figures of a past
    moment, where today's are not meant."""
    found = _stored(sources)
    if past is not None and (found is None or found[2:] != (past.as_of.at, past.as_of.seq)):
        found = _past(sources, past)
    if found is None:
        return None
    of, week, as_of, seq = found
    named = lens_names(sources).by_id(of.subject.kind.value, of.subject.id) if of.subject else None
    return FindingPage(of=of, named=named, week=week, as_of=as_of, seq=seq)


def _stored(sources: Sources) -> tuple[WeeklyFinding, datetime, datetime, int] | None:
    row = sources.session.execute(select(StoredFinding).order_by(StoredFinding.seq.desc()).limit(1)).scalar()
    return (finding_json.parsed(row.finding), row.week, row.as_of, row.seq) if row else None


def _past(sources: Sources, past: PastFigures) -> tuple[WeeklyFinding, datetime, datetime, int] | None:
    tickets, as_of = past.columns.tickets, past.as_of
    week = weeks_end(tickets, as_of.at, sources.city.zone)
    if week is None:
        return None
    areas = areas_compared(sources.session, sources.city)
    return past.kept("weekly finding", lambda: week_of(tickets, areas, week)), week, as_of.at, as_of.seq
