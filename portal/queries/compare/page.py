"""The comparison that a page, or a file, shows: the figures of those asked for and what may be said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.city import OUTSIDE, City
from ...domain.comparison import Compared, Comparison, Measure, compare
from ...domain.figure import ENOUGH
from ...domain.lens import TicketFilter
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ...models import Category
from ...search.engine import IndexAway, SearchRequest
from ..city.clocks import source_clocks
from ..city.index_state import mark_of
from ..past.figures import PastFigures
from ..scorecards.group_figures import GroupFigures, Only, stored_figures
from ..sources import Sources
from ..tickets.names import Named, Names, lens_names
from .question import AskedComparison, Of, Question, read_question
from .small_areas import asks_for_small_areas, small_area_sheets

#: So many categories are offered by name; the form has all.
FREQUENT = 12


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One of those compared, with its names and all its figures."""

    named: Named
    compared: Compared
    sheet: PeriodScorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """``kinds``: those that have figures here, the usual one first. ``category`` None: all. ``frequent``: those of the
    ``categories`` that are reported most; none where one is chosen. ``target``: in seconds. ``head``: what event
    ``seq`` is known by. ``few``: with fewer tickets nobody takes part in the order."""

    few: ClassVar[int] = ENOUGH
    measures: ClassVar[tuple[Measure, ...]] = tuple(Measure)

    asked: AskedComparison
    as_of: datetime
    seq: int
    head: str
    names: Names
    kinds: tuple[str, ...]
    category: Named | None
    categories: tuple[Named, ...]
    frequent: tuple[Named, ...]
    target: float
    comparison: Comparison
    rows: tuple[ComparedRow, ...]

    @property
    def question(self) -> Question:
        return self.asked.question

    @property
    def own(self) -> int:
        """How many reports that the city made to itself are in no figure."""
        return sum(row.sheet.own for row in self.rows)

    def named(self, key: str) -> Named:
        """Who has this key; it is one of the rows'."""
        return next(row.named for row in self.rows if row.named.key == key)


def comparison_page(
    sources: Sources, address: Mapping[str, Sequence[str]], computed: PastFigures | None = None
) -> ComparisonPage | None:
    """The answer to what an address asks, of which all values of each name are given; None before the first figures.

    ``computed``: the figures of a past moment, or of today where it asks for such that are not stored.
    """
    session, city = sources.session, sources.city
    figures = computed or stored_figures(sources)
    if figures is None:
        return None
    names = lens_names(sources)
    asked = read_question(figures, address, names, city)
    if computed and asked.question.category and asks_for_small_areas(address, city):
        sheets = small_area_sheets(computed, names, asked.question)
    else:
        sheets = _sheets(figures, asked.question, names)
    kinds = _kinds(asked.question.of, sheets, city)
    asked = asked.settled(kinds)
    question = asked.question
    chosen = {named.key: (named, sheet) for named, sheet in sheets if named.level == question.kind}
    target = resolution_target(session, question.category, city)
    found = compare(
        {key: question.measure.figure(sheet.card) for key, (_, sheet) in chosen.items()},
        {key: sheet.card.resolution.n for key, (_, sheet) in chosen.items()},
        question.measure,
        target,
    )
    categories = _categories(figures, question, names)
    return ComparisonPage(
        asked=asked,
        as_of=figures.published.as_of,
        seq=figures.published.seq,
        head=mark_of(session, figures.published.seq),
        names=names,
        kinds=kinds,
        category=names.category.get(question.category),
        categories=categories,
        frequent=() if question.category else _frequent(sources, figures, categories),
        target=target,
        comparison=found,
        rows=tuple(ComparedRow(chosen[row.key][0], row, chosen[row.key][1]) for row in found.rows),
    )


def _sheets(figures: GroupFigures, question: Question, names: Names) -> list[tuple[Named, PeriodScorecard]]:
    """Every group of the question's scope, period and category, whatever its kind."""
    category = names.category[question.category].id if question.category else 0
    groups = figures.read(question.scope, question.period, Only(category=category))
    if question.of is Of.AGENCIES:
        found = [(names.by_id("agency", group.agency), group.sheet) for group in groups]
    else:
        found = [(names.by_id("area", group.area), group.sheet) for group in groups]
    return sorted(((n, s) for n, s in found if n.key and n.level != OUTSIDE), key=lambda pair: pair[0].key)


def _kinds(of: Of, sheets: list[tuple[Named, PeriodScorecard]], city: City) -> tuple[str, ...]:
    """Kinds of agencies by their tickets, most first; levels of areas as the city lists them, the largest first."""
    counts: Counter[str] = Counter()
    for named, sheet in sheets:
        counts[named.level] += sheet.card.resolution.n
    if of is Of.AREAS:
        return tuple(sorted(counts, key=lambda level: (_place(level, city.levels), level)))
    return tuple(sorted(counts, key=lambda kind: (-counts[kind], kind)))


def _place(level: str, levels: tuple[str, ...]) -> int:
    return levels.index(level) if level in levels else len(levels)


def resolution_target(session: Session, category: str, city: City) -> float:
    """The time to resolve, in seconds: the category's own, else the city's."""
    hours = session.scalar(select(Category.resolution_hours).where(Category.slug == category)) if category else None
    return hours * 3600.0 if hours else city.resolution_target.total_seconds()


def _categories(figures: GroupFigures, question: Question, names: Names) -> tuple[Named, ...]:
    """Those with figures in the period, by name."""
    ids = figures.ids("category", "category", _whole(question.period))
    return tuple(sorted((names.by_id("category", id) for id in ids), key=lambda named: named.name.casefold()))


def _frequent(sources: Sources, figures: GroupFigures, among: Sequence[Named]) -> tuple[Named, ...]:
    """The most reported of all time, most first: it orders links, and no figure is printed of it."""

    def counted() -> Mapping[str, int]:
        clocks = source_clocks(sources.session, sources.cache, figures.published.as_of)
        request = SearchRequest(None, TicketFilter(), clocks, limit=0, trend=False)
        return sources.engine.search(request).facets.get("category", {})

    try:
        counts = figures.kept("reports of categories", counted)
    except IndexAway:  # by name until the index is there again
        counts = {}
    return tuple(sorted(among, key=lambda one: (-counts.get(one.key, 0), one.key)))[:FREQUENT]


def _whole(period: Period) -> str:
    """Categories have figures of years."""
    return period.key if period.year is None else str(period.year)
