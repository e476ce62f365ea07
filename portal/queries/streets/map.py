"""The small map of one street: its line, its reports, the streets beside it and the borders of areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np

from ...charts.labels import Disc, Label, beside
from ...charts.names_along import Corners, NameAlong, names_along
from ...charts.street_frame import StreetFrame
from ...domain.lens import Box
from ...domain.street_line import Line
from ...models import Street
from ..areas.shapes import WIDTH, Drawing, area_shapes, outlined_levels
from ..sources import Sources
from .lines import lines_of, street_lines

#: Of names and numbers, in the units of the drawing: as large as they are on a phone, so that they find room on both.
LETTERS = 20.0
MARK = 5.0  # radius of an open report
BESIDE = 60  # other streets
ROUND = 0.12  # of the street's extent is seen around it
LEAST = 0.0025  # degrees that are seen at least


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a report lies; ``number``: its place in the list of open ones, 0 for one that has ended."""

    lat: float
    lon: float
    number: int = 0
    code: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class OpenMark:
    x: float
    y: float
    number: int
    code: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetMap:
    """All in the units of a drawing of this ``width`` and ``height``. ``lines``: paths of the street itself,
    ``beside`` of others; ``numbers``: those of open reports that find room. ``areas``: the matrix that puts the city's
    drawing here, and the paths of its borders. ``scale``: (units, metres) of the bar."""

    width: float
    height: float
    lines: tuple[str, ...]
    beside: tuple[str, ...]
    names: tuple[NameAlong, ...]
    open: tuple[OpenMark, ...]
    numbers: tuple[Label, ...]
    ended: tuple[tuple[float, float], ...]
    borders: tuple[str, ...]
    matrix: str
    scale: tuple[float, int]


def street_map(sources: Sources, street: Street, spots: Sequence[Spot], ended: float = 0.0) -> StreetMap | None:
    """None where no report says where it lies. ``ended``: the radius of those that have ended, over which nothing is
    written; 0 where they are dots."""
    lines = lines_of(street.lines)
    box = _box([*((spot.lat, spot.lon) for spot in spots), *chain.from_iterable(lines)], bool(lines))
    if box is None:
        return None
    frame = StreetFrame(box)
    others = [one for one in street_lines(sources.session, frame.box, BESIDE) if one.slug != street.slug]
    own = [_drawn(frame, line) for line in lines]
    open_ = tuple(OpenMark(*frame.spot(s.lat, s.lon), s.number, s.code, s.late) for s in spots if s.number)
    over = tuple(dict.fromkeys(frame.spot(spot.lat, spot.lon) for spot in spots if not spot.number))
    discs = [*(Disc(mark.x, mark.y, MARK) for mark in open_), *(Disc(*spot, ended) for spot in over if ended)]
    numbers = beside([Label(m.x, m.y, str(m.number)) for m in open_], MARK + 2, discs, LETTERS)
    full = [*discs, *(Disc(label.x, label.y - 6, 11.0) for label in numbers)]
    named = [(one.name, [_drawn(frame, line) for line in one.lines]) for one in others]
    borders, matrix = _borders(sources, frame)
    return StreetMap(
        width=frame.width,
        height=frame.height,
        lines=tuple(map(_path, own)),
        beside=tuple(_path(line) for _, found in named for line in found),
        names=tuple(names_along(named, LETTERS, [*full, *_on(own)], (frame.width, frame.height))),
        open=open_,
        numbers=tuple(numbers),
        ended=over,
        borders=borders,
        matrix=matrix,
        scale=frame.scale,
    )


def _box(places: Sequence[tuple[float, float]], drawn: bool) -> Box | None:
    """Around nearly all places, wide enough that something is seen around them. A place far off is not waited for."""
    if not places:
        return None
    degrees = np.array(places)
    low, high = (
        np.percentile(degrees, (1, 99), axis=0) if drawn and len(places) > 50 else (degrees.min(0), degrees.max(0))
    )
    around = np.maximum((high - low).max() * ROUND, LEAST / 2)
    (south, west), (north, east) = low - around, high + around
    return Box(float(west), float(south), float(east), float(north))


def _drawn(frame: StreetFrame, line: Line) -> Corners:
    return np.array([frame.spot(lat, lon) for lat, lon in line])


def _path(corners: Corners) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in corners.tolist())


def _on(lines: Iterable[Corners]) -> list[Disc]:
    """The street itself, which no other's name may cross."""
    found: list[Disc] = []
    for corners in lines:
        for start, end in pairwise(corners):
            steps = max(1, int(np.hypot(*(end - start)) // LETTERS))
            spots = (start + (end - start) * step / steps for step in range(steps + 1))
            found += [Disc(float(x), float(y), 4.0) for x, y in spots]
    return found


def _borders(sources: Sources, frame: StreetFrame) -> tuple[tuple[str, ...], str]:
    """The outlines of the smallest areas near the frame, in the units of the city's drawing, with what turns these into
    the frame's."""
    outlined = outlined_levels(sources.session)
    level = next((one for one in reversed(sources.city.levels) if one in outlined), None)
    areas = area_shapes(sources.session, sources.cache, level) if level else None
    if areas is None or areas.bounds is None:
        return (), ""
    drawing = Drawing(areas.bounds)
    left, top = drawing.spot(frame.box.north, frame.box.west)
    right, bottom = drawing.spot(frame.box.south, frame.box.east)
    across, down = frame.width / max(right - left, 0.1), frame.height / max(bottom - top, 0.1)
    reach = WIDTH / 6
    near = [
        outline.path
        for outline in areas.outlines
        if left - reach < outline.label_x < right + reach and top - reach < outline.label_y < bottom + reach
    ]
    return tuple(near), f"matrix({across:.5g} 0 0 {down:.5g} {-left * across:.6g} {-top * down:.6g})"
