"""The city's areas as they are drawn and shaded, in the frame that is looked at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...charts.labels import Disc, Label, placed
from ...charts.marks import REACH
from ...charts.scale_bar import scale_bar
from ...domain.lens import Box, TicketFilter
from ..areas.shapes import WIDTH, AreaMap, Drawing
from .layers import Layer, Shading
from .marks import MapMarks

_DRAWN = 480  # pixels that the drawing is taken to be wide, between a phone and a desk: how fine its marks are
_TILE = 256
_LETTERS = 11.5  # pixels
_EDGE = 8  # pixels around the city, so that a circle on its border is whole


@dataclass(frozen=True, slots=True)
class MapView:
    """The part of a drawing that is looked at, as SVG has it. ``pixel``: about how wide one is, in its units."""

    drawing: Drawing
    view_box: str
    pixel: float

    @property
    def letters(self) -> float:
        """The size of text in units of the drawing."""
        return round(_LETTERS * self.pixel, 2)

    @property
    def scale(self) -> tuple[float, int]:
        """(units, metres) of the bar."""
        return scale_bar(self.drawing.metre, 90 * self.pixel)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadedMap:
    """The map of a filter's tickets. ``areas`` are shaded, ``larger`` are only drawn as lines; ``labels``: the names of
    these, where they can be read."""

    filter: TicketFilter
    layer: Layer
    areas: AreaMap | None
    larger: AreaMap | None
    shading: Shading | None
    labels: tuple[Label, ...]
    view: MapView


def map_view(home: Box, looked_at: Box) -> MapView:
    """``home``: the box of the whole city, which is drawn."""
    drawing, pixel = Drawing((home.west, home.south, home.east, home.north)), _pixel(home, looked_at)
    return MapView(drawing, _view_box(drawing, looked_at, 0 if looked_at != home else _EDGE * pixel), pixel)


def zoom_of(box: Box) -> float:
    """The zoom at which a box is as wide as the drawing."""
    width = max(box.east - box.west, 1e-6)
    return max(0.0, min(18.0, math.log2(360 * _DRAWN / (_TILE * width))))


def larger_of(maps: Sequence[AreaMap]) -> AreaMap | None:
    """The areas that are only drawn as lines."""
    return maps[0] if len(maps) > 1 else None


def area_labels(larger: AreaMap | None, marks: MapMarks, view: MapView) -> tuple[Label, ...]:
    """The names of the larger areas beside the marks."""
    drawing, pixel = view.drawing, view.pixel
    named = [Label(o.label_x, o.label_y, o.name) for o in larger.outlines] if larger else []
    discs = [Disc(*drawing.spot(c.lat, c.lon), c.radius * pixel) for c in marks.circles]
    discs += [Disc(*drawing.spot(m.first.lat, m.first.lon), REACH / 2 * pixel) for m in marks.marks]
    discs += [Disc(*drawing.spot(c.lat, c.lon), REACH / 2 * pixel) for c in marks.closed]
    return tuple(placed(named, discs, _LETTERS * pixel))


def _pixel(home: Box, looked_at: Box) -> float:
    """A pixel, at the zoom of what is looked at, in units of the drawing."""
    return WIDTH * 360 / ((home.east - home.west) * _TILE * 2 ** zoom_of(looked_at))


def _view_box(drawing: Drawing, looked_at: Box, edge: float) -> str:
    """The part of the drawing that is looked at, with ``edge`` units around it."""
    left, top = drawing.spot(looked_at.north, looked_at.west)
    right, bottom = drawing.spot(looked_at.south, looked_at.east)
    wide, high = max(1, right - left) + 2 * edge, max(1, bottom - top) + 2 * edge
    return f"{left - edge:.6g} {top - edge:.6g} {wide:.6g} {high:.6g}"
