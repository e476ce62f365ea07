"""One area's scorecard: the figures with the area's names, what it lies in, what lies in it, and its categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar

from ...domain.per_resident import report_rate
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ...domain.time_to_event import HORIZONS
from ..past.figures import PastFigures
from ..past.page import past_scorecard
from ..scorecards.group_figures import GroupFigures, Only, one, stored_figures
from ..scorecards.page import ScorecardPage, ScorecardVersion, scorecard_page, scorecard_version
from ..sources import Sources
from ..tickets.hidden import HiddenCount, hidden_in
from ..tickets.names import Named, Names, lens_names
from .reports import AreaReports, area_reports, past_area_reports
from .rows import AreaGroup, AreaRow, AreaSort, area_group, area_row, areas_stored


@dataclass(frozen=True, slots=True)
class AreaVersion:
    """All that decides whether an area's pages look different from before, but for whose reports they are now."""

    scorecard: ScorecardVersion
    named: Named
    names: Names = field(repr=False, compare=False)

    @property
    def key(self) -> tuple[object, ...]:
        return self.scorecard.key


@dataclass(frozen=True, slots=True)
class AreaCategory:
    """The figures of an area's reports of one category."""

    named: Named
    sheet: PeriodScorecard


@dataclass(frozen=True, kw_only=True)
class AreaPage(ScorecardPage):
    """``row``: the area with its figures; ``above``: those that it lies in, the largest first; ``beside``: all that lie
    in the same, itself among them; ``whole_city``: a row of all reports. ``parts``: the areas right below it, None
    without any; ``level_below``: theirs. ``categories``: none of an area that lies in another, which has too few
    reports of each. ``reports``: as they are now, None while nothing is known of them. ``stored``: its figures
    are, and were not computed when they were asked for. ``hidden``: of the whole city, as where these lie is not
    public."""

    horizons: ClassVar[tuple[int, ...]] = HORIZONS

    named: Named
    row: AreaRow
    above: tuple[AreaRow, ...]
    beside: tuple[AreaRow, ...]
    whole_city: AreaRow | None
    parts: AreaGroup | None
    categories: tuple[AreaCategory, ...]
    reports: AreaReports | None
    names: Names
    hidden: HiddenCount
    stored: bool = True

    @property
    def level_below(self) -> str:
        return self.parts.rows[0].named.level if self.parts else ""


def area_version(sources: Sources, code: str) -> AreaVersion | None:
    """The version of the pages of an area; None when there is no such area."""
    names = lens_names(sources)
    named = names.area.get(code)
    return None if named is None else AreaVersion(scorecard_version(sources.session, f"area:{named.id}"), named, names)


def present_code(sources: Sources, typed: str) -> str | None:
    """The code of the area that is meant by one in other case, with signs at its end, or by a former one."""
    names = lens_names(sources)
    key = names.present_key("area", typed.rstrip("./"))
    return key if key in names.area else None


def area_page(sources: Sources, known: AreaVersion, period: str, now: datetime) -> AreaPage | None:
    """The page of an area, whose version was just read, in a period ('' for the usual one); None when areas have no
    such period. ``now``: the moment of the answer."""
    figures = stored_figures(sources)
    there = figures.published.periods if figures else ()
    found = scorecard_page(sources.session, known.scorecard, period, sources.city.zone)
    if found is None or (figures and (found.period not in there or not areas_stored(found.period))):
        return None
    reports = area_reports(sources, known.named.key, found.period, now) if figures else None
    return _page(sources, known, replace(found, periods=there), figures, reports)


def past_area_page(sources: Sources, known: AreaVersion, period: str, figures: PastFigures) -> AreaPage | None:
    """The same as of a past moment, or of today's for days of which nothing is stored."""
    found = past_scorecard(sources, figures, period, "area", Only(area=known.named.id))
    if found is None:
        return None
    reports = past_area_reports(sources, figures, known.named, found.period)
    page = _page(sources, known, replace(found, city=one(figures, "city", found.period)), figures, reports)
    return replace(page, stored=False)


def _page(
    sources: Sources,
    known: AreaVersion,
    found: ScorecardPage,
    figures: GroupFigures | None,
    reports: AreaReports | None,
) -> AreaPage:
    """``figures`` None: before the first computation."""
    areas, named, city = known.names.area, known.named, sources.city
    around = known.names.around(named)
    parts = [area for area in areas.values() if area.parent == named.key]
    beside = [area for area in areas.values() if area.parent == named.parent and area.level == named.level]
    largest = [area for area in areas.values() if area.parent is None]
    read = figures.read("area", found.period) if figures else ()
    sheets = {group.area: group.sheet for group in read}

    def rows(found: list[Named]) -> tuple[AreaRow, ...]:
        return tuple(area_row(area, sheets.get(area.id)) for area in found)

    target = city.resolution_target.total_seconds()
    return AreaPage(
        **vars(found),
        named=named,
        names=known.names,
        row=area_row(named, found.sheet),
        above=rows(around),
        beside=rows(beside),
        whole_city=_city(city.name, found.city, rows(largest)) if found.city else None,
        parts=area_group(rows(parts), named, AreaSort.WAIT, target) if parts else None,
        categories=_categories(known, figures, found.categories_of) if figures else (),
        reports=reports,
        hidden=hidden_in(sources.session, found.period, city.zone),
    )


def _city(name: str, sheet: PeriodScorecard, largest: Sequence[AreaRow]) -> AreaRow:
    """All reports, and for each 1,000 residents those of the areas whose residents are known."""
    known = [row for row in largest if row.rate]
    residents = sum(row.named.population or 0 for row in known)
    rate = report_rate(sum(row.received for row in known), residents or None)
    return AreaRow(named=Named(0, "", name), sheet=sheet, rate=rate)


def _categories(known: AreaVersion, figures: GroupFigures, period: Period) -> tuple[AreaCategory, ...]:
    """Most reports first."""
    groups = figures.read("area/category", period, Only(area=known.named.id))
    found = [AreaCategory(known.names.by_id("category", group.category), group.sheet) for group in groups]
    return tuple(sorted(found, key=lambda row: (-row.sheet.card.received, row.named.key)))
