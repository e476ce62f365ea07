"""The figures that a list opens with: how much is late and with whom, and how much was fixed within a week."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from whoosh.query import Not, NumericRange, Or, Query, Term

from ..domain.city import City
from ..domain.lens import Sort, TicketFilter
from ..domain.status import Status, Type
from ..search.engine import Engine
from ..search.narrowing import both
from .lens_names import Named, Names

_MOST_KEPT = 500
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


_KEPT: WeakKeyDictionary[Engine, OrderedDict[object, Answer]] = WeakKeyDictionary()


def answer(
    engine: Engine, tree: Query | None, filter: TicketFilter, now: datetime, overdue: int, names: Names, city: City
) -> Answer:
    """The figures of one filter; kept for its other pages and orders, as long as nothing has changed but the minute."""
    asked = replace(filter, page=1, sort=Sort.BEST)
    key = (engine.seq(), int(now.timestamp()) // 3600, overdue, asked, id(names))
    kept = _KEPT.setdefault(engine, OrderedDict())
    if key not in kept:
        worst, count = _worst(engine, tree, asked, now, names) if overdue else (None, 0)
        kept[key] = Answer(worst, count, _fixed(engine, tree, asked, now, city))
        while len(kept) > _MOST_KEPT:
            kept.popitem(last=False)
    return kept[key]


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
    return Share(_count(engine, both([tree, *resolved_within(WEEK)]), old, now), whole, until)


def resolved_within(span: timedelta) -> list[Query]:
    """What is true of tickets that were resolved so soon after they came in."""
    return [Term("type", Type.RESOLVED.value), NumericRange("took", None, int(span.total_seconds()))]


def _count(engine: Engine, tree: Query | None, filter: TicketFilter, now: datetime) -> int:
    return engine.search(tree, filter, now, limit=0, facets=False, trend=False).total
