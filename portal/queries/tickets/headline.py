"""The figures that a list opens with: the agency with most overdue tickets, and the share resolved in a week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from whoosh.query import Not, NumericRange, Or, Query, Term

from ...domain.lens import TicketFilter
from ...domain.source_clock import SourceClocks
from ...domain.status import StatusType
from ...search.engine import UNCOUNTED, Engine, Found
from ...search.filter_query import all_of, any_of
from ...search.index_entry import WEEK as WEEK_SECONDS
from ..sources import Sources
from .names import Named, Names, city_agencies, own_channels

FEW = 30  # a share of fewer tickets than this is not printed
WEEK = timedelta(seconds=WEEK_SECONDS)
#: Rejected and duplicate tickets are left out of durations.
NOT_REJECTED = Not(Or([Term("status", status.value) for status in sorted(UNCOUNTED)]))


@dataclass(frozen=True, slots=True)
class ResolvedShare:
    """``part`` of ``whole`` tickets that came in on or before ``until``. ``own``: how many beside these
    the city reported to itself, through ``channels``."""

    part: int
    whole: int
    until: date
    own: int = 0
    channels: tuple[str, ...] = ()

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
    own = tuple(key for key in own_channels(names) if not filter.channel or key in filter.channel)
    return Headline(worst, count, _fixed(sources, tree, filter, found, clocks, own))


def _worst(found: Found, names: Names) -> tuple[Named | None, int]:
    late = [(n, key) for key, n in found.overdue_by_agency.items() if key in city_agencies(names)]
    if not late:
        return None, 0
    count, key = max(late)
    return names.agency[key], count


def _fixed(
    sources: Sources, tree: Query | None, filter: TicketFilter, found: Found, clocks: SourceClocks, own: tuple[str, ...]
) -> ResolvedShare | None:
    """Needs no estimate: every ticket counted has been watched for seven days, whichever source told of it. ``own``:
    the city's own channels."""
    engine, city = sources.engine, sources.city
    if filter.overdue:
        return None  # none of these is resolved, by definition
    until = (watched(clocks) - WEEK).astimezone(ZoneInfo(city.zone)).date() - timedelta(days=1)
    if filter.since is not None and filter.since > until:
        return None
    if own:
        share = _of_citizens(engine, tree, filter, min(until, filter.until or until), clocks, own)
        return share if share.whole >= FEW else None
    part, whole = found.resolved_within_week, found.counted
    if filter.until is not None and filter.until <= until:
        until = filter.until
    else:
        young = replace(filter, since=until + timedelta(days=1))
        left_out = engine.count(all_of([tree, NOT_REJECTED]), young, clocks)
        whole -= left_out
        part -= engine.count(all_of([tree, *resolved_within(WEEK)]), young, clocks) if left_out else 0
    return ResolvedShare(part, whole, until) if whole >= FEW else None


def _of_citizens(
    engine: Engine, tree: Query | None, filter: TicketFilter, until: date, clocks: SourceClocks, own: tuple[str, ...]
) -> ResolvedShare:
    """Of the tickets until that day, all old enough, those that the city did not report to itself."""
    old = replace(filter, until=until)
    by_city = any_of([Term("channel", channel) for channel in own])
    whole = engine.count(all_of([tree, NOT_REJECTED, Not(by_city)]), old, clocks)
    part = engine.count(all_of([tree, *resolved_within(WEEK), Not(by_city)]), old, clocks)
    left_out = engine.count(all_of([tree, by_city]), old, clocks)
    return ResolvedShare(part, whole, until, left_out, own)


def watched(clocks: SourceClocks) -> datetime:
    """The moment up to which all sources have spoken."""
    return min([clocks.now, *(clocks.until(one.name) for one in clocks.sources)])


def resolved_within(span: timedelta) -> list[Query]:
    """Conditions on the index: resolved, and at most ``span`` after submission."""
    return [Term("type", StatusType.RESOLVED.value), NumericRange("took", None, int(span.total_seconds()))]
