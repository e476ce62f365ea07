"""What shades the areas of the map: how many tickets, how many per 1,000 residents, or how long half of them took."""

from __future__ import annotations

from collections.abc import Mapping
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

    CELLS = "cells"  # circles whose area is the number of tickets
    COUNT = "count"
    RATE = "rate"  # per 1,000 residents
    DAYS = "days"  # until half were resolved


#: Days after which the share that is resolved is looked at; the first with half of them is an area's value.
HORIZONS = (1, 3, 7, 14, 30)
BEYOND = 31.0  # the value of an area where half were not resolved in the longest of these
DAYS_SCALE = Scale((3.0, 7.0, 14.0, 30.0))


@dataclass(frozen=True, slots=True)
class Shading:
    """The value of each area by its code; None where there is too little to say.

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

    def shade(self, code: str) -> int:
        """0 where nothing is said, else 1 (light) to 5."""
        value = self.values.get(code)
        return 0 if value is None else self.scale.shade(value)


def shading(engine: Engine, found: TicketList, layer: Layer, areas: AreaMap, city: City) -> Shading:
    """The shading of one level's areas by the tickets of a list's filter."""
    tree, own = found.reading.tree, None if layer is Layer.COUNT else _own(found)
    left_out = 0
    if own is not None:
        left_out = engine.count(all_of([tree, own]), found.filter, found.clocks)
        tree = all_of([tree, Not(own)])
    counts = engine.counts_by_area(tree, found.filter, found.clocks)
    if layer is Layer.RATE:
        return replace(_rate(counts, areas), own=left_out)
    if layer is Layer.DAYS and chosen_by_outcome(found.filter, found.reading.part):
        none = dict.fromkeys((outline.code for outline in areas.outlines), None)
        return Shading(layer, none, counts, Scale(()), own=left_out, by_outcome=True)
    if layer is Layer.DAYS:
        return replace(_days(engine, found, tree, areas, counts, city), own=left_out)
    values = {outline.code: float(counts.get(outline.code, 0)) for outline in areas.outlines}
    return Shading(layer, values, counts, scale(list(values.values()), whole=True))


def _own(found: TicketList) -> Query | None:
    """What the city reported to itself: areas are compared by what citizens report."""
    channels = own_channels(found.names)
    return any_of([Term("channel", channel) for channel in channels]) if channels else None


def _rate(counts: Mapping[str, int], areas: AreaMap) -> Shading:
    values = {
        outline.code: 1000 * counts.get(outline.code, 0) / outline.population if outline.population else None
        for outline in areas.outlines
    }
    years = [outline.year for outline in areas.outlines if outline.year]
    return Shading(
        Layer.RATE, values, counts, scale([v for v in values.values() if v is not None]), max(years, default=None)
    )


def _days(
    engine: Engine, found: TicketList, tree: Query | None, areas: AreaMap, counts: Mapping[str, int], city: City
) -> Shading:
    """Only tickets old enough to have been watched for the longest horizon count, so nothing has to be estimated."""
    filter, clocks = found.filter, found.clocks
    until = (watched(clocks) - timedelta(days=HORIZONS[-1])).astimezone(ZoneInfo(city.zone)).date() - timedelta(days=1)
    old = replace(filter, until=min(until, filter.until or until))
    whole = engine.counts_by_area(all_of([tree, NOT_REJECTED]), old, clocks)
    in_time = [
        (days, engine.counts_by_area(all_of([tree, *resolved_within(timedelta(days=days))]), old, clocks))
        for days in HORIZONS
    ]
    values: dict[str, float | None] = {}
    for outline in areas.outlines:
        n = whole.get(outline.code, 0)
        reached = next((float(days) for days, ended in in_time if 2 * ended.get(outline.code, 0) >= n), BEYOND)
        values[outline.code] = reached if n >= FEW else None
    return Shading(Layer.DAYS, values, counts, DAYS_SCALE)
