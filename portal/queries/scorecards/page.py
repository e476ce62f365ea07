"""The part of a page that shows one group's figures in a period, its backlog now, and what has waited longest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, literal, select
from sqlalchemy.orm import Session, aliased

from ...domain.period import ALL, Period, parse
from ...domain.period_scorecard import PeriodScorecard
from ...domain.status import OPEN, Status
from ...domain.visibility import SEARCHED
from ...models import Category, SourceState, StoredScorecard, Ticket, scorecard_json
from ..city.facts import begun
from ..city.version import CITY_VERSION
from ..tickets.public_seq import PUBLIC_SEQ
from .periods import published_periods


@dataclass(frozen=True, slots=True, kw_only=True)
class OldestOpen:
    """The open ticket that has waited longest; ``title`` '': its text is not public; not ``linked``: it is hidden.
    ``waited``: as far as is known."""

    code: str
    title: str
    category: str
    category_en: str
    submitted_at: datetime
    waited: timedelta
    linked: bool


@dataclass(frozen=True, slots=True)
class ScorecardVersion:
    """All that decides whether a group's pages look different from before: the city's names, the figures, and the one
    ticket that these name, whose text may be redacted at any time.

    ``cell``: the group, as in StoredScorecard. ``figures``: the moment and the seq that they are of. ``oldest``: the
    ticket's id and its newest event.
    """

    cell: str
    city: int
    figures: tuple[datetime, int] | None
    oldest: tuple[int, int] | None
    whole: PeriodScorecard | None = field(repr=False, compare=False)
    ticket: Row[*tuple[Any, ...]] | None = field(repr=False, compare=False)

    @property
    def key(self) -> tuple[object, ...]:
        return (self.cell, self.city, self.figures, self.oldest)


@dataclass(frozen=True, kw_only=True)
class ScorecardPage:
    """The figures of one group in one period; the page of an agency is one with the agency's names.

    ``running``: month of ``as_of``. ``sheet`` None: nothing came in within the period. ``whole``: all periods, with
    the backlog and the trend now; None: the group never had a ticket. ``categories_of``: the period that figures by
    category are of. ``begun``: the day of the city's first ticket. ``version``: what is the same in every period of
    this group is unchanged while this is.
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
    oldest: OldestOpen | None


_any, _city = select(literal(1)).subquery(), aliased(StoredScorecard)
#: One row always: also of a group, and in a city, without any figures.
_FIGURES = (
    select(CITY_VERSION.label("city"), _city.as_of, _city.seq, StoredScorecard.figures)
    .select_from(_any)
    .outerjoin(_city, (_city.cell == "city") & (_city.period == ALL.key))
    .outerjoin(StoredScorecard, (StoredScorecard.cell == bindparam("own")) & (StoredScorecard.period == ALL.key))
)
_OLDEST = (
    select(
        PUBLIC_SEQ.label("last_seq"),
        Ticket.code,
        Ticket.title,
        Ticket.submitted_at,
        Ticket.visibility,
        Ticket.status,
        Ticket.desk_at,
        SourceState.as_of.label("spoken"),
        Category.name.label("category"),
        Category.name_en.label("category_en"),
    )
    .outerjoin(Category, Category.id == Ticket.category_id)
    .outerjoin(SourceState, SourceState.name == Ticket.source)
    .where(Ticket.id == bindparam("ticket"))
)


def scorecard_version(session: Session, cell: str) -> ScorecardVersion:
    """The version of the pages of a group, such as ``agency:3`` or ``area:5``."""
    row = session.execute(_FIGURES, {"own": cell}).one()
    whole = scorecard_json.parsed(row.figures) if row.figures else None
    oldest = whole.card.backlog.oldest if whole else None
    ticket = session.execute(_OLDEST, {"ticket": oldest}).first() if oldest else None
    return ScorecardVersion(
        cell=cell,
        city=row.city,
        figures=(row.as_of, row.seq) if row.as_of else None,
        oldest=(oldest, ticket.last_seq) if oldest and ticket else None,
        whole=whole,
        ticket=ticket,
    )


def scorecard_page(session: Session, known: ScorecardVersion, period: str, zone: str) -> ScorecardPage | None:
    """The figures of a group, whose version was just read, in a period ('' for the usual one); None when there is no
    such period."""
    published = published_periods(session, zone)
    chosen = published.find(period) if published else ALL if period in ("", ALL.key) else None
    if chosen is None:
        return None
    figures = _figures(session, known.cell, chosen)
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
        categories_of=chosen if chosen.year is None else parse(str(chosen.year), zone) or ALL,
        begun=begun(session, ZoneInfo(zone)),
        oldest=_oldest(known.ticket, published.as_of) if published else None,
    )


def _figures(session: Session, cell: str, period: Period) -> dict[str, PeriodScorecard]:
    """Of the group and of the whole city."""
    rows = session.execute(
        select(StoredScorecard.cell, StoredScorecard.figures).where(
            StoredScorecard.cell.in_([cell, "city"]), StoredScorecard.period == period.key
        )
    )
    return {row.cell: scorecard_json.parsed(row.figures) for row in rows}


def _oldest(ticket: Row[*tuple[Any, ...]] | None, as_of: datetime) -> OldestOpen | None:
    """The ticket that the figures name, while it is still open; ``as_of``: of the figures."""
    if ticket is None or Status(ticket.status) not in OPEN:
        return None
    until = min(as_of, max(ticket.spoken or as_of, ticket.desk_at or ticket.submitted_at))
    return OldestOpen(
        code=ticket.code,
        title=ticket.title,
        category=ticket.category or "",
        category_en=ticket.category_en or "",
        submitted_at=ticket.submitted_at,
        waited=until - ticket.submitted_at,
        linked=ticket.visibility in SEARCHED,
    )
