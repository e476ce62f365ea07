"""One agency's scorecard: the figures with the agency's names, its categories and its units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.names import identity
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ...domain.standardisation import Standardised
from ...domain.time_to_event import HORIZONS
from ...models import Agency, Alias, Category, StoredScorecard, scorecard_json
from ..past.figures import PastFigures
from ..past.page import PastPage, past_page
from ..scorecards.group_figures import StoredFigures
from ..scorecards.in_force import in_force
from ..scorecards.page import ScorecardPage, ScorecardVersion, scorecard_page, scorecard_version
from ..scorecards.periods import PublishedPeriods
from ..sources import Sources
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
    with the city's mix of categories. ``past``: more of its figures, where these were computed when they were asked
    for; ``dated``: as of a past moment, so that nothing is told that is known as of today alone."""

    horizons: ClassVar[tuple[int, ...]] = HORIZONS

    id: int
    slug: str
    name: str
    short: str
    kind: str
    active: bool
    parent: AgencyName | None
    adjusted: Standardised | None
    past: PastPage | None = None
    dated: bool = False

    @property
    def past_moment(self) -> AsOf | None:
        """What it is of; None: today."""
        return AsOf(self.as_of, self.seq) if self.dated and self.as_of else None


#: Tables, as in ..scorecards.page.
_agency, _above = Agency.__table__, Agency.__table__.alias("above")
_AGENCY = (
    select(
        *_agency.c["id", "slug", "name", "short", "kind", "active"],
        _above.c.slug.label("parent_slug"),
        _above.c.name.label("parent_name"),
    )
    .outerjoin(_above, _above.c.id == _agency.c.parent_id)
    .where(_agency.c.slug == bindparam("slug"))
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


def agency_page(sources: Sources, known: AgencyVersion, period: str) -> AgencyPage | None:
    """The page of an agency, whose version was just read, in a period ('' for the usual one); None when there is no
    such period."""
    found = scorecard_page(sources.session, known.scorecard, period, sources.city.zone)
    if found is None:
        return None
    if found.as_of is None:
        return named_page(known, found)
    published = PublishedPeriods(as_of=found.as_of, seq=found.seq, periods=found.periods)
    figures = StoredFigures(sources, published)
    return named_page(known, found, adjusted=adjusted_share(figures, known.agency.id, found.period))


def past_agency_page(sources: Sources, known: AgencyVersion, period: str, figures: PastFigures) -> AgencyPage | None:
    """The same as of a past moment, by the figures of its cell; None when there was no such period."""
    found = past_page(sources, figures, period, known.agency.id)
    return None if found is None else named_page(known, found.scorecard, past=found, dated=True)


def days_agency_page(sources: Sources, known: AgencyVersion, period: str, figures: PastFigures) -> AgencyPage | None:
    """The same of any days, as of today: what is not of a period is as stored."""
    page = past_agency_page(sources, known, period, figures)
    stored = scorecard_page(sources.session, known.scorecard, "", sources.city.zone)
    return replace(page, dated=False, longest=stored.longest) if page and stored else page


def named_page(
    known: AgencyVersion,
    figures: ScorecardPage,
    *,
    adjusted: Standardised | None = None,
    past: PastPage | None = None,
    dated: bool = False,
) -> AgencyPage:
    agency = known.agency
    return AgencyPage(
        **vars(figures),
        id=agency.id,
        slug=agency.slug,
        name=agency.name,
        short=agency.short,
        kind=agency.kind,
        active=agency.active,
        parent=AgencyName(agency.parent_slug, agency.parent_name) if agency.parent_slug else None,
        adjusted=adjusted,
        past=past,
        dated=dated,
    )


def agency_units(session: Session, agency: int) -> tuple[AgencyName, ...]:
    """The agencies below this one."""
    units = select(Agency.slug, Agency.name).where(Agency.parent_id == agency)
    return tuple(AgencyName(row.slug, row.name) for row in session.execute(units.order_by(Agency.name, Agency.id)))


def page_categories(session: Session, found: AgencyPage) -> tuple[CategoryRow, ...]:
    """The figures by category of a page, whatever it is as of."""
    if found.past is None:
        return agency_categories(session, found.id, found.categories_of)
    return _category_rows(session, found.past.categories)


def agency_categories(session: Session, agency: int, period: Period) -> tuple[CategoryRow, ...]:
    """The agency's figures by category as they are stored; those with most complaints first."""
    rows = session.execute(
        select(StoredScorecard.category_id, StoredScorecard.figures).where(
            StoredScorecard.scope == "agency/category",
            StoredScorecard.period == period.key,
            StoredScorecard.agency_id == agency,
            in_force(),
        )
    )
    return _category_rows(session, {id: scorecard_json.parsed(figures) for id, figures in rows if id is not None})


def _category_rows(session: Session, sheets: Mapping[int, PeriodScorecard]) -> tuple[CategoryRow, ...]:
    names = session.execute(
        select(Category.id, Category.slug, Category.name, Category.name_en)
        .where(Category.id.in_(sheets))
        .order_by(Category.id)
    )
    rows = [CategoryRow(slug=r.slug, name=r.name, name_en=r.name_en, sheet=sheets[r.id]) for r in names]
    return tuple(sorted(rows, key=lambda row: (-row.sheet.card.received, row.slug)))
