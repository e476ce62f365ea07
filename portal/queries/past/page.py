"""The part of a page that shows one group's figures as of a past moment; the page of today shows the same of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.period import ALL, Period, Span, covering, whole_year
from ...domain.period_scorecard import PeriodScorecard
from ...models import Event, Ticket
from ..city.clocks import source_clocks
from ..scorecards.columns import VISIBILITIES, Tickets, snapshot
from ..scorecards.groups import Periods, ScorecardGroup, groups
from ..scorecards.page import LONGEST, OldestOpen, ScorecardPage, named_open
from ..scorecards.periods import PublishedPeriods
from ..scorecards.read_columns import ScorecardColumns
from ..scorecards.sheets import SPANS, sheets
from ..sources import Sources
from .cell import cell_of
from .columns import past_columns

#: A group of tickets and a period, by the keys of both.
Sheets = Mapping[tuple[str, str], PeriodScorecard]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPage:
    """``categories``: the figures of the group's categories, by id, in the page's ``categories_of``; ``year``: its own
    in that period."""

    scorecard: ScorecardPage
    year: PeriodScorecard | None
    categories: Mapping[int, PeriodScorecard]


@dataclass(frozen=True, slots=True)
class PastGroups:
    """``wanted``: which groups figures are computed of, in ``periods``; ``months``: of a trend over all time."""

    wanted: Callable[[ScorecardGroup], bool]
    periods: Iterable[Period]
    months: Iterable[Period] = ()


def past_page(sources: Sources, key: str, period: str, as_of: AsOf) -> PastPage | None:
    """The figures of a cell in a period ('' for the usual one); None when nothing had come in, or then."""
    session, zone = sources.session, sources.city.zone
    first = first_known(session, as_of)
    published = past_periods(sources, as_of, first) if first else None
    chosen = published.find(period) if published else None
    if first is None or published is None or chosen is None:
        return None
    categories_of = whole_year(chosen, zone)
    months = [one for one in published.periods if one.span is Span.MONTH]
    with snapshot(session):
        columns = past_columns(session, sources.city, as_of, cell_of(session, key))
    by_category = f"{key}/category:"
    of = PastGroups(
        lambda group: group.cell == key or group.cell.startswith(by_category), {ALL, chosen, categories_of}, months
    )
    found = past_sheets(columns, of, as_of)
    whole = found.get((key, ALL.key))
    below = {
        int(cell.removeprefix(by_category)): sheet
        for (cell, when), sheet in found.items()
        if cell.startswith(by_category) and when == categories_of.key
    }
    return PastPage(
        scorecard=ScorecardPage(
            version=(),
            period=chosen,
            periods=published.periods,
            as_of=as_of.at,
            running=f"{as_of.at.astimezone(ZoneInfo(zone)):%Y-%m}",
            seq=as_of.seq,
            sheet=found.get((key, chosen.key)),
            whole=whole,
            city=None,
            categories_of=categories_of,
            begun=first.astimezone(ZoneInfo(zone)).date(),
            longest=_oldest(session, columns.tickets, whole, as_of),
        ),
        year=found.get((key, categories_of.key)),
        categories=below,
    )


def past_sheets(columns: ScorecardColumns, of: PastGroups, as_of: AsOf) -> Sheets:
    """The figures of the wanted groups in each period that they have tickets in."""
    periods, months = Periods(tuple(of.periods)), Periods(tuple(of.months))
    found = {}
    for group in groups(columns.tickets, columns.agencies.in_hand):
        if of.wanted(group):
            trend = months if group.scope in SPANS else None
            for period, sheet in sheets(group, periods, trend, columns.agencies, int(as_of.at.timestamp())):
                found[group.cell, period.key] = sheet
    return found


def past_periods(sources: Sources, as_of: AsOf, first: datetime) -> PublishedPeriods:
    """The periods from the first report that was known then to the last news."""
    told = source_clocks(sources.session, sources.cache, as_of.at).latest
    at_desk = sources.session.scalar(select(func.max(Ticket.desk_at)).where(Ticket.desk_at <= as_of.at)) or first
    periods = covering(first, max(first, told, at_desk), sources.city.zone)
    return PublishedPeriods(as_of=as_of.at, seq=as_of.seq, periods=tuple(periods))


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


def _oldest(session: Session, tickets: Tickets, whole: PeriodScorecard | None, as_of: AsOf) -> tuple[OldestOpen, ...]:
    """The one that had waited longest, with what may be shown of it today; a list of all would change with their
    names."""
    longest = whole.card.backlog.longest[:1] if whole else ()
    row = session.execute(LONGEST, {"tickets": longest}).first() if longest else None
    if row is None:
        return ()
    until = tickets.cohort.seen(int(as_of.at.timestamp()))[tickets.cohort.ticket.searchsorted(row.id)]
    return (named_open(row, datetime.fromtimestamp(int(until), UTC)),)
