"""One agency's scorecard: its figures in a period, its backlog now, its categories, and what has waited longest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from ..domain import sheet
from ..domain.period import ALL, Period, parse
from ..domain.privacy import SEARCHED
from ..domain.sheet import Sheet
from ..models import Agency, Category, Scorecard, Ticket
from .scorecard_periods import computed, version


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
    sheet: Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class OldestOpen:
    """The open ticket that has waited longest; ``title`` '': its text is not public; not ``linked``: it is hidden."""

    code: str
    title: str
    category: str
    category_en: str
    submitted_at: datetime
    linked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPage:
    """``running``: month of ``as_of``. ``sheet`` None: nothing came in within the period. ``whole``: all periods, with
    backlog and trend now; None: this agency never was responsible for a ticket. ``categories_of``: the period that the
    categories are of."""

    slug: str
    name: str
    short: str
    kind: str
    parent: AgencyName | None
    units: tuple[AgencyName, ...]
    period: Period
    periods: tuple[Period, ...]
    as_of: datetime | None
    running: str
    seq: int
    sheet: Sheet | None
    whole: Sheet | None
    city: Sheet | None
    categories_of: Period
    categories: tuple[CategoryRow, ...]
    oldest: OldestOpen | None


# These statements are fixed and run on the connection: SQLAlchemy needs longer to recognise one that is put together
# anew than the database to answer it.
_above = aliased(Agency)
_AGENCY = (
    select(
        Agency.id,
        Agency.slug,
        Agency.name,
        Agency.short,
        Agency.kind,
        _above.slug.label("parent_slug"),
        _above.name.label("parent_name"),
    )
    .outerjoin(_above, _above.id == Agency.parent_id)
    .where(Agency.slug == bindparam("slug"))
)
_UNITS = (
    select(Agency.slug, Agency.name).where(Agency.parent_id == bindparam("parent")).order_by(Agency.name, Agency.id)
)
_FIGURES = (
    select(Scorecard.figures)
    .join(Agency, Agency.id == Scorecard.agency_id)
    .where(Scorecard.scope == "agency", Scorecard.period == ALL.key, Agency.slug == bindparam("slug"))
)
_SEEN = select(Ticket.last_seq).where(Ticket.id == bindparam("ticket"))
_SHEETS = select(Scorecard.cell, Scorecard.period, Scorecard.figures).where(
    Scorecard.cell.in_(bindparam("cells", expanding=True)), Scorecard.period.in_(bindparam("periods", expanding=True))
)
_CATEGORIES = (
    select(Category.slug, Category.name, Category.name_en, Scorecard.figures)
    .join(Category, Category.id == Scorecard.category_id)
    .where(
        Scorecard.scope == "agency/category",
        Scorecard.period == bindparam("period"),
        Scorecard.agency_id == bindparam("agency"),
    )
    .order_by(Category.id)
)
_OLDEST = (
    select(Ticket.code, Ticket.title, Ticket.submitted_at, Ticket.face, Category.name, Category.name_en)
    .outerjoin(Category, Category.id == Ticket.category_id)
    .where(Ticket.id == bindparam("ticket"), Ticket.ended_at.is_(None))
)


def agency_version(session: Session, slug: str) -> tuple[object, ...]:
    """Changes whenever the agency's page does: with the stored figures, and with the one ticket that it names, whose
    text may be taken back at any time."""
    connection = session.connection()
    figures = connection.execute(_FIGURES, {"slug": slug}).scalar()
    oldest = sheet.parsed(figures).card.backlog.oldest if figures else None
    seen = connection.execute(_SEEN, {"ticket": oldest}).scalar() if oldest else None
    return (version(session), oldest, seen)


def agency_page(session: Session, slug: str, period: str, zone: str) -> AgencyPage | None:
    """The page of an agency in a period ('' for the usual one); None when there is no such agency or period."""
    agency = session.connection().execute(_AGENCY, {"slug": slug}).first()
    known = computed(session, zone)
    chosen = known.find(period) if known else ALL if period in ("", ALL.key) else None
    if agency is None or chosen is None:
        return None
    sheets = _sheets(session, agency.id, chosen)
    whole = sheets.get((f"agency:{agency.id}", ALL.key))
    of_year = chosen if chosen.year is None else parse(str(chosen.year), zone) or ALL
    return AgencyPage(
        slug=agency.slug,
        name=agency.name,
        short=agency.short,
        kind=agency.kind,
        parent=AgencyName(agency.parent_slug, agency.parent_name) if agency.parent_slug else None,
        units=_units(session, agency.id),
        period=chosen,
        periods=known.periods if known else (),
        as_of=known.as_of if known else None,
        running=f"{known.as_of.astimezone(ZoneInfo(zone)):%Y-%m}" if known else "",
        seq=known.seq if known else 0,
        sheet=sheets.get((f"agency:{agency.id}", chosen.key)),
        whole=whole,
        city=sheets.get(("city", chosen.key)),
        categories_of=of_year,
        categories=_categories(session, agency.id, of_year),
        oldest=_oldest(session, whole.card.backlog.oldest) if whole and whole.card.backlog.oldest else None,
    )


def _sheets(session: Session, agency: int, period: Period) -> dict[tuple[str, str], Sheet]:
    """(cell, period) -> sheet, of the agency and the city in the period and in all."""
    asked = {"cells": [f"agency:{agency}", "city"], "periods": [period.key, ALL.key]}
    rows = session.connection().execute(_SHEETS, asked)
    return {(row.cell, row.period): sheet.parsed(row.figures) for row in rows}


def _units(session: Session, agency: int) -> tuple[AgencyName, ...]:
    """The agencies below this one."""
    return tuple(AgencyName(slug, name) for slug, name in session.connection().execute(_UNITS, {"parent": agency}))


def _categories(session: Session, agency: int, period: Period) -> tuple[CategoryRow, ...]:
    """Those with most complaints first."""
    rows = session.connection().execute(_CATEGORIES, {"period": period.key, "agency": agency})
    found = [CategoryRow(slug=r.slug, name=r.name, name_en=r.name_en, sheet=sheet.parsed(r.figures)) for r in rows]
    return tuple(sorted(found, key=lambda row: (-row.sheet.card.received, row.slug)))


def _oldest(session: Session, ticket: int) -> OldestOpen | None:
    row = session.connection().execute(_OLDEST, {"ticket": ticket}).first()
    if row is None:
        return None
    return OldestOpen(
        code=row.code,
        title=row.title,
        category=row.name or "",
        category_en=row.name_en or "",
        submitted_at=row.submitted_at,
        linked=row.face in SEARCHED,
    )
