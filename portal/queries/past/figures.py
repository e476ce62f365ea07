"""The figures of all groups within a cell as of a past moment, each computed when it is first read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import TypeVar, cast

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.figure import Figure
from ...domain.in_hand_figures import on_time
from ...domain.period import Period, Span, covering
from ...domain.period_scorecard import PeriodScorecard
from ...models import Area, Category, Event, Ticket
from ...models.scorecard_json import as_stored, figure_as_stored
from ..city.clocks import source_clocks
from ..city.version import withdrawn_version
from ..scorecards.columns import VISIBILITIES, snapshot
from ..scorecards.group_figures import ANY, GroupSheet, Only
from ..scorecards.groups import CROSSED, Periods, ScorecardGroup, crossed, of_agencies, of_nobody
from ..scorecards.periods import PublishedPeriods
from ..scorecards.read_columns import ScorecardColumns
from ..scorecards.sheets import SPANS, YEARS, group_inputs, sheets
from ..sources import Sources
from .cell import CITY, cell_of, refuse_too_many
from .columns import past_columns

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PastGroups:
    """``wanted``: which groups figures are computed of, in ``periods``; ``months``: of a trend over all time.
    ``crossed``: (area, category) of the groups of both that are meant in place of all others."""

    wanted: Callable[[ScorecardGroup], bool]
    periods: Iterable[Period]
    months: Iterable[Period] = ()
    crossed: tuple[int, int] | None = None


class PastFigures:
    """Of one cell: an agency's, a category's, an area's, or all. What was computed of the last one is kept: it serves
    another order of the same list, and its files."""

    def __init__(self, sources: Sources, as_of: AsOf, key: str, first: datetime) -> None:
        """``first``: when the first report came in that was known then."""
        self._sources, self._as_of, self._key = sources, as_of, key
        periods = _known_periods(sources, as_of, first)
        self._published = replace(_published(sources.session, as_of, periods), zone=sources.city.zone)
        self._months = [one for one in periods if one.span is Span.MONTH]
        self._columns: ScorecardColumns | None = None
        version = (key, as_of.at, as_of.seq, *withdrawn_version(sources.session))
        self._kept: dict[str, object] = sources.cache.get("past figures", version, dict)

    @property
    def published(self) -> PublishedPeriods:
        return self._published

    @property
    def as_of(self) -> AsOf:
        return self._as_of

    def periods(self, scope: str) -> PublishedPeriods:
        spans = SPANS["city"] if scope == "area" else SPANS.get(scope, YEARS)  # of areas only months are not stored
        return replace(self._published, periods=tuple(p for p in self._published.periods if p.span in spans))

    def read(self, scope: str, period: Period, only: Only = ANY) -> Sequence[GroupSheet]:
        return self.kept(f"{scope} {period.key} {only}", lambda: self._computed(scope, period, only))

    def on_time(self, period: Period, only: Only = ANY) -> Mapping[tuple[int, int], Figure]:
        in_hand, found = self.columns.agencies.in_hand, {}
        for agency, category in in_hand.categories:
            if category and (not only.agency or agency == only.agency):
                part = in_hand.of(agency, category)
                (had,) = Periods([period]).cut(part.cohort.submitted)
                found[agency, category] = figure_as_stored(on_time(part.times.take(had)))
        return found

    def ids(self, scope: str, kind: str, period: str) -> Collection[int]:
        """All that there are today: what there was then is not worth the reading of all tickets."""
        largest = select(Area.id).where(Area.parent_id.is_(None))
        return set(self._sources.session.scalars(select(Category.id) if kind == "category" else largest))

    def kept(self, name: str, build: Callable[[], Value]) -> Value:
        if name not in self._kept:
            self._kept[name] = build()
        return cast(Value, self._kept[name])

    @property
    def columns(self) -> ScorecardColumns:
        """What all of it is computed from. Raises TooManyTickets."""
        if self._columns is None:
            session, city = self._sources.session, self._sources.city
            with snapshot(session):
                cell = cell_of(session, self._key)
                refuse_too_many(session, cell)
                self._columns = past_columns(session, city, self._as_of, cell)
        return self._columns

    def _computed(self, scope: str, period: Period, only: Only) -> list[GroupSheet]:
        def wanted(group: ScorecardGroup) -> bool:
            pairs = ((group.agency, only.agency), (group.category, only.category), (group.area, only.area))
            return group.scope == scope and all(not id or own == id for own, id in pairs)

        both = (only.area, only.category) if scope == CROSSED else None
        found = group_sheets(self.columns, PastGroups(wanted, [period], self._months, both), self._as_of)
        return [GroupSheet(g.agency or 0, g.category or 0, g.area or 0, as_stored(sheet)) for g, _, sheet in found]


def past_figures(sources: Sources, as_of: AsOf, key: str = CITY) -> PastFigures | None:
    """Those of a cell; None where nothing had come in."""
    first = first_known(sources.session, as_of)
    return PastFigures(sources, as_of, key, first) if first else None


def group_sheets(
    columns: ScorecardColumns, of: PastGroups, as_of: AsOf
) -> Iterator[tuple[ScorecardGroup, Period, PeriodScorecard]]:
    """The figures of the wanted groups in each period that they have tickets in."""
    periods, months = Periods(tuple(of.periods)), Periods(tuple(of.months))
    had = columns.agencies.in_hand
    of_all = (
        crossed(columns.tickets, had, *of.crossed)
        if of.crossed
        else chain(of_nobody(columns.tickets), of_agencies(columns.tickets, had))
    )
    for group in of_all:
        if of.wanted(group):
            trend = months if group.scope in SPANS else None
            inputs = group_inputs(group, columns.agencies, int(as_of.at.timestamp()))
            for period, sheet in sheets(inputs, periods, trend):
                yield group, period, sheet


def _known_periods(sources: Sources, as_of: AsOf, first: datetime) -> list[Period]:
    """The periods from the first report that was known then to the last news."""
    told = source_clocks(sources.session, sources.cache, as_of.at).latest
    at_desk = sources.session.scalar(select(func.max(Ticket.desk_at)).where(Ticket.desk_at <= as_of.at)) or first
    return covering(first, max(first, told, at_desk), sources.city.zone)


def _published(session: Session, as_of: AsOf, periods: Sequence[Period]) -> PublishedPeriods:
    """Those of the periods in which any report came in."""
    public = Ticket.visibility.in_(VISIBILITIES) & (Ticket.submitted_at <= as_of.at)
    came = [exists().where(public, *_within(period)) for period in periods]
    there = session.execute(select(*(one.label(f"p{place}") for place, one in enumerate(came)))).one()
    found = tuple(period for period, any_came in zip(periods, there, strict=True) if any_came)
    return PublishedPeriods(as_of=as_of.at, seq=as_of.seq, periods=found)


def _within(period: Period) -> list[ColumnElement[bool]]:
    if period.since is None or period.until is None:
        return []
    return [Ticket.submitted_at >= period.since, Ticket.submitted_at < period.until]


def first_known(session: Session, as_of: AsOf) -> datetime | None:
    """When the first public report came in of those that were known then."""
    known = exists().where(Event.ticket_id == Ticket.id, Event.seq <= as_of.seq)
    return session.scalar(
        select(Ticket.submitted_at)
        .where(Ticket.submitted_at <= as_of.at, Ticket.visibility.in_(VISIBILITIES))
        .where(or_(Ticket.last_seq <= as_of.seq, known))
        .order_by(Ticket.submitted_at, Ticket.id)
        .limit(1)
    )


def until_of(figures: PastFigures, ticket: int) -> datetime:
    """Up to when a ticket of these was known."""
    cohort = figures.columns.tickets.cohort
    until = cohort.seen(int(figures.as_of.at.timestamp()))[cohort.ticket.searchsorted(ticket)]
    return datetime.fromtimestamp(int(until), UTC)
