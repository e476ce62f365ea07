"""Whose an area's reports are, and what they are about: shares of what citizens reported, by the index or the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from whoosh.query import Not, Term

from ...domain.lens import TicketFilter
from ...domain.period import Period
from ...domain.survival import Flags, Whole
from ...search.engine import IndexAway, SearchRequest
from ...search.filter_query import any_of
from ..city.clocks import source_clocks
from ..past.changed import hidden_until_now
from ..past.figures import PastFigures
from ..scorecards.columns import Tickets
from ..scorecards.groups import Periods, with_ancestors
from ..sources import Sources
from ..tickets.figures import cited_as
from ..tickets.names import Named, lens_names, own_channels


@dataclass(frozen=True, slots=True)
class ReportPart:
    """An agency, or a category, and its share of the reports."""

    named: Named
    n: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaReports:
    """Of ``n`` reports, without what the city reported to itself, the largest parts first. ``as_of`` and ``seq``: the
    moment and the newest event that they are of."""

    n: int
    agencies: tuple[ReportPart, ...]
    categories: tuple[ReportPart, ...]
    as_of: datetime
    seq: int


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
    as_of, seq = cited_as(sources, clocks)
    agencies, categories = (
        _parts(
            {names.of(field)[key]: n for key, n in found.facets.get(field, {}).items() if key in names.of(field)},
            found.total,
        )
        for field in ("agency", "category")
    )
    return AreaReports(n=found.total, agencies=agencies, categories=categories, as_of=as_of, seq=seq)


def past_area_reports(sources: Sources, figures: PastFigures, area: Named, period: Period) -> AreaReports | None:
    """The same as of the moment of figures of the whole city, by what the log knew; None without any."""
    return figures.kept(f"reports {area.id} {period.key}", lambda: _known_then(sources, figures, area, period))


def _known_then(sources: Sources, figures: PastFigures, area: Named, period: Period) -> AreaReports | None:
    tickets, names = figures.columns.tickets, lens_names(sources)
    cohort, hidden = tickets.cohort, hidden_until_now(sources.session, figures.as_of)
    chosen = _lies_in(tickets, area.id) & _came_in(cohort.submitted, period) & cohort.by_citizens
    chosen &= ~np.isin(cohort.ticket, hidden)
    n = int(chosen.sum())
    if not n:
        return None
    agencies, categories = (
        _parts({names.by_id(field, id): count for id, count in _counted(ids[chosen])}, n)
        for field, ids in (("agency", tickets.keys.agency), ("category", tickets.keys.category))
    )
    of = figures.as_of
    return AreaReports(n=n, agencies=agencies, categories=categories, as_of=of.at, seq=of.seq)


def _lies_in(tickets: Tickets, area: int) -> Flags:
    rows, areas = with_ancestors(tickets.keys.area, tickets.parents)
    found: Flags = np.isin(np.arange(len(tickets.keys.area)), rows[areas == area])
    return found


def _came_in(submitted: Whole, period: Period) -> Flags:
    ((since, until),) = Periods([period]).edges
    return (submitted >= since) & (submitted < until)


def _counted(ids: Whole) -> list[tuple[int, int]]:
    """(id, how many); 0 is none."""
    found, n = np.unique(ids[ids > 0], return_counts=True)
    return list(zip(found.tolist(), n.tolist(), strict=True))


def _parts(counts: Mapping[Named, int], total: int) -> tuple[ReportPart, ...]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0].key))
    return tuple(ReportPart(named, n, n / total) for named, n in ordered if n)
