"""What the map's script draws as the frame moves: circles, or each report where they are few."""

from __future__ import annotations

from flask import Response, jsonify, request

from ...charts.marks import ReportMark
from ...presentation.words import masks
from ...queries.maps.marks import map_marks
from ...web import caching
from ...web.access import public
from ...web.language import in_language
from .. import lens
from . import bp

MOST_ZOOM = 20.0
DEFAULT_ZOOM = "11"
TOLD = 20  # reports of one mark; those beyond are seen closer by


@bp.get("/map/tickets.json")
@bp.get("/map/cells.json")
@public
def cells() -> Response:
    """Circles as ``[lat, lon, count, radius in pixels, name of the nearest area]``, or else marks as ``[weight, lat,
    lon, how many weigh so, count, codes, name of the first]`` and closed reports as ``[lat, lon, count, area, name]``.

    The second address is that of the marks, from before both came together.
    """
    zoom = _zoom()
    asked = lens.readable("zoom", unread=() if zoom is not None else ["zoom"])
    sources, filter = asked.sources, asked.filter

    def render() -> Response:
        found = map_marks(sources, filter, zoom or 0.0, asked.now)
        return jsonify(
            placed=found.placed,
            cells=[(c.lat, c.lon, c.count, c.radius, c.name) for c in found.circles],
            marks=[_mark(mark) for mark in found.marks],
            closed=[(c.lat, c.lon, c.count, c.code, c.name) for c in found.closed],
        )

    return caching.answer(asked.version(), render)


def _zoom() -> float | None:
    """The zoom that the address names, or the city's; None when it cannot be read. A map stands between two zooms."""
    asked = request.args.get("zoom") or DEFAULT_ZOOM
    whole, _, part = asked[:5].partition(".")
    readable = asked.isascii() and whole.isdigit() and (part or "0").isdigit()
    return min(MOST_ZOOM, float(asked[:5])) if readable else None


def _mark(mark: ReportMark) -> list[object]:
    first = mark.first
    name = masks(in_language(first.name, first.name_en))
    codes = [spot.code for spot in mark.spots[:TOLD]]
    return [first.weight.word, first.lat, first.lon, mark.number, len(mark.spots), codes, name]
