"""A comparison as a shaded map: of areas, or of the offices that each bear an area's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ...charts.choropleth import Scale
from ...domain.comparison import Measure
from ...domain.figure import Figure
from ...domain.names import identity
from ...domain.time_to_event import DAY
from ..areas.shapes import AreaMap, area_shapes, outlined_levels
from ..maps.layers import DAYS_SCALE
from ..versioned_cache import VersionedCache
from .page import ComparedRow, ComparisonPage
from .question import Of

LETTERS = 26  # the size of names, in units of the drawing
#: Percent that were not done in time: the same limits in every comparison, so that two maps can be laid side by side.
LATE_SCALE = Scale((20.0, 40.0, 60.0, 80.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMap:
    """``rows``: who is compared, by the code of the area. ``worst``: the darkest shade."""

    areas: AreaMap
    rows: Mapping[str, ComparedRow]
    view_box: str
    measure: Measure
    scale: Scale
    letters: int = LETTERS

    def shade(self, code: str) -> int:
        """0 where too little is known, else 1 for the best and more for worse."""
        row = self.rows.get(code)
        if row is None or not row.compared.fit:
            return 0
        value = _slowness(row.compared.figure, self.measure)
        return len(self.scale.limits) + 1 if value is None else self.scale.shade(value)

    @property
    def classes(self) -> list[tuple[int, float | None, float | None]]:
        """(shade, from, below) of each, the best first: in days, or percent."""
        if self.measure is Measure.MEDIAN:
            return self.scale.ranges
        return [(shade, 100 - (high or 100.0), 100 - (low or 0.0)) for shade, low, high in self.scale.ranges]


def has_map(session: Session, found: ComparisonPage) -> bool:
    """Whether it is known where those compared are."""
    return found.question.kind in outlined_levels(session) and len(_places(found)) > 1


def comparison_map(session: Session, cache: VersionedCache, found: ComparisonPage) -> ComparedMap:
    """The map of a comparison that has one."""
    areas, rows = area_shapes(session, cache, found.question.kind), _places(found)
    return ComparedMap(
        areas=areas,
        rows=rows,
        view_box=areas.view_box,
        measure=found.question.measure,
        scale=DAYS_SCALE if found.question.measure is Measure.MEDIAN else LATE_SCALE,
    )


def _slowness(figure: Figure, measure: Measure) -> float | None:
    """Days, or the percentage that was not done in time; None where half was never done."""
    if figure.value is None:
        return None
    return figure.value / DAY if measure is Measure.MEDIAN else 100 * (1 - figure.value)


def _places(found: ComparisonPage) -> dict[str, ComparedRow]:
    if found.question.of is Of.AREAS:
        return {row.named.key: row for row in found.rows}
    by_name = {identity(row.named.name): row for row in found.rows}
    level = found.question.kind
    offices = ((area, by_name.get(identity(f"{level} {area.name}"))) for area in found.names.area.values())
    return {area.key: row for area, row in offices if row and area.level == level}
