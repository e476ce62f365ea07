"""The figures that a list opens with: how much is late and with whom, and how much was fixed within a week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from whoosh.query import Not, NumericRange, Or, Query, Term

from ..domain.city import City
from ..domain.lens import TicketFilter
from ..domain.status import Status
from ..search.engine import Engine
from ..search.narrowing import both
from .lens_names import Named, Names

FEW = 30  # a share of fewer tickets than this is not printed
WEEK = timedelta(days=7)
#: Rejected and duplicate tickets are left out of durations.
NOT_REJECTED = Not(Or([Term("status", Status.DITOLAK.value), Term("status", Status.DUPLIKAT.value)]))


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` tickets that came in on or before ``until``."""

    part: int
    whole: int
    until: date

    @property
    def share(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Answer:
    """``worst``: the agency with most overdue tickets and how many; ``fixed``: resolved within seven days,
    of the tickets that are old enough to show it (rejected and duplicate ones left out); None where too few."""

    worst: Named | None = None
    worst_count: int = 0
    fixed: Share | None = None


def answer(
    engine: Engine, tree: Query | None, filter: TicketFilter, now: datetime, overdue: int, names: Names, city: City
) -> Answer:
    """The figures of one filter."""
    worst, count = _worst(engine, tree, filter, now, names) if overdue else (None, 0)
    return Answer(worst, count, _fixed(engine, tree, filter, now, city))


def _worst(
    engine: Engine, tree: Query | None, filter: TicketFilter, now: datetime, names: Names
) -> tuple[Named | None, int]:
    late = engine.search(tree, replace(filter, overdue=True), now, limit=0, trend=False)
    counts = late.facets.get("agency", {})
    among = [
        (n, key) for key, n in counts.items() if key in names.agency and (not filter.agency or key in filter.agency)
    ]
    if not among:
        return None, 0
    count, key = max(among)
    return names.agency[key], count


def _fixed(engine: Engine, tree: Query | None, filter: TicketFilter, now: datetime, city: City) -> Share | None:
    """Needs no estimate: every ticket counted here has been watched for seven days."""
    if filter.overdue:
        return None  # none of these is resolved, by definition
    until = (now - WEEK).astimezone(ZoneInfo(city.zone)).date() - timedelta(days=1)
    if filter.until is not None:
        until = min(until, filter.until)
    if filter.since is not None and filter.since > until:
        return None
    old = replace(filter, until=until)
    whole = _count(engine, both([tree, NOT_REJECTED]), old, now)
    if whole < FEW:
        return None
    in_time = [Term("type", "resolved"), NumericRange("took", None, int(WEEK.total_seconds()))]
    return Share(_count(engine, both([tree, *in_time]), old, now), whole, until)


def _count(engine: Engine, tree: Query | None, filter: TicketFilter, now: datetime) -> int:
    return engine.search(tree, filter, now, limit=0, facets=False, trend=False).total
