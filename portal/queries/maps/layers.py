"""What shades the areas of the map: reports per 1,000 residents, the share that is late, or how long half of them took.

Never a raw number: the most people would always have the darkest colour.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from whoosh.query import Not, Query, Term

from ...charts.choropleth import Scale, scale
from ...domain.city import City
from ...search.engine import Engine
from ...search.filter_query import all_of, any_of
from ..areas.shapes import AreaMap
from ..tickets.headline import FEW, NOT_REJECTED, chosen_by_outcome, resolved_within, watched
from ..tickets.index import TicketList
from ..tickets.names import own_channels


class Layer(StrEnum):
    """What the map shows."""

    CELLS = "cells"  # circles whose area is the number of tickets, or each ticket
    OVERDUE = "overdue"  # percent that are open beyond their deadline
    DAYS = "days"  # until half were resolved
    RATE = "rate"  # per 1,000 residents


#: Days after which the share that is resolved is looked at; between two of them it is taken to grow evenly.
HORIZONS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 18, 23, 30)
BEYOND = math.inf  # the value of an area where half were not resolved in the longest of these
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


def shading(engine: Engine, found: TicketList, layer: Layer, areas: AreaMap, city: City) -> Shading:
    """The shading of one level's areas by the tickets of a list's filter."""
    tree, left_out = found.reading.tree, 0
    own = _own(found) if layer is not Layer.CELLS else None
    if own is not None:
        left_out = engine.count(all_of([tree, own]), found.filter, found.clocks)
        tree = all_of([tree, Not(own)])
    counts = engine.counts_by_area(tree, found.filter, found.clocks)
    if layer in (Layer.DAYS, Layer.OVERDUE) and chosen_by_outcome(found.filter, found.reading.part):
        none = dict.fromkeys((outline.code for outline in areas.outlines), None)
        return Shading(layer, none, counts, Scale(()), own=left_out, by_outcome=True)
    if layer is Layer.DAYS:
        values = _days(engine, found, tree, areas, city)
    elif layer is Layer.OVERDUE:
        values = _overdue(engine, found, tree, areas)
    elif layer is Layer.RATE:
        values = _rates(counts, areas)
    else:
        values = {outline.code: float(counts.get(outline.code, 0)) for outline in areas.outlines}
    known = [value for value in values.values() if value is not None and value < BEYOND]
    year = max((outline.year for outline in areas.outlines if outline.year), default=None)
    return Shading(layer, values, counts, scale(known), year, own=left_out)


def _own(found: TicketList) -> Query | None:
    """What the city reported to itself: areas are compared by what citizens report."""
    channels = own_channels(found.names)
    return any_of([Term("channel", channel) for channel in channels]) if channels else None


def _rates(counts: Mapping[str, int], areas: AreaMap) -> dict[str, float | None]:
    return {
        outline.code: 1000 * n / outline.population if outline.population and n >= FEW else None
        for outline in areas.outlines
        for n in (counts.get(outline.code, 0),)
    }


def _overdue(engine: Engine, found: TicketList, tree: Query | None, areas: AreaMap) -> dict[str, float | None]:
    """Rejected and merged ones are left out, as in the figures of areas."""
    whole = engine.counts_by_area(all_of([tree, NOT_REJECTED]), found.filter, found.clocks)
    late = engine.counts_by_area(tree, found.filter.but(overdue=True), found.clocks)
    return {
        outline.code: 100 * late.get(outline.code, 0) / n if n >= FEW else None
        for outline in areas.outlines
        for n in (whole.get(outline.code, 0),)
    }


def _days(engine: Engine, found: TicketList, tree: Query | None, areas: AreaMap, city: City) -> dict[str, float | None]:
    """Only tickets old enough to have been watched for the longest horizon count, so nothing has to be estimated."""
    filter, clocks = found.filter, found.clocks
    until = (watched(clocks) - timedelta(days=HORIZONS[-1])).astimezone(ZoneInfo(city.zone)).date() - timedelta(days=1)
    old = replace(filter, until=min(until, filter.until or until))
    whole = engine.counts_by_area(all_of([tree, NOT_REJECTED]), old, clocks)
    in_time = [
        engine.counts_by_area(all_of([tree, *resolved_within(timedelta(days=days))]), old, clocks) for days in HORIZONS
    ]
    values: dict[str, float | None] = {}
    for outline in areas.outlines:
        n = whole.get(outline.code, 0)
        values[outline.code] = _half(n, [ended.get(outline.code, 0) for ended in in_time]) if n >= FEW else None
    return values


def _half(whole: int, in_time: Sequence[int]) -> float:
    """The days after which half of ``whole`` were resolved, of which so many were at each horizon."""
    days, part = 0.0, 0
    for horizon, ended in zip(HORIZONS, in_time, strict=True):
        if 2 * ended >= whole:
            return days + (horizon - days) * (whole / 2 - part) / (ended - part)
        days, part = float(horizon), ended
    return BEYOND
