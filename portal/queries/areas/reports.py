"""Whose an area's reports are now, and what they are about: shares of what citizens reported, from the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from whoosh.query import Not, Term

from ...domain.lens import TicketFilter
from ...domain.period import Period
from ...search.engine import IndexAway, SearchRequest
from ...search.filter_query import any_of
from ..city.clocks import source_clocks
from ..sources import Sources
from ..tickets.names import Named, lens_names, own_channels

SHOWN = 8


@dataclass(frozen=True, slots=True)
class ReportPart:
    """An agency, or a category, and its share of the reports."""

    named: Named
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaReports:
    """Of ``n`` reports, without what the city reported to itself: the largest parts first, and how many there are."""

    n: int
    agencies: tuple[ReportPart, ...]
    categories: tuple[ReportPart, ...]
    agencies_in_all: int
    categories_in_all: int


def area_reports(sources: Sources, code: str, period: Period, now: datetime) -> AreaReports | None:
    """Of the reports of an area in a period, as they stand now; None while the index is being built, and without any.

    An agency is named that is responsible now.
    """
    since, until = period.days or (None, None)
    clocks, names = source_clocks(sources.session, sources.cache, now), lens_names(sources)
    own = [Term("channel", channel) for channel in own_channels(names)]
    filter = TicketFilter(area=(code,), since=since, until=until)
    try:
        found = sources.engine.search(
            SearchRequest(Not(any_of(own)) if own else None, filter, clocks, limit=0, trend=False)
        )
    except IndexAway:
        return None
    if not found.total:
        return None
    agencies, categories = (
        _parts(found.facets.get(field, {}), names.of(field), found.total) for field in ("agency", "category")
    )
    return AreaReports(
        n=found.total,
        agencies=agencies[:SHOWN],
        categories=categories[:SHOWN],
        agencies_in_all=len(agencies),
        categories_in_all=len(categories),
    )


def _parts(counts: Mapping[str, int], names: Mapping[str, Named], total: int) -> tuple[ReportPart, ...]:
    known = sorted((-n, key) for key, n in counts.items() if n and key in names)
    return tuple(ReportPart(names[key], -n / total) for n, key in known)
