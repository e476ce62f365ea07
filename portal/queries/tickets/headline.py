"""The figures that a list opens with: the agency with most overdue tickets, and the share resolved in a week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from whoosh.query import Not, NumericRange, Or, Query, Term

from ...domain.lens import TicketFilter
from ...domain.source_clock import SourceClocks
from ...domain.status import StatusType
from ...search.engine import UNCOUNTED, Found
from ...search.filter_query import all_of
from ...search.index_entry import WEEK as WEEK_SECONDS
from ..sources import Sources
from .names import Named, Names

FEW = 30  # a share of fewer tickets than this is not printed
WEEK = timedelta(seconds=WEEK_SECONDS)
#: Rejected and duplicate tickets are left out of durations.
NOT_REJECTED = Not(Or([Term("status", status.value) for status in sorted(UNCOUNTED)]))


@dataclass(frozen=True, slots=True)
class ResolvedShare:
    """``part`` of ``whole`` tickets that came in on or before ``until``."""

    part: int
    whole: int
    until: date

    @property
    def share(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Headline:
    """``worst``: the agency with most overdue tickets and how many; ``fixed``: resolved within seven days,
    of the tickets that are old enough to show it (rejected and duplicate ones left out); None where too few."""

    worst: Named | None = None
    worst_count: int = 0
    fixed: ResolvedShare | None = None


def headline(
    sources: Sources, tree: Query | None, filter: TicketFilter, found: Found, names: Names, clocks: SourceClocks
) -> Headline:
    """The figures of one filter, of which ``found`` has counted most."""
    worst, count = _worst(found, names)
    return Headline(worst, count, _fixed(sources, tree, filter, found, clocks))


def _worst(found: Found, names: Names) -> tuple[Named | None, int]:
    late = [(n, key) for key, n in found.overdue_by_agency.items() if key in names.agency]
    if not late:
        return None, 0
    count, key = max(late)
    return names.agency[key], count


def _fixed(
    sources: Sources, tree: Query | None, filter: TicketFilter, found: Found, clocks: SourceClocks
) -> ResolvedShare | None:
    """Needs no estimate: every ticket counted has been watched for seven days, whichever source told of it."""
    engine, city = sources.engine, sources.city
    if filter.overdue:
        return None  # none of these is resolved, by definition
    until = (watched(clocks) - WEEK).astimezone(ZoneInfo(city.zone)).date() - timedelta(days=1)
    if filter.since is not None and filter.since > until:
        return None
    part, whole = found.resolved_within_week, found.counted
    if filter.until is not None and filter.until <= until:
        until = filter.until
    else:
        young = replace(filter, since=until + timedelta(days=1))
        left_out = engine.count(all_of([tree, NOT_REJECTED]), young, clocks)
        whole -= left_out
        part -= engine.count(all_of([tree, *resolved_within(WEEK)]), young, clocks) if left_out else 0
    return ResolvedShare(part, whole, until) if whole >= FEW else None


def watched(clocks: SourceClocks) -> datetime:
    """The moment up to which all sources have spoken."""
    return min([clocks.now, *(clocks.until(one.name) for one in clocks.sources)])


def resolved_within(span: timedelta) -> list[Query]:
    """Conditions on the index: resolved, and at most ``span`` after submission."""
    return [Term("type", StatusType.RESOLVED.value), NumericRange("took", None, int(span.total_seconds()))]
