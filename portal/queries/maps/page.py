"""The tickets of a filter as a map: the city's areas with their shading, or circles, and the frame to begin with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...charts.labels import Disc, Label, placed
from ...domain.city import City
from ...domain.lens import Box, TicketFilter
from ...domain.source_clock import SourceClocks
from ...search.engine import Engine
from ...search.ranking import asks_for_place
from ..areas.shapes import WIDTH, AreaMap, AreaOutline, Drawing, area_shapes, outlined_levels
from ..sources import Sources
from ..tickets.headline import FEW
from ..tickets.index import TicketList, ticket_list
from .frame import Frame, map_circles, map_frame, map_grid, surround
from .layers import Layer, Shading, shading

_WORLD = Box(-180, -85, 180, 85)
_DRAWN = 640  # pixels that the drawing is wide on a middling screen; decides how fine its circles are
_TILE = 256
_LETTERS = 11.5  # pixels
_EDGE = 8  # pixels around the city, so that a circle on its border is whole


@dataclass(frozen=True, slots=True)
class Drawn:
    """A circle of the SVG drawing: where, how large, how many tickets."""

    x: float
    y: float
    radius: float
    count: int


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
class MapPage:
    """``found`` is the list of the same filter without the frame; ``frame`` what lies in it.

    ``areas`` are shaded, ``larger`` are only drawn as lines; ``names`` are theirs, where they can be read. ``home``:
    the box that shows the whole city. ``letters``: the size of text in units of the drawing.
    """

    found: TicketList
    frame: Frame
    layer: Layer
    areas: AreaMap | None
    larger: AreaMap | None
    shading: Shading | None
    circles: tuple[Drawn, ...]
    names: tuple[Label, ...]
    view_box: str
    size: tuple[int, int]
    letters: float
    home: Box
    most: Extreme | None
    least: Extreme | None
    unplaced: int  # tickets of the filter that no map can show

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
    maps = _maps(sources)
    clocks = found.clocks
    home = _home(engine, city, clocks, maps[-1] if maps else None)
    drawing = Drawing((home.west, home.south, home.east, home.north))
    looked_at = filter.bbox or home
    areas, shaded = _shaded(engine, found, layer, maps, city)
    circles = _circles(engine, filter, city, clocks, home) if layer is Layer.CELLS or not areas else ()
    larger = maps[0] if len(maps) > 1 else None
    unit = _unit(home, looked_at)
    most, least = _extremes(found, shaded, city)
    placed_anywhere = map_grid(engine, asked, 0, city, clocks).placed
    return MapPage(
        unplaced=max(0, found.total - placed_anywhere),
        found=found,
        frame=map_frame(sources, filter, now),
        layer=layer if areas else Layer.CELLS,
        circles=circles,
        names=_names(larger, circles, _LETTERS * unit),
        areas=areas,
        larger=larger,
        shading=shaded,
        view_box=_view_box(drawing, looked_at, 0 if filter.bbox else _EDGE * unit),
        size=(WIDTH, drawing.height),
        letters=round(_LETTERS * unit, 1),
        home=home,
        most=most,
        least=least,
    )


def _maps(sources: Sources) -> list[AreaMap]:
    """The smallest level that has outlines, after the one above it."""
    have = outlined_levels(sources.session)
    levels = [level for level in sources.city.levels if level in have]
    maps = (area_shapes(sources.session, sources.cache, level) for level in levels[-2:])
    return [one for one in maps if one.outlines]


def _shaded(
    engine: Engine, found: TicketList, layer: Layer, maps: Sequence[AreaMap], city: City
) -> tuple[AreaMap | None, Shading | None]:
    """The smallest areas and their shading; larger ones where the small ones are mostly too small to say anything."""
    if not maps:
        return None, None
    tried = []
    for areas in reversed(maps):
        shaded = shading(engine, found, layer, areas, city)
        tried.append((areas, shaded))
        if 2 * sum(value is not None for value in shaded.values.values()) >= len(shaded.values):
            return areas, shaded
    return tried[0]


def _home(engine: Engine, city: City, clocks: SourceClocks, areas: AreaMap | None) -> Box:
    """The areas' own box, else the city's bounds, else the box of its tickets."""
    bounds = areas.bounds if areas and areas.bounds else city.bounds
    if bounds is not None:
        return Box(*bounds)
    coarse = surround(map_grid(engine, TicketFilter(), 4, city, clocks))
    if coarse is None:
        return _WORLD
    fine = map_grid(engine, TicketFilter(bbox=coarse), _zoom(coarse) + 1, city, clocks)
    return surround(fine) or coarse


def _zoom(box: Box) -> int:
    """The zoom at which a box is about as wide as the drawing."""
    width = max(box.east - box.west, 1e-6)
    return max(0, min(18, math.floor(math.log2(360 * _DRAWN / (_TILE * width)))))


def _circles(engine: Engine, filter: TicketFilter, city: City, clocks: SourceClocks, home: Box) -> tuple[Drawn, ...]:
    """The circles of the frame in units of the drawing."""
    zoom = _zoom(filter.bbox or home)
    drawing = Drawing((home.west, home.south, home.east, home.north))
    unit = _unit(home, filter.bbox or home)
    found = map_circles(engine, filter, zoom, city, clocks)
    return tuple(Drawn(*drawing.spot(c.lat, c.lon), round(c.radius * unit, 1), c.count) for c in found)


def _names(larger: AreaMap | None, circles: Sequence[Drawn], letters: float) -> tuple[Label, ...]:
    """The names of the larger areas beside the circles."""
    named = [Label(o.label_x, o.label_y, o.name) for o in larger.outlines] if larger else []
    return tuple(placed(named, [Disc(c.x, c.y, c.radius) for c in circles], letters))


def _unit(home: Box, looked_at: Box) -> float:
    """A pixel, at the zoom of what is looked at, in units of the drawing."""
    return WIDTH * 360 / ((home.east - home.west) * _TILE * (1 << _zoom(looked_at)))


def _view_box(drawing: Drawing, looked_at: Box, edge: float) -> str:
    """The part of the drawing that is looked at, with ``edge`` units around it."""
    left, top = drawing.spot(looked_at.north, looked_at.west)
    right, bottom = drawing.spot(looked_at.south, looked_at.east)
    wide, high = max(1, right - left) + 2 * edge, max(1, bottom - top) + 2 * edge
    return f"{left - edge:.6g} {top - edge:.6g} {wide:.6g} {high:.6g}"


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
