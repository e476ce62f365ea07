"""Areas as a shaded map by one of their figures, never by a raw count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from ...charts.choropleth import Scale, scale
from ...charts.labels import Label, placed
from ...cities.shapes import box_of, from_geojson
from ...domain.time_to_event import DAY
from ..maps.layers import DAYS_SCALE
from ..versioned_cache import VersionedCache
from .index import AreaList
from .page import AreaPage
from .rows import AreaRow
from .shapes import WIDTH, AreaMap, AreaOutline, Drawing, area_shapes, outlined_levels

LETTERS = 34.0  # the size of names in units of a drawing that is WIDTH wide: large enough for a phone
_EDGE = 12.0  # units around what is drawn


class AreaMeasure(StrEnum):
    """What shades areas; the value stands in addresses."""

    DAYS = "days"  # until half of the reports were resolved
    RATE = "rate"  # reports per 1,000 residents
    OVERDUE = "overdue"  # percent open beyond their deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadedAreas:
    """``outlines`` are shaded, ``larger`` only drawn as lines. ``rows``: the areas by their code; ``chosen``: the code
    of the one that the page is about. ``measures``: those that can be shown here."""

    measure: AreaMeasure
    measures: tuple[AreaMeasure, ...]
    outlines: tuple[AreaOutline, ...]
    larger: tuple[AreaOutline, ...]
    names: tuple[Label, ...]
    rows: Mapping[str, AreaRow]
    scale: Scale
    view_box: str
    letters: float
    chosen: str
    schematic: bool
    sources: tuple[str, ...]

    def shade(self, code: str) -> int:
        """0 where too little is known, else 1 to 5; a half that was never resolved is the darkest."""
        row = self.rows.get(code)
        if row is None or not _known(row, self.measure):
            return 0
        value = _value(row, self.measure)
        return len(self.scale.limits) + 1 if value is None else self.scale.shade(value)

    @property
    def year(self) -> int | None:
        """The newest in which the residents were counted."""
        return max((row.named.year for row in self.rows.values() if row.named.year), default=None)


def city_map(session: Session, cache: VersionedCache, found: AreaList, measure: AreaMeasure) -> ShadedAreas | None:
    """The smaller areas, or the largest where most of the smaller ones have too few reports; None without outlines."""
    have = outlined_levels(session)
    larger = area_shapes(session, cache, found.level) if found.level in have else None
    below = area_shapes(session, cache, found.level_below) if found.level_below in have else None
    largest = {row.named.key: row for row in found.largest.rows}
    small = {row.named.key: row for row in found.below}
    enough = 2 * sum(not row.small for row in small.values()) >= len(small)
    if below and below.outlines and (enough or not larger):
        return _shaded(below, below.outlines, small, measure, larger=larger.outlines if larger else ())
    return _shaded(larger, larger.outlines, largest, measure) if larger and larger.outlines else None


def area_map(session: Session, cache: VersionedCache, found: AreaPage, measure: AreaMeasure) -> ShadedAreas | None:
    """What lies in an area; of one without parts, itself among those around it. None without outlines."""
    level = found.level_below or found.named.level
    if level not in outlined_levels(session):
        return None
    areas = area_shapes(session, cache, level)
    above = found.named.key if found.parts else found.named.parent
    shown = [outline for outline in areas.outlines if outline.parent == above]
    rows = {row.named.key: row for row in (found.parts.rows if found.parts else found.beside)}
    chosen = "" if found.parts else found.named.key
    return _shaded(areas, shown, rows, measure, chosen=chosen) if len(shown) > 1 else None


def _shaded(
    areas: AreaMap,
    shown: Sequence[AreaOutline],
    rows: Mapping[str, AreaRow],
    measure: AreaMeasure,
    *,
    larger: Sequence[AreaOutline] = (),
    chosen: str = "",
) -> ShadedAreas:
    measures = tuple(m for m in AreaMeasure if m is not AreaMeasure.RATE or any(row.rate for row in rows.values()))
    measure = measure if measure in measures else AreaMeasure.DAYS
    left, top, wide, high = _box(areas, shown)
    letters = round(LETTERS * wide / WIDTH, 1)
    named = larger or shown
    marks = placed([Label(o.label_x, o.label_y, o.name) for o in named], [], letters)
    return ShadedAreas(
        measure=measure,
        measures=measures,
        outlines=tuple(shown),
        larger=tuple(larger),
        names=tuple(marks),
        rows=rows,
        scale=_scale(rows.values(), measure),
        view_box=f"{left:.0f} {top:.0f} {wide:.0f} {high:.0f}",
        letters=letters,
        chosen=chosen,
        schematic=any(outline.schematic for outline in shown),
        sources=areas.sources,
    )


def _box(areas: AreaMap, shown: Sequence[AreaOutline]) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is shown, in units of the level's drawing."""
    shapes = [shape for outline in shown if (shape := from_geojson(outline.geometry)) is not None]
    bounds, drawing = box_of(shapes) or areas.bounds or (0.0, 0.0, 1.0, 1.0), Drawing(areas.bounds)
    west, south, east, north = bounds
    left, top = drawing.spot(north, west)
    right, bottom = drawing.spot(south, east)
    edge = _EDGE * (right - left) / WIDTH
    return left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge


def _known(row: AreaRow, measure: AreaMeasure) -> bool:
    """Whether an area has enough reports to be shaded."""
    if measure is AreaMeasure.DAYS:
        return row.median.fit
    figure = row.rate if measure is AreaMeasure.RATE else row.overdue
    return figure is not None and figure.value is not None and not row.small


def _value(row: AreaRow, measure: AreaMeasure) -> float | None:
    """Days, reports per 1,000 residents, or percent; None of a median that was not reached."""
    if measure is AreaMeasure.DAYS:
        return None if row.median.value is None else row.median.value / DAY
    figure = row.rate if measure is AreaMeasure.RATE else row.overdue
    if figure is None or figure.value is None:
        return None
    return figure.value if measure is AreaMeasure.RATE else 100 * figure.value


def _scale(rows: Iterable[AreaRow], measure: AreaMeasure) -> Scale:
    if measure is AreaMeasure.DAYS:
        return DAYS_SCALE
    return scale([value for row in rows if _known(row, measure) and (value := _value(row, measure)) is not None])
