"""One agency's scorecard: its figures in a period, its backlog now, its categories, and what has waited longest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from ...domain.period import ALL, Period, parse
from ...domain.period_scorecard import PeriodScorecard
from ...domain.visibility import SEARCHED
from ...models import Agency, Category, StoredScorecard, Ticket, scorecard_json
from ..city.version import CITY_VERSION
from ..prepared import Prepared
from .periods import computed


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency to link to."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """What the agency answers for within one category."""

    slug: str
    name: str
    name_en: str
    sheet: PeriodScorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class OldestOpen:
    """The open ticket that has waited longest; ``title`` '': its text is not public; not ``linked``: it is hidden."""

    code: str
    title: str
    category: str
    category_en: str
    submitted_at: datetime
    linked: bool


@dataclass(frozen=True, slots=True)
class AgencyVersion:
    """All that decides whether an agency's pages look different from before: the city's names, the figures, and the one
    ticket that these name, whose text may be taken back at any time. ``figures``: second and seq that they are of."""

    id: int
    city: int
    figures: tuple[datetime, int] | None
    oldest: tuple[int, int] | None  # the ticket and its newest event
    row: Any = field(repr=False, compare=False)  # what else was read of the agency
    whole: PeriodScorecard | None = field(repr=False, compare=False)
    ticket: Any = field(repr=False, compare=False)  # what else was read of that ticket

    @property
    def key(self) -> tuple[object, ...]:
        return (self.id, self.city, self.figures, self.oldest)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPage:
    """``running``: month of ``as_of``. ``sheet`` None: nothing came in within the period. ``whole``: all periods, with
    backlog and trend now; None: this agency never was responsible for a ticket. ``categories_of``: the period that the
    categories are of. ``version``: what looks the same in every period looks so while this is the same."""

    id: int
    version: tuple[object, ...]
    slug: str
    name: str
    short: str
    kind: str
    parent: AgencyName | None
    period: Period
    periods: tuple[Period, ...]
    as_of: datetime | None
    running: str
    seq: int
    sheet: PeriodScorecard | None
    whole: PeriodScorecard | None
    city: PeriodScorecard | None
    categories_of: Period
    oldest: OldestOpen | None


_above, _city = aliased(Agency), aliased(StoredScorecard)
_AGENCY = Prepared(
    select(
        Agency.id,
        Agency.slug,
        Agency.name,
        Agency.short,
        Agency.kind,
        _above.slug.label("parent_slug"),
        _above.name.label("parent_name"),
        _city.as_of,
        _city.seq,
        StoredScorecard.figures,
        CITY_VERSION.label("city"),
    )
    .outerjoin(_above, _above.id == Agency.parent_id)
    .outerjoin(_city, (_city.cell == "city") & (_city.period == ALL.key))
    .outerjoin(
        StoredScorecard,
        (StoredScorecard.scope == "agency")
        & (StoredScorecard.period == ALL.key)
        & (StoredScorecard.agency_id == Agency.id),
    )
    .where(Agency.slug == bindparam("slug"))
)
_OLDEST = Prepared(
    select(
        Ticket.last_seq,
        Ticket.code,
        Ticket.title,
        Ticket.submitted_at,
        Ticket.visibility,
        Ticket.ended_at,
        Category.name.label("category"),
        Category.name_en.label("category_en"),
    )
    .outerjoin(Category, Category.id == Ticket.category_id)
    .where(Ticket.id == bindparam("ticket"))
)
_SHEETS = Prepared(
    select(StoredScorecard.cell, StoredScorecard.figures).where(
        StoredScorecard.cell.in_([bindparam("own"), "city"]), StoredScorecard.period == bindparam("period")
    )
)
_UNITS = Prepared(
    select(Agency.slug, Agency.name).where(Agency.parent_id == bindparam("parent")).order_by(Agency.name, Agency.id)
)
_CATEGORIES = Prepared(
    select(Category.slug, Category.name, Category.name_en, StoredScorecard.figures)
    .join(Category, Category.id == StoredScorecard.category_id)
    .where(
        StoredScorecard.scope == "agency/category",
        StoredScorecard.period == bindparam("period"),
        StoredScorecard.agency_id == bindparam("agency"),
    )
    .order_by(Category.id)
)


def agency_version(session: Session, slug: str) -> AgencyVersion | None:
    """The version of the pages of an agency; None when there is no such agency."""
    row = _AGENCY.first(session.connection(), slug=slug)
    if row is None:
        return None
    whole = scorecard_json.parsed(row.figures) if row.figures else None
    oldest = whole.card.backlog.oldest if whole else None
    ticket = _OLDEST.first(session.connection(), ticket=oldest) if oldest else None
    figures = (row.as_of, row.seq) if row.as_of else None
    seen = (oldest, ticket.last_seq) if oldest and ticket else None
    return AgencyVersion(row.id, row.city, figures, seen, row, whole, ticket)


def agency_page(session: Session, known: AgencyVersion, period: str, zone: str) -> AgencyPage | None:
    """The page of an agency, whose version was just read, in a period ('' for the usual one); None when there is no
    such period."""
    row = known.row
    stored = computed(session, zone)
    chosen = stored.find(period) if stored else ALL if period in ("", ALL.key) else None
    if chosen is None:
        return None
    own, city = _sheets(session, row.id, chosen)
    return AgencyPage(
        id=row.id,
        version=known.key,
        slug=row.slug,
        name=row.name,
        short=row.short,
        kind=row.kind,
        parent=AgencyName(row.parent_slug, row.parent_name) if row.parent_slug else None,
        period=chosen,
        periods=stored.periods if stored else (),
        as_of=stored.as_of if stored else None,
        running=f"{stored.as_of.astimezone(ZoneInfo(zone)):%Y-%m}" if stored else "",
        seq=stored.seq if stored else 0,
        sheet=own,
        whole=known.whole,
        city=city,
        categories_of=chosen if chosen.year is None else parse(str(chosen.year), zone) or ALL,
        oldest=_oldest(known.ticket),
    )


def _sheets(session: Session, agency: int, period: Period) -> tuple[PeriodScorecard | None, PeriodScorecard | None]:
    """The sheets of the agency and of the whole city."""
    own = f"agency:{agency}"
    found = {
        row.cell: scorecard_json.parsed(row.figures)
        for row in _SHEETS.rows(session.connection(), own=own, period=period.key)
    }
    return found.get(own), found.get("city")


def agency_units(session: Session, agency: int) -> tuple[AgencyName, ...]:
    """The agencies below this one."""
    return tuple(AgencyName(row.slug, row.name) for row in _UNITS.rows(session.connection(), parent=agency))


def agency_categories(session: Session, agency: int, period: Period) -> tuple[CategoryRow, ...]:
    """What the agency answers for, by category; those with most complaints first."""
    rows = _CATEGORIES.rows(session.connection(), period=period.key, agency=agency)
    found = [
        CategoryRow(slug=r.slug, name=r.name, name_en=r.name_en, sheet=scorecard_json.parsed(r.figures)) for r in rows
    ]
    return tuple(sorted(found, key=lambda row: (-row.sheet.card.received, row.slug)))


def _oldest(ticket: Any) -> OldestOpen | None:
    """The ticket that the figures name, while it is still open."""
    if ticket is None or ticket.ended_at is not None:
        return None
    return OldestOpen(
        code=ticket.code,
        title=ticket.title,
        category=ticket.category or "",
        category_en=ticket.category_en or "",
        submitted_at=ticket.submitted_at,
        linked=ticket.visibility in SEARCHED,
    )
