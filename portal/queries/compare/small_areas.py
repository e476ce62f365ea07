"""One category in areas below the largest level: too many groups to store, so computed when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import select

from ...domain.city import City
from ...domain.cohort import Cohort
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ...domain.survival import Whole
from ...domain.visibility import PUBLIC
from ...models import Ticket
from ..scorecards.columns import area_parents, snapshot
from ..scorecards.groups import with_ancestors
from ..scorecards.some_tickets import read_cohort
from ..sources import Sources
from ..tickets.figures import sheet_of
from ..tickets.names import Named, Names


def asks_for_small_areas(asked: Mapping[str, Sequence[str]], city: City) -> bool:
    """Whether an address names a category and a level of areas that nothing is stored of."""
    kinds = asked.get("kind", ())
    small = bool(kinds) and kinds[0] in city.levels[1:]
    return small and list(asked.get("of", ())) == ["areas"] and any(asked.get("category", ()))


def small_area_sheets(
    sources: Sources, names: Names, category: str, period: Period, level: str, now: datetime
) -> list[tuple[Named, PeriodScorecard]]:
    """The figures of a category (its slug) in each area of a level, of the tickets that came in within a period."""
    cohort, areas = _read(sources, names.category[category].id, period)
    rows, found = with_ancestors(areas, area_parents(sources.session))
    of_level = sorted((area for area in names.area.values() if area.level == level), key=lambda area: area.key)
    parts = [(area, rows[found == area.id]) for area in of_level]
    return [(area, sheet_of(cohort.take(part), now)) for area, part in parts if len(part)]


def _read(sources: Sources, category: int, period: Period) -> tuple[Cohort, Whole]:
    """The tickets, and the area of each (0: none)."""
    session = sources.session
    query = select(Ticket.id, Ticket.area_id).where(Ticket.category_id == category, Ticket.visibility.in_(PUBLIC))
    if period.since is not None and period.until is not None:
        query = query.where(Ticket.submitted_at >= period.since, Ticket.submitted_at < period.until)
    with snapshot(session):
        area_of = {id: area or 0 for id, area in session.execute(query)}
        cohort = read_cohort(session, np.array(list(area_of), dtype=np.int64), sources.engine.documents())
    return cohort, np.array([area_of[id] for id in cohort.ticket.tolist()], dtype=np.int64)
