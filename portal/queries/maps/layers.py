"""What shades the areas of the map: reports per 1,000 residents, the share that is late, or how long half of them took.

Never a raw number: the most people would always have the darkest colour.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...charts.choropleth import Scale, scale
from ..areas.shapes import AreaMap
from ..tickets.headline import FEW
from .area_counts import HORIZONS, AreaCounts


class Layer(StrEnum):
    """What the map shows."""

    CELLS = "cells"  # circles whose area is the number of tickets, or each ticket
    OVERDUE = "overdue"  # percent that are open beyond their deadline
    DAYS = "days"  # until half were resolved
    RATE = "rate"  # per 1,000 residents


BEYOND = math.inf  # the value of an area where half were not resolved in the longest of HORIZONS
DAYS_SCALE = Scale((3.0, 7.0, 14.0, 30.0))


@dataclass(frozen=True, slots=True)
class Shading:
    """The value of each area by its code; None where there are too few tickets, or no residents are known.

    ``own``: how many reports that the city made to itself are in no value. ``by_outcome``: there is no value because
    the filter has chosen by the outcome.
    """

    layer: Layer
    values: Mapping[str, float | None]
    counts: Mapping[str, int]
    scale: Scale
    year: int | None = None  # of the population
    own: int = 0
    by_outcome: bool = False

    def known(self, code: str) -> float | None:
        """The value of an area; None also where half were not resolved in the longest horizon."""
        value = self.values.get(code)
        return None if value is None or value == BEYOND else value

    def shade(self, code: str) -> int:
        """0 where nothing is said, else 1 (light) to 5."""
        value = self.values.get(code)
        return 0 if value is None else self.scale.shade(value)


def shading(counts: AreaCounts, layer: Layer, areas: AreaMap) -> Shading:
    """The shading of one level's areas."""
    came_in = counts.came_in()
    if layer in (Layer.DAYS, Layer.OVERDUE) and counts.by_outcome:
        none = dict.fromkeys((outline.code for outline in areas.outlines), None)
        return Shading(layer, none, came_in, Scale(()), own=counts.own, by_outcome=True)
    if layer is Layer.DAYS:
        values = _days(counts, areas)
    elif layer is Layer.OVERDUE:
        values = _overdue(counts, areas)
    elif layer is Layer.RATE:
        values = _rates(came_in, areas)
    else:
        values = {outline.code: float(came_in.get(outline.code, 0)) for outline in areas.outlines}
    known = [value for value in values.values() if value is not None and value < BEYOND]
    year = max((outline.year for outline in areas.outlines if outline.year), default=None)
    return Shading(layer, values, came_in, scale(known), year, own=counts.own)


def shaded_level(counts: AreaCounts, layer: Layer, maps: Sequence[AreaMap]) -> tuple[AreaMap | None, Shading | None]:
    """The smallest areas and their shading; larger ones where the small ones are mostly too small to say anything."""
    if not maps:
        return None, None
    tried = []
    for areas in reversed(maps):
        shaded = shading(counts, layer, areas)
        tried.append((areas, shaded))
        if 2 * sum(value is not None for value in shaded.values.values()) >= len(shaded.values):
            return areas, shaded
    return tried[0]


def _rates(came_in: Mapping[str, int], areas: AreaMap) -> dict[str, float | None]:
    return {
        outline.code: 1000 * n / outline.population if outline.population and n >= FEW else None
        for outline in areas.outlines
        for n in (came_in.get(outline.code, 0),)
    }


def _overdue(counts: AreaCounts, areas: AreaMap) -> dict[str, float | None]:
    """Rejected and merged ones are left out, as in the figures of areas."""
    whole, late = counts.counted(), counts.overdue()
    return {
        outline.code: 100 * late.get(outline.code, 0) / n if n >= FEW else None
        for outline in areas.outlines
        for n in (whole.get(outline.code, 0),)
    }


def _days(counts: AreaCounts, areas: AreaMap) -> dict[str, float | None]:
    """Only tickets old enough to have been watched for the longest horizon count, so nothing has to be estimated."""
    whole, in_time = counts.counted(old=True), [counts.resolved(days) for days in HORIZONS]
    values: dict[str, float | None] = {}
    for outline in areas.outlines:
        n = whole.get(outline.code, 0)
        values[outline.code] = _half(n, [ended.get(outline.code, 0) for ended in in_time]) if n >= FEW else None
    return values


def _half(whole: int, in_time: Sequence[int]) -> float:
    """The days after which half of ``whole`` were resolved, of which so many were at each horizon; between two of them
    the number is taken to grow evenly."""
    days, part = 0.0, 0
    for horizon, ended in zip(HORIZONS, in_time, strict=True):
        if 2 * ended >= whole:
            return days + (horizon - days) * (whole / 2 - part) / (ended - part)
        days, part = float(horizon), ended
    return BEYOND
