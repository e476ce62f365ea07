"""One category in areas below the largest level: too many groups to store, so computed when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...domain.city import City
from ...domain.period_scorecard import PeriodScorecard
from ..past.figures import PastFigures
from ..scorecards.groups import Periods, with_ancestors
from ..tickets.figures import sheet_of
from ..tickets.names import Named, Names
from .question import Question


def asks_for_small_areas(asked: Mapping[str, Sequence[str]], city: City) -> bool:
    """Whether an address names a category and a level of areas that nothing is stored of."""
    kinds = asked.get("kind", ())
    small = bool(kinds) and kinds[0] in city.levels[1:]
    return small and list(asked.get("of", ())) == ["areas"] and any(asked.get("category", ()))


def small_area_sheets(figures: PastFigures, names: Names, question: Question) -> list[tuple[Named, PeriodScorecard]]:
    """The figures of the question's category in each area of its level, of the tickets that came in in its period."""
    tickets, [(since, until)] = figures.columns.tickets, Periods([question.period]).edges
    cohort = tickets.cohort
    meant = (tickets.keys.category == names.category[question.category].id) & (cohort.submitted >= since)
    rows, areas = with_ancestors(np.where(meant & (cohort.submitted < until), tickets.keys.area, 0), tickets.parents)
    of_level = sorted((area for area in names.area.values() if area.level == question.kind), key=lambda area: area.key)
    parts = [(area, rows[areas == area.id]) for area in of_level]
    return [(area, sheet_of(cohort.take(part), figures.as_of.at)) for area, part in parts if len(part)]
