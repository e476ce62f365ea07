"""What the map's script draws as the frame moves: circles, or single tickets when they are few."""

from __future__ import annotations

from flask import Response, jsonify, request

from ...presentation.words import masks
from ...queries.maps.frame import MapTicket, map_circles, map_tickets
from ...web import caching
from ...web.access import public
from ...web.language import in_language
from .. import lens
from . import bp

MOST_ZOOM = 20
DEFAULT_ZOOM = 11


@bp.get("/map/cells.json")
@public
def cells() -> Response:
    """Circles as ``[lat, lon, count, radius]``, in degrees and pixels, and how many tickets they hold."""
    zoom = _zoom()
    asked = lens.readable("zoom", unread=() if zoom is not None else ["zoom"])
    sources, filter = asked.sources, asked.filter

    def render() -> Response:
        found = map_circles(sources.engine, filter, zoom or 0, sources.city, asked.clocks)
        placed = sum(circle.count for circle in found)
        return jsonify(placed=placed, cells=[(c.lat, c.lon, c.count, c.radius) for c in found])

    return caching.answer(asked.version(), render)


@bp.get("/map/tickets.json")
@public
def tickets() -> Response:
    """Each ticket in the frame as ``[code, status, lat, lon, name]``; null when they are too many."""
    asked = lens.readable("zoom")
    sources, filter = asked.sources, asked.filter

    def render() -> Response:
        found = map_tickets(sources, filter, asked.now)
        return jsonify(tickets=None if found is None else [_row(ticket) for ticket in found])

    return caching.answer(asked.version(), render)


def _zoom() -> int | None:
    """The zoom that the address names, or the city's; None when it cannot be read."""
    asked = request.args.get("zoom") or str(DEFAULT_ZOOM)
    return min(MOST_ZOOM, int(asked[:3])) if asked.isascii() and asked.isdigit() else None


def _row(ticket: MapTicket) -> list[object]:
    name = masks(ticket.title) or in_language(ticket.category, ticket.category_en)
    return [ticket.code, ticket.status, ticket.lat, ticket.lon, name]
