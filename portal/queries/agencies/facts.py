"""All that an agency's page and its document show beside the figures of the period."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.agency_detail import AgencyDetail
from ...domain.finding import Finding, finding
from ...domain.proof_figures import ProofFigures
from ..city.withdrawn import withdrawals_of
from ..scorecards.page import stored_sheets
from ..sources import Sources
from ..tickets.names import lens_names
from .area_map import AgencyAreas, agency_areas
from .coordination import AgencyCoordination, agency_coordination
from .longest import LongWaits, long_waits
from .page import AgencyPage, CategoryRow, page_categories
from .passing_on import PassingSide, passing_side
from .proof import agency_proof
from .same_answers import SameAnswers, same_answers
from .year_before import YearBefore, agency_year_before


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFacts:
    """``given``, ``taken``, ``areas`` and ``categories`` are of ``AgencyPage.categories_of``, ``coordination`` and
    ``same_answers`` of all time. ``withdrawn``: how often something of its reports was ever taken from view. None where
    there is nothing to show."""

    finding: Finding | None
    year_before: YearBefore | None
    categories: tuple[CategoryRow, ...]
    given: PassingSide | None
    taken: PassingSide | None
    areas: AgencyAreas | None
    longest: LongWaits
    coordination: AgencyCoordination | None
    withdrawn: int
    proof: ProofFigures | None
    same_answers: SameAnswers | None


def agency_facts(sources: Sources, found: AgencyPage) -> AgencyFacts:
    """What belongs to the page of an agency in a period.

    As of a past moment there is no coordination, no proof and no repeated answers: these are read as of today.
    """
    session, names, dated = sources.session, lens_names(sources), found.dated
    years = agency_year_before(session, found, sources.city.zone)
    target = sources.city.resolution_target.total_seconds()
    detail = agency_detail(sources, found)
    return AgencyFacts(
        finding=finding(found.sheet, years.figures if years else (), target) if found.sheet else None,
        year_before=years,
        categories=page_categories(session, found),
        given=passing_side(detail.given, names) if detail and detail.given.n else None,
        taken=passing_side(detail.taken, names) if detail and detail.taken.n else None,
        areas=agency_areas(sources, names, detail.places) if detail else None,
        longest=long_waits(sources, found.id, found.longest, found.past_moment),
        coordination=agency_coordination(sources, found.id, found.as_of) if found.as_of and not dated else None,
        withdrawn=withdrawals_of(sources, found.slug, (found.as_of, found.seq)),
        proof=agency_proof(session, found.id, found.period, found.as_of) if found.as_of and not dated else None,
        same_answers=same_answers(session, found.id) if found.as_of and not dated else None,
    )


def agency_detail(sources: Sources, found: AgencyPage) -> AgencyDetail | None:
    """Whom it passed reports on to and where they lie: of the whole year where the period is a part of one."""
    if found.past is not None:
        return found.past.year.detail if found.past.year else None
    if found.period == found.categories_of:
        return found.sheet.detail if found.sheet else None
    cell = f"agency:{found.id}"
    year = stored_sheets(sources.session, found.categories_of, cell).get(cell)
    return year.detail if year else None
