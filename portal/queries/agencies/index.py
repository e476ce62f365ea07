"""All agencies side by side in one period, of all reports or those of one category or area; each kind in its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...domain.city import OUTSIDE
from ...domain.comparison import Compared, Comparison, Measure, Verdict, compare
from ...domain.figure import ENOUGH
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ...domain.ranking import Rank, groups, ranked
from ...domain.standardisation import Standardised
from ..compare.page import resolution_target
from ..scorecards.group_figures import GroupFigures, GroupSheet, Only, one, stored_figures
from ..sources import Sources
from ..tickets.names import Named, Names, lens_names
from .adjusted import Adjusted, adjusted_shares
from .list_filter import AskedList, ListFilter, ListOrder, SortKey, read_list_filter


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One agency. ``adjusted`` None: nothing is, in this list."""

    named: Named
    sheet: PeriodScorecard
    compared: Compared
    standing: Rank
    adjusted: Standardised | None

    @property
    def slug(self) -> str:
        return self.named.key

    @property
    def short(self) -> str:
        return self.named.short or self.named.name


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyKind:
    """Agencies that may be compared: of one kind. ``groups``: those that cannot be told from each other."""

    kind: str
    rows: tuple[AgencyRow, ...]
    comparison: Comparison
    groups: tuple[tuple[AgencyRow, ...], ...]

    @property
    def received(self) -> int:
        return sum(row.sheet.card.received for row in self.rows)

    @property
    def alone(self) -> AgencyRow | None:
        """Who has nearly all reports, so that there is nothing to compare."""
        largest = self.comparison.largest
        if self.comparison.verdict is not Verdict.ALONE or largest is None:
            return None
        return next(row for row in self.rows if row.slug == largest.key)

    @property
    def placed(self) -> tuple[AgencyRow, ...]:
        """Those whose place in the order says something."""
        return tuple(row for row in self.rows if row.standing.told)

    @property
    def extremes(self) -> tuple[AgencyRow, AgencyRow] | None:
        """The slowest and the fastest, if these two can be told apart by their median."""
        ranked = self.comparison.ranked
        if len(ranked) < 2 or self.comparison.measure is not Measure.MEDIAN or self.alone:
            return None
        slow, fast = ranked[0], ranked[-1]
        rows = {row.slug: row for row in self.rows}
        return None if fast.key in slow.alike or not slow.figure.shown else (rows[slow.key], rows[fast.key])

    @property
    def adjusted(self) -> bool:
        """Whether any share is adjusted for the mix of categories."""
        return any(row.adjusted is not None and row.adjusted.figure.shown for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyList:
    """The list; kinds with most complaints first. ``whole``: the figures of all tickets of the filter together, None
    without any. ``category``, ``area``: what narrows it; ``categories``, ``areas``: what could. ``target``: seconds."""

    asked: AskedList
    as_of: datetime
    seq: int
    category: Named | None
    area: Named | None
    categories: tuple[Named, ...]
    areas: tuple[Named, ...]
    whole: PeriodScorecard | None
    target: float
    kinds: tuple[AgencyKind, ...]

    @property
    def filter(self) -> ListFilter:
        return self.asked.filter

    @property
    def period(self) -> Period:
        return self.asked.filter.period

    @property
    def rows(self) -> list[AgencyRow]:
        return [row for kind in self.kinds for row in kind.rows]

    @property
    def extremes(self) -> tuple[AgencyRow, AgencyRow] | None:
        """Those of the kind with most complaints."""
        return self.kinds[0].extremes if self.kinds else None


def agency_list(
    sources: Sources, address: Mapping[str, Sequence[str]], past: GroupFigures | None = None
) -> AgencyList | None:
    """The list that an address asks for, of which all values of each name are given; None before the first figures.

    ``past``: the figures of a past moment, or of today where such are asked for that are not stored.
    """
    figures = past or stored_figures(sources)
    if figures is None:
        return None
    names = lens_names(sources)
    asked = read_list_filter(figures, address, names)
    filter = asked.filter
    narrowed = filter.category or filter.area
    category, area = names.category.get(filter.category), names.area.get(filter.area)
    only = Only(category=category.id if category else 0, area=area.id if area else 0)
    target = resolution_target(sources.session, filter.category, sources.city)
    adjusted = {} if narrowed else adjusted_shares(figures, filter.period)
    return AgencyList(
        asked=asked,
        as_of=figures.published.as_of,
        seq=figures.published.seq,
        category=category,
        area=area,
        categories=_choices(figures, "category", filter, names),
        areas=_choices(figures, "area", filter, names),
        whole=one(figures, filter.whole, filter.period, only),
        target=target,
        kinds=_kinds(figures.read(filter.scope, filter.period, only), filter, names, target, adjusted),
    )


def _kinds(
    found: Sequence[GroupSheet], filter: ListFilter, names: Names, target: float, adjusted: Adjusted
) -> tuple[AgencyKind, ...]:
    by_kind: dict[str, dict[str, tuple[Named, PeriodScorecard]]] = defaultdict(dict)
    for group in found:
        named, sheet = names.by_id("agency", group.agency), group.sheet
        if named.level != OUTSIDE and named.key and not (filter.area and sheet.card.resolution.n < ENOUGH):
            by_kind[named.level][named.key] = named, sheet
    kinds = [_kind(kind, sheets, filter.order, target, adjusted) for kind, sheets in by_kind.items()]
    return tuple(sorted(kinds, key=lambda k: (-k.received, k.kind)))


def _kind(
    kind: str,
    sheets: Mapping[str, tuple[Named, PeriodScorecard]],
    order: ListOrder,
    target: float,
    adjusted: Adjusted,
) -> AgencyKind:
    measure = Measure.ON_TIME if order.by is SortKey.ON_TIME else Measure.MEDIAN
    tickets = {key: sheet.card.resolution.n for key, (_, sheet) in sheets.items()}
    found = compare({key: measure.figure(sheet.card) for key, (_, sheet) in sheets.items()}, tickets, measure, target)
    places, compared = ranked(found), {row.key: row for row in found.rows}
    rows = {
        place.key: AgencyRow(
            named=sheets[place.key][0],
            sheet=sheets[place.key][1],
            compared=compared[place.key],
            standing=place,
            adjusted=adjusted.get(sheets[place.key][0].id),
        )
        for place in places
    }
    return AgencyKind(
        kind=kind,
        rows=_ordered(list(rows.values()), order),
        comparison=found,
        groups=tuple(tuple(rows[key] for key in group) for group in groups(places)),
    )


def _ordered(rows: list[AgencyRow], order: ListOrder) -> tuple[AgencyRow, ...]:
    """``rows``: by place. By a figure, those that have too few tickets for it come last, whichever end is first."""
    keys = {
        SortKey.OPEN: lambda row: row.sheet.card.backlog.n,
        SortKey.REPORTS: lambda row: row.sheet.card.counted,
        SortKey.NAME: lambda row: row.short.casefold(),
    }
    if order.by in keys:
        ordered = sorted(sorted(rows, key=lambda row: row.slug), key=keys[order.by], reverse=order.descending)
        return tuple(ordered)
    fit, unfit = ([row for row in rows if row.compared.fit is whether] for whether in (True, False))
    best_is_first = order.descending if order.by is SortKey.ON_TIME else not order.descending
    unfit.sort(key=lambda row: (-row.sheet.card.received, row.slug))
    return (*(fit if best_is_first else reversed(fit)), *unfit)


def _choices(figures: GroupFigures, kind: str, filter: ListFilter, names: Names) -> tuple[Named, ...]:
    """The categories, or areas, that any agency has figures of in the year of the period, by name."""
    year = filter.period.key if filter.period.year is None else str(filter.period.year)
    ids = figures.ids(f"agency/{kind}", kind, year)
    return tuple(sorted((names.by_id(kind, id) for id in ids), key=lambda named: (named.name.casefold(), named.key)))
