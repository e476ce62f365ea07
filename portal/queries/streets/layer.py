"""The streets under the marks of the map that the server draws: thin lines, with names where these find room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from ...charts.labels import Disc, room
from ...charts.names_along import Corners, NameAlong, names_along
from ...domain.lens import Box
from ..areas.shapes import Drawing
from ..maps.page import MapPage
from .lines import street_lines

#: Degrees that a frame is wide at most whose streets are drawn: at zoom 13, on a middling screen.
WIDEST = 0.11
LETTERS, MARK = 11.0, 13.0  # pixels: the height of names, and the radius of a mark


@dataclass(frozen=True, slots=True)
class StreetLayer:
    """Paths and names in the units of the map's drawing."""

    paths: tuple[str, ...] = ()
    names: tuple[NameAlong, ...] = ()


def streets_of(session: Session, page: MapPage) -> StreetLayer:
    """The streets of a map's page, around its marks and the names of its areas."""
    spot, marks = page.view.drawing.spot, page.marks
    full = [Disc(*spot(one.lat, one.lon), one.radius * page.view.pixel) for one in marks.circles]
    full += [Disc(*spot(mark.first.lat, mark.first.lon), MARK * page.view.pixel) for mark in marks.marks]
    full += [Disc(*spot(one.lat, one.lon), MARK * page.view.pixel) for one in marks.closed]
    for label in page.labels:
        box = room(label, page.view.letters)
        full += [Disc(box.x + box.across * step / 4, box.y, box.down) for step in range(-4, 5)]
    return street_layer(session, page.view.drawing, page.looked_at, page.view.pixel, full)


def street_layer(session: Session, drawing: Drawing, box: Box, pixel: float, full: Sequence[Disc]) -> StreetLayer:
    """``pixel``: how wide one is, and ``full``: what no name may cover, both in units of the drawing."""
    if box.east - box.west > WIDEST:
        return StreetLayer()
    left, top = drawing.spot(box.north, box.west)
    right, bottom = drawing.spot(box.south, box.east)
    streets = [
        (_short(street.name), [_drawn(drawing, line) for line in street.lines]) for street in street_lines(session, box)
    ]
    moved = [(name, [(line - (left, top)) / pixel for line in lines]) for name, lines in streets]
    discs = [Disc((disc.x - left) / pixel, (disc.y - top) / pixel, disc.radius / pixel) for disc in full]
    names = names_along(moved, LETTERS, discs, ((right - left) / pixel, (bottom - top) / pixel))
    return StreetLayer(
        tuple(_path(line) for _, lines in streets for line in lines),
        tuple(
            NameAlong(round(one.x * pixel + left, 2), round(one.y * pixel + top, 2), one.angle, one.name)
            for one in names
        ),
    )


def _short(name: str) -> str:
    """As it stands on street signs."""
    return f"Jl. {rest}" if (rest := name.removeprefix("Jalan ")) != name else name


def _drawn(drawing: Drawing, line: Sequence[tuple[float, float]]) -> Corners:
    """In units of the drawing; ``Drawing.spot`` rounds to a tenth of these, which is fine enough from here."""
    return np.array([drawing.spot(lat, lon) for lat, lon in line])


def _path(corners: Corners) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in corners.tolist())
