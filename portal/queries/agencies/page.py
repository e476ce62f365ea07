"""One agency's scorecard: the figures with the agency's names, its categories and its units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session, aliased

from ...domain.names import identity
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ...domain.standardisation import Standardised
from ...models import Agency, Alias, Category, StoredScorecard, scorecard_json
from ..scorecards.page import ScorecardPage, ScorecardVersion, scorecard_page, scorecard_version
from .adjusted import adjusted_share


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency to link to."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """The figures of what the agency had in hand within one category."""

    slug: str
    name: str
    name_en: str
    sheet: PeriodScorecard


@dataclass(frozen=True, slots=True)
class AgencyVersion:
    """All that decides whether an agency's pages look different from before."""

    scorecard: ScorecardVersion
    agency: Row[*tuple[Any, ...]] = field(repr=False, compare=False)

    @property
    def key(self) -> tuple[object, ...]:
        return self.scorecard.key


@dataclass(frozen=True, kw_only=True)
class AgencyPage(ScorecardPage):
    """An agency's names with its figures; not ``active``: it gets no tickets any more. ``adjusted``: its share on time
    with the city's mix of categories."""

    id: int
    slug: str
    name: str
    short: str
    kind: str
    active: bool
    parent: AgencyName | None
    adjusted: Standardised | None


_above = aliased(Agency)
_AGENCY = (
    select(
        Agency.id,
        Agency.slug,
        Agency.name,
        Agency.short,
        Agency.kind,
        Agency.active,
        _above.slug.label("parent_slug"),
        _above.name.label("parent_name"),
    )
    .outerjoin(_above, _above.id == Agency.parent_id)
    .where(Agency.slug == bindparam("slug"))
)


def agency_version(session: Session, slug: str) -> AgencyVersion | None:
    """The version of the pages of an agency; None when there is no such agency."""
    agency = session.execute(_AGENCY, {"slug": slug}).first()
    return None if agency is None else AgencyVersion(scorecard_version(session, f"agency:{agency.id}"), agency)


def present_slug(session: Session, typed: str) -> str | None:
    """The slug of the agency that is meant by one in other case, with signs at its end, or by a former one."""
    key = identity(typed.rstrip("./"))
    alias = select(Agency.slug).join(Alias, Alias.refers_to == Agency.id)
    return session.scalar(select(Agency.slug).where(Agency.slug == key)) or session.scalar(
        alias.where(Alias.kind == "agency", Alias.identity == key)
    )


def agency_page(session: Session, known: AgencyVersion, period: str, zone: str) -> AgencyPage | None:
    """The page of an agency, whose version was just read, in a period ('' for the usual one); None when there is no
    such period."""
    figures, agency = scorecard_page(session, known.scorecard, period, zone), known.agency
    if figures is None:
        return None
    return AgencyPage(
        **vars(figures),
        id=agency.id,
        slug=agency.slug,
        name=agency.name,
        short=agency.short,
        kind=agency.kind,
        active=agency.active,
        parent=AgencyName(agency.parent_slug, agency.parent_name) if agency.parent_slug else None,
        adjusted=adjusted_share(session, agency.id, figures.period),
    )


def agency_units(session: Session, agency: int) -> tuple[AgencyName, ...]:
    """The agencies below this one."""
    units = select(Agency.slug, Agency.name).where(Agency.parent_id == agency)
    return tuple(AgencyName(row.slug, row.name) for row in session.execute(units.order_by(Agency.name, Agency.id)))


def agency_categories(session: Session, agency: int, period: Period) -> tuple[CategoryRow, ...]:
    """The agency's figures by category; those with most complaints first."""
    rows = session.execute(
        select(Category.slug, Category.name, Category.name_en, StoredScorecard.figures)
        .join(Category, Category.id == StoredScorecard.category_id)
        .where(
            StoredScorecard.scope == "agency/category",
            StoredScorecard.period == period.key,
            StoredScorecard.agency_id == agency,
        )
        .order_by(Category.id)
    )
    found = [
        CategoryRow(slug=r.slug, name=r.name, name_en=r.name_en, sheet=scorecard_json.parsed(r.figures)) for r in rows
    ]
    return tuple(sorted(found, key=lambda row: (-row.sheet.card.received, row.slug)))
