"""The figure that a list opens with: the share resolved in a week, unless the filter has chosen by the outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from whoosh.query import Not, NumericRange, Or, Query, Term

from ...domain.condition import OUTCOMES as CONDITIONS
from ...domain.figure import Figure, wilson
from ...domain.lens import TicketFilter
from ...domain.source_clock import SourceClocks
from ...domain.status import StatusType
from ...search.engine import UNCOUNTED, Engine, Found
from ...search.filter_query import all_of, any_of
from ...search.index_entry import WEEK as WEEK_SECONDS
from ...search.interpretation import ParsedPart, ParsedQuery
from ..sources import Sources
from .names import Names, own_channels

FEW = 30  # a share of fewer tickets than this is not printed
WEEK = timedelta(seconds=WEEK_SECONDS)
#: Fields of the query language that choose tickets by what became of them. What agencies answered is among it: that
#: they did, and often that it is done.
OUTCOMES = frozenset({"status", "days", "ever", "holder", "asked", "handoffs", "answer"})
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
    def figure(self) -> Figure:
        return wilson(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Headline:
    """``fixed``: resolved within seven days, of the tickets that are old enough to show it (rejected and duplicate ones
    left out); None where too few, or ``by_outcome``: where the filter chose by the outcome, a share would be of what
    was chosen, not of how complaints are dealt with. ``answers_too``: see words_of_answers."""

    fixed: ResolvedShare | None = None
    by_outcome: bool = False
    answers_too: bool = False


def headline(
    sources: Sources, reading: ParsedQuery, filter: TicketFilter, found: Found, names: Names, clocks: SourceClocks
) -> Headline:
    """The figure of one filter, of which ``found`` has counted most: those that are ``week_old``."""
    if chosen_by_outcome(filter, reading.part):
        return Headline(by_outcome=True)
    channels = [key for key in own_channels(names) if not filter.channel or key in filter.channel]
    own = tuple(key for key in channels if key not in filter.excluded_from("channel"))
    fixed = _fixed(sources, reading.tree, filter, found, clocks, own)
    return Headline(fixed, answers_too=words_of_answers(reading.part))


def chosen_by_outcome(filter: TicketFilter, part: ParsedPart | None) -> bool:
    """Whether a filter, or its words as they were read, asks by status, ending, waiting time, holder, help that was
    asked for, lateness, answers, or a condition on what became of a ticket."""
    if filter.asks("status") or filter.overdue or filter.asks("asked"):
        return True
    if part is None:
        return False
    by_condition = part.field == "is" and bool(CONDITIONS.intersection(part.values))
    return by_condition or part.field in OUTCOMES or any(chosen_by_outcome(filter, p) for p in part.parts)


def words_of_answers(part: ParsedPart | None) -> bool:
    """Whether words are asked for that may stand in an agency's answer alone: who was answered is found more easily,
    so that a share of what was found flatters a little."""
    if part is None:
        return False
    anywhere = part.kind in ("word", "phrase", "prefix") and not part.field
    return anywhere or any(words_of_answers(one) for one in part.parts)


def _fixed(
    sources: Sources, tree: Query | None, filter: TicketFilter, found: Found, clocks: SourceClocks, own: tuple[str, ...]
) -> ResolvedShare | None:
    """Needs no estimate: every ticket counted has been watched for seven days, whichever source told of it. ``own``:
    the city's own channels."""
    until = week_old(clocks, sources.city.zone)
    if filter.since is not None and filter.since > until:
        return None
    if own:
        share = _of_citizens(sources.engine, tree, filter, min(until, filter.until or until), clocks, own)
        return share if share.whole >= FEW else None
    share = ResolvedShare(found.resolved_within_week, found.counted, min(until, filter.until or until))
    return share if share.whole >= FEW else None


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


def week_old(clocks: SourceClocks, zone: str) -> date:
    """The last day whose tickets have all been watched for a week."""
    return (watched(clocks) - WEEK).astimezone(ZoneInfo(zone)).date() - timedelta(days=1)


def watched(clocks: SourceClocks) -> datetime:
    """The moment up to which all sources have spoken."""
    return min([clocks.now, *(clocks.until(one.name) for one in clocks.sources)])


def resolved_within(span: timedelta) -> list[Query]:
    """Conditions on the index: resolved, and at most ``span`` after submission."""
    return [Term("type", StatusType.RESOLVED.value), NumericRange("took", None, int(span.total_seconds()))]
