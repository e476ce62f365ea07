"""The tickets of a filter as a map: the city's areas with their shading, or marks, and the frame to begin with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from ...domain.city import City
from ...domain.lens import Box, TicketFilter
from ...domain.source_clock import SourceClocks
from ...search.engine import Engine, Grid
from ...search.ranking import asks_for_place
from ..areas.shapes import AreaMap, AreaOutline
from ..sources import Sources
from ..tickets.headline import FEW
from ..tickets.index import TicketList, ticket_list
from .area_counts import list_area_counts
from .frame import Frame, map_frame
from .layers import Layer, Shading, shaded_level
from .marks import MapMarks, map_grid, map_marks
from .outlines import area_maps
from .shaded import ShadedMap, area_labels, larger_of, map_view, zoom_of
from .surround import surround, with_room

_WORLD = Box(-180, -85, 180, 85)
_FINE = 14  # the zoom whose squares, some 600 metres wide, say where the results lie


@dataclass(frozen=True, slots=True)
class Extreme:
    """The area with the highest or lowest rate."""

    code: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class LabelledGroup:
    """The shaded areas within one larger area."""

    name: str
    count: int
    outlines: tuple[AreaOutline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage(ShadedMap):
    """``found`` is the list of the same filter without the frame; ``frame`` what lies in it.

    ``home``: the box that shows the whole city; ``looked_at``: the one that is shown, of which the person may have
    ``chosen``.
    """

    found: TicketList
    frame: Frame
    marks: MapMarks
    home: Box
    looked_at: Box
    most: Extreme | None
    least: Extreme | None
    unplaced: int  # tickets of the filter that no map can show

    @property
    def chosen(self) -> bool:
        """Whether the frame was chosen, by the address."""
        return self.frame.filter.bbox is not None

    @property
    def framed(self) -> Box | None:
        """The frame to begin with; None where it is the whole city."""
        return None if self.looked_at == self.home else self.looked_at

    @property
    def layers(self) -> list[Layer]:
        """What can be shown: shades need areas, rates need a population."""
        if self.areas is None:
            return [Layer.CELLS]
        return [one for one in Layer if one is not Layer.RATE or any(o.population for o in self.areas.outlines)]

    @property
    def groups(self) -> list[LabelledGroup]:
        """The shaded areas by the larger area that they lie in, as a table lists them."""
        counts = self.shading.counts if self.shading else {}
        found: dict[str, list[AreaOutline]] = {}
        for outline in self.areas.outlines if self.areas else ():
            found.setdefault(outline.parent or "", []).append(outline)
        names = self.found.names.area
        groups = [
            LabelledGroup(
                names[parent].name if parent in names else "",
                sum(counts.get(outline.code, 0) for outline in outlines),
                tuple(sorted(outlines, key=lambda o: (-counts.get(o.code, 0), o.name))),
            )
            for parent, outlines in found.items()
        ]
        return sorted(groups, key=lambda group: (-group.count, group.name))


def map_page(sources: Sources, filter: TicketFilter, layer: Layer, now: datetime) -> MapPage:
    """The map of a filter. Its box is the frame that is looked at, not a part of what is asked."""
    engine, city = sources.engine, sources.city
    asked = filter.without("bbox")
    found = ticket_list(sources, asked, now, figures=False)
    maps = area_maps(sources)
    home = _home(engine, city, found.clocks, maps[-1] if maps else None)
    grid = map_grid(engine, asked, _FINE, city, found.clocks)
    looked_at = filter.bbox or _results(grid, found) or home
    view = map_view(home, looked_at)
    areas, shaded = shaded_level(list_area_counts(engine, found, city, own_too=layer is Layer.CELLS), layer, maps)
    marks = MapMarks(placed=grid.placed)
    if layer is Layer.CELLS or not areas:
        marks = map_marks(sources, asked.but(bbox=None if looked_at == home else looked_at), zoom_of(looked_at), now)
    larger = larger_of(maps)
    most, least = _extremes(found, shaded, city)
    return MapPage(
        filter=found.filter,
        unplaced=max(0, found.total - grid.placed),
        found=found,
        frame=map_frame(sources, filter, now),
        layer=layer if areas else Layer.CELLS,
        marks=marks,
        labels=area_labels(larger, marks, view),
        areas=areas,
        larger=larger,
        shading=shaded,
        view=view,
        home=home,
        looked_at=looked_at,
        most=most,
        least=least,
    )


def _results(grid: Grid, found: TicketList) -> Box | None:
    """The frame of what was searched for; None where nothing asks for words or a place, or nothing has one."""
    asked = found.filter.q or asks_for_place(found.reading.tree, found.filter)
    around = surround(grid) if asked else None
    return with_room(around) if around else None


def _home(engine: Engine, city: City, clocks: SourceClocks, areas: AreaMap | None) -> Box:
    """The areas' own box, else the city's bounds, else the box of its tickets."""
    bounds = areas.bounds if areas and areas.bounds else city.bounds
    if bounds is not None:
        return Box(*bounds)
    coarse = surround(map_grid(engine, TicketFilter(), 4, city, clocks))
    if coarse is None:
        return _WORLD
    fine = map_grid(engine, TicketFilter(bbox=coarse), math.floor(zoom_of(coarse)) + 1, city, clocks)
    return surround(fine) or coarse


def _extremes(found: TicketList, shaded: Shading | None, city: City) -> tuple[Extreme | None, Extreme | None]:
    """Of the largest areas with a known population, those with most and fewest reports a resident; none where the
    filter chooses areas, for then it has made them so."""
    counts = shaded.counts if shaded else {}
    rates = sorted(
        (1000 * counts.get(area.key, 0) / area.population, area.key, area.name)
        for area in found.names.area.values()
        if city.levels and area.level == city.levels[0] and area.population
    )
    if len(rates) < 2 or found.total < FEW or asks_for_place(found.reading.tree, found.filter):
        return None, None
    low, high = rates[0], rates[-1]
    return Extreme(high[1], high[2], high[0]), Extreme(low[1], low[2], low[0])
