"""The part of a page that shows one group's figures in a period, its backlog now, and what has waited longest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, literal, select
from sqlalchemy.orm import Session

from ...domain.period import ALL, Period, whole_year
from ...domain.period_scorecard import PeriodScorecard
from ...domain.status import OPEN, Status
from ...domain.visibility import SEARCHED
from ...models import Area, Category, ScorecardEdition, SourceState, StoredScorecard, Ticket, scorecard_json
from ..city.facts import begun
from ..city.version import CITY_VERSION, WITHDRAWN
from ..tickets.public_seq import PUBLIC_SEQ
from .in_force import in_force
from .periods import published_periods


@dataclass(frozen=True, slots=True, kw_only=True)
class OldestOpen:
    """An open ticket that has waited for long; ``title`` '': its text is not public; not ``linked``: it is hidden, and
    no list names it. ``until``: up to when it is known."""

    id: int
    code: str
    title: str
    category: str
    category_en: str
    area: str
    submitted_at: datetime
    until: datetime
    linked: bool

    @property
    def waited(self) -> timedelta:
        return self.until - self.submitted_at


@dataclass(frozen=True, slots=True)
class ScorecardVersion:
    """All that decides whether a group's pages look different from before: the city's names, the figures, and the
    tickets that these name, whose texts may be redacted at any time.

    ``cell``: the group, as in StoredScorecard. ``figures``: the moment and the seq that they are of. ``longest``: each
    named ticket's id and its newest event. ``stored``: the figures of all periods as JSON, '' for none. ``withdrawn``:
    the newest event by which words were taken from view, for pages that show any.
    """

    cell: str
    city: int
    figures: tuple[datetime, int] | None
    longest: tuple[tuple[int, int], ...]
    stored: str = field(repr=False, compare=False)
    withdrawn: int = field(compare=False)

    @property
    def key(self) -> tuple[object, ...]:
        return (self.cell, self.city, self.figures, self.longest)

    @property
    def whole(self) -> PeriodScorecard | None:
        """The figures of all periods; None when there are none."""
        return scorecard_json.parsed(self.stored) if self.stored else None


@dataclass(frozen=True, kw_only=True)
class ScorecardPage:
    """The figures of one group in one period; the page of an agency is one with the agency's names.

    ``running``: month of ``as_of``. ``sheet`` None: nothing came in within the period. ``whole``: all periods, with
    the backlog and the trend now; None: the group never had a ticket. ``categories_of``: the period that figures by
    category are of. ``begun``: the day of the city's first ticket. ``version``: what is the same in every period of
    this group is unchanged while this is. ``longest``: the open tickets that wait longest, the longest first.
    """

    version: tuple[object, ...]
    period: Period
    periods: tuple[Period, ...]
    as_of: datetime | None
    running: str
    seq: int
    sheet: PeriodScorecard | None
    whole: PeriodScorecard | None
    city: PeriodScorecard | None
    categories_of: Period
    begun: date | None
    longest: tuple[OldestOpen, ...]

    @property
    def oldest(self) -> OldestOpen | None:
        return self.longest[0] if self.longest else None


#: Tables, not mapped classes: mapping a few rows takes a session longer than reading them takes the database.
_ticket, _category, _area = Ticket.__table__.c, Category.__table__.c, Area.__table__.c
_own, _source = StoredScorecard.__table__.c, SourceState.__table__.c
_edition = ScorecardEdition.__table__.c
_any, _city = select(literal(1)).subquery(), StoredScorecard.__table__.alias("of_city")
#: One row always: also of a group, and in a city, without any figures.
_FIGURES = (
    select(CITY_VERSION.label("city"), WITHDRAWN.label("withdrawn"), _edition.as_of, _edition.seq, _own.figures)
    .select_from(_any)
    .outerjoin(_city, (_city.c.cell == "city") & (_city.c.period == ALL.key) & in_force(_city))
    .outerjoin(ScorecardEdition.__table__, _city.c.cell.is_not(None))
    .outerjoin(StoredScorecard.__table__, (_own.cell == bindparam("own")) & (_own.period == ALL.key) & in_force())
)
_NEWEST = select(_ticket.id, PUBLIC_SEQ).where(_ticket.id.in_(bindparam("tickets", expanding=True)))
LONGEST = (
    select(
        *Ticket.__table__.c["id", "code", "title", "submitted_at", "visibility", "status", "desk_at"],
        _source.as_of.label("spoken"),
        _category.name.label("category"),
        _category.name_en.label("category_en"),
        _area.name.label("area"),
    )
    .outerjoin(Category.__table__, _category.id == _ticket.category_id)
    .outerjoin(Area.__table__, _area.id == _ticket.area_id)
    .outerjoin(SourceState.__table__, _source.name == _ticket.source)
    .where(_ticket.id.in_(bindparam("tickets", expanding=True)))
)


def scorecard_version(session: Session, cell: str) -> ScorecardVersion:
    """The version of the pages of a group, such as ``agency:3`` or ``area:5``."""
    row = session.execute(_FIGURES, {"own": cell}).one()
    named = scorecard_json.longest_open(row.figures) if row.figures else []
    newest = {id: seq for id, seq in session.execute(_NEWEST, {"tickets": named})} if named else {}
    return ScorecardVersion(
        cell=cell,
        city=row.city,
        figures=(row.as_of, row.seq) if row.as_of else None,
        longest=tuple((id, newest[id]) for id in named if id in newest),
        stored=row.figures or "",
        withdrawn=row.withdrawn,
    )


def scorecard_page(session: Session, known: ScorecardVersion, period: str, zone: str) -> ScorecardPage | None:
    """The figures of a group, whose version was just read, in a period ('' for the usual one); None when there is no
    such period."""
    published = published_periods(session, zone)
    chosen = published.find(period) if published else ALL if period in ("", ALL.key) else None
    if chosen is None:
        return None
    figures = stored_sheets(session, chosen, known.cell, "city")
    return ScorecardPage(
        version=known.key,
        period=chosen,
        periods=published.periods if published else (),
        as_of=published.as_of if published else None,
        running=f"{published.as_of.astimezone(ZoneInfo(zone)):%Y-%m}" if published else "",
        seq=published.seq if published else 0,
        sheet=figures.get(known.cell),
        whole=known.whole,
        city=figures.get("city"),
        categories_of=whole_year(chosen, zone),
        begun=begun(session, ZoneInfo(zone)),
        longest=_still_open(session, [id for id, _ in known.longest], published.as_of) if published else (),
    )


def stored_sheets(session: Session, period: Period, *cells: str) -> dict[str, PeriodScorecard]:
    """The stored figures of groups in a period, by their cell; of those that have any."""
    rows = session.execute(
        select(StoredScorecard.cell, StoredScorecard.figures).where(
            StoredScorecard.cell.in_(cells), StoredScorecard.period == period.key, in_force()
        )
    )
    return {row.cell: scorecard_json.parsed(row.figures) for row in rows}


def _still_open(session: Session, named: Sequence[int], as_of: datetime) -> tuple[OldestOpen, ...]:
    """The tickets that the figures name, as far as they are still open; ``as_of``: of the figures."""
    found = {row.id: row for row in session.execute(LONGEST, {"tickets": named})} if named else {}
    tickets = [found[id] for id in named if id in found]
    return tuple(named_open(ticket, _known_until(ticket, as_of)) for ticket in tickets if Status(ticket.status) in OPEN)


def _known_until(ticket: Row[*tuple[Any, ...]], as_of: datetime) -> datetime:
    heard: datetime = max(ticket.spoken or as_of, ticket.desk_at or ticket.submitted_at)
    return min(as_of, heard)


def named_open(ticket: Row[*tuple[Any, ...]], until: datetime) -> OldestOpen:
    """A row of LONGEST that was open when it was last heard of, at ``until``, with what may be shown of it today."""
    return OldestOpen(
        id=ticket.id,
        code=ticket.code,
        title=ticket.title,
        category=ticket.category or "",
        category_en=ticket.category_en or "",
        area=ticket.area or "",
        submitted_at=ticket.submitted_at,
        until=until,
        linked=ticket.visibility in SEARCHED,
    )
