"""The tickets of a filter as a map: the city's areas with their shading, or marks, and the frame to begin with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...charts.labels import Disc, Label, placed
from ...charts.marks import REACH
from ...charts.scale_bar import scale_bar
from ...domain.city import City
from ...domain.lens import Box, TicketFilter
from ...domain.source_clock import SourceClocks
from ...search.engine import Engine, Grid
from ...search.ranking import asks_for_place
from ..areas.shapes import WIDTH, AreaMap, AreaOutline, Drawing
from ..sources import Sources
from ..tickets.headline import FEW
from ..tickets.index import TicketList, ticket_list
from .frame import Frame, map_frame
from .layers import Layer, Shading, shading
from .marks import MapMarks, map_grid, map_marks
from .outlines import area_maps
from .surround import surround, with_room

_WORLD = Box(-180, -85, 180, 85)
_DRAWN = 480  # pixels that the drawing is taken to be wide, between a phone and a desk: how fine its marks are
_TILE = 256
_FINE = 14  # the zoom whose squares, some 600 metres wide, say where the results lie
_LETTERS = 11.5  # pixels
_EDGE = 8  # pixels around the city, so that a circle on its border is whole


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
    the box that shows the whole city; ``looked_at``: the one that is shown, of which the person may have ``chosen``.
    ``pixel``: about how wide one is, in units of the drawing.
    """

    found: TicketList
    frame: Frame
    layer: Layer
    areas: AreaMap | None
    larger: AreaMap | None
    shading: Shading | None
    marks: MapMarks
    names: tuple[Label, ...]
    drawing: Drawing
    view_box: str
    pixel: float
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
    def letters(self) -> float:
        """The size of text in units of the drawing."""
        return round(_LETTERS * self.pixel, 2)

    @property
    def scale(self) -> tuple[float, int]:
        """(units, metres) of the bar."""
        return scale_bar(self.drawing.metre, 90 * self.pixel)

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
    drawing, pixel = Drawing((home.west, home.south, home.east, home.north)), _pixel(home, looked_at)
    areas, shaded = _shaded(engine, found, layer, maps, city)
    marks = MapMarks(placed=grid.placed)
    if layer is Layer.CELLS or not areas:
        marks = map_marks(sources, asked.but(bbox=None if looked_at == home else looked_at), _zoom(looked_at), now)
    larger = maps[0] if len(maps) > 1 else None
    most, least = _extremes(found, shaded, city)
    return MapPage(
        unplaced=max(0, found.total - grid.placed),
        found=found,
        frame=map_frame(sources, filter, now),
        layer=layer if areas else Layer.CELLS,
        marks=marks,
        names=_names(larger, marks, drawing, pixel),
        areas=areas,
        larger=larger,
        shading=shaded,
        drawing=drawing,
        view_box=_view_box(drawing, looked_at, 0 if looked_at != home else _EDGE * pixel),
        pixel=pixel,
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
    fine = map_grid(engine, TicketFilter(bbox=coarse), math.floor(_zoom(coarse)) + 1, city, clocks)
    return surround(fine) or coarse


def _zoom(box: Box) -> float:
    """The zoom at which a box is as wide as the drawing."""
    width = max(box.east - box.west, 1e-6)
    return max(0.0, min(18.0, math.log2(360 * _DRAWN / (_TILE * width))))


def _names(larger: AreaMap | None, marks: MapMarks, drawing: Drawing, pixel: float) -> tuple[Label, ...]:
    """The names of the larger areas beside the marks."""
    named = [Label(o.label_x, o.label_y, o.name) for o in larger.outlines] if larger else []
    discs = [Disc(*drawing.spot(c.lat, c.lon), c.radius * pixel) for c in marks.circles]
    discs += [Disc(*drawing.spot(m.first.lat, m.first.lon), REACH / 2 * pixel) for m in marks.marks]
    discs += [Disc(*drawing.spot(c.lat, c.lon), REACH / 2 * pixel) for c in marks.closed]
    return tuple(placed(named, discs, _LETTERS * pixel))


def _pixel(home: Box, looked_at: Box) -> float:
    """A pixel, at the zoom of what is looked at, in units of the drawing."""
    return WIDTH * 360 / ((home.east - home.west) * _TILE * 2 ** _zoom(looked_at))


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
