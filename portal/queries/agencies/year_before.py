"""An agency's figures of a period beside those of the same stretch of the calendar a year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from ...domain.change import Change, ComparedYears, compared_years
from ...domain.period import Period, year_before
from ..scorecards.page import stored_sheets
from .page import AgencyPage


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBefore:
    """``begins``: the day of the city's first ticket, where that lies within the earlier period; ``running``: the later
    one is not over. ``received``: how many reports the figures are of, now and then."""

    period: Period
    begins: date | None
    running: bool
    received: tuple[int, int]
    figures: tuple[ComparedYears, ...]

    @property
    def told_apart(self) -> tuple[ComparedYears, ...]:
        """Where the difference is no chance."""
        return tuple(one for one in self.figures if one.change in (Change.BETTER, Change.WORSE))

    @property
    def comparable(self) -> bool:
        """Whether anything can be said at all."""
        return any(one.change not in (Change.FEW, Change.YOUNG) for one in self.figures)


def agency_year_before(session: Session, found: AgencyPage, zone: str) -> YearBefore | None:
    """None of all time, and where one of both has no figures."""
    before = year_before(found.period, zone)
    if before is None or found.sheet is None or before.since is None:
        return None
    cell = f"agency:{found.id}"
    earlier = found.past.before if found.past else stored_sheets(session, before, cell).get(cell)
    if earlier is None:
        return None
    first = before.since.astimezone(ZoneInfo(zone)).date()
    return YearBefore(
        period=before,
        begins=found.begun if found.begun and found.begun > first else None,
        running=found.as_of is not None and found.period.until is not None and found.as_of < found.period.until,
        received=(found.sheet.card.received, earlier.card.received),
        figures=compared_years(found.sheet, earlier),
    )
