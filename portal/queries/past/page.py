"""The part of a page that shows one group's figures as of a past moment; the page of today shows the same of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ...domain.period import ALL, whole_year, year_before
from ...domain.period_scorecard import PeriodScorecard
from ..scorecards.group_figures import Only, one
from ..scorecards.page import ScorecardPage
from ..sources import Sources
from .figures import PastFigures, first_known
from .longest import open_longest


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPage:
    """``categories``: the figures of the group's categories, by id, in the page's ``categories_of``; ``year``: its own
    in that period; ``before``: its own in the same stretch of the calendar a year before the page's period."""

    scorecard: ScorecardPage
    year: PeriodScorecard | None
    before: PeriodScorecard | None
    categories: Mapping[int, PeriodScorecard]


def past_page(sources: Sources, figures: PastFigures, period: str, agency: int) -> PastPage | None:
    """The figures of an agency in a period ('' for the usual one); None when there was no such period."""
    own = Only(agency=agency)
    found = past_scorecard(sources, figures, period, "agency", own)
    if found is None:
        return None
    earlier = year_before(found.period, sources.city.zone)
    return PastPage(
        scorecard=found,
        before=one(figures, "agency", earlier, own) if earlier else None,
        year=one(figures, "agency", found.categories_of, own),
        categories={group.category: group.sheet for group in figures.read("agency/category", found.categories_of, own)},
    )


def past_scorecard(sources: Sources, figures: PastFigures, period: str, scope: str, own: Only) -> ScorecardPage | None:
    """The figures of one group, without those of the whole city beside it; None when there was no such period."""
    session, zone = sources.session, sources.city.zone
    published = figures.periods(scope)
    chosen = published.find(period)
    if chosen is None:
        return None
    whole = one(figures, scope, ALL, own)
    first, at = first_known(session, figures.as_of), figures.as_of.at
    return ScorecardPage(
        version=(),
        period=chosen,
        periods=published.periods,
        as_of=at,
        running=f"{at.astimezone(ZoneInfo(zone)):%Y-%m}",
        seq=figures.as_of.seq,
        sheet=one(figures, scope, chosen, own),
        whole=whole,
        city=None,
        categories_of=whole_year(chosen, zone),
        begun=first.astimezone(ZoneInfo(zone)).date() if first else None,
        longest=open_longest(sources, figures, whole),
    )
