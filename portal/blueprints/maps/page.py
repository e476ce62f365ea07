"""The lens as a map: the page, and what its script asks for as the frame moves."""

from __future__ import annotations

from datetime import datetime

from flask import Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ... import clock
from ...context import current_portal
from ...domain.lens import TicketFilter
from ...extensions import db
from ...queries.areas.shapes import area_shapes, outlined_levels
from ...queries.city.version import city_version
from ...queries.maps.frame import MapTicket, map_circles, map_frame, map_tickets
from ...queries.maps.layers import Layer
from ...queries.maps.page import MapPage, map_page
from ...queries.tickets.version import lens_version
from ...web import caching, fragments, links
from ...web.access import public
from ...web.language import in_language
from .. import lens
from . import bp
from .config import map_config

MOST_ZOOM = 20


@bp.get("/map")
@public
def index() -> ResponseReturnValue:
    filter, bad = lens.asked()
    layer, now = _layer(), clock.now()

    def make() -> str:
        return _page(map_page(db.session(), current_portal().engine, filter, layer, current_portal().city, now), bad)

    return caching.answer(_version(now), make)


@bp.get("/map/cells.json")
@public
def cells() -> Response:
    filter, now = lens.asked()[0], clock.now()
    return caching.answer(_version(now), lambda: _cells(filter, now))


@bp.get("/map/tickets.json")
@public
def tickets() -> Response:
    """Each ticket in the frame, when they are few; else ``null`` in the place of the list."""
    filter, now = lens.asked()[0], clock.now()

    def make() -> Response:
        spots = map_tickets(db.session(), current_portal().engine, filter, current_portal().city, now)
        return jsonify(tickets=None if spots is None else [_spot(spot) for spot in spots])

    return caching.answer(_version(now), make)


@bp.get("/map/areas.json")
@public
def areas() -> Response:
    """The outlines of a level as GeoJSON; the smallest level that has any unless another one that has is named."""
    session = db.session()
    level = _level(request.args.get("level", ""))

    def make() -> Response:
        return Response("".join(area_shapes(session, level).geojson()), mimetype="application/geo+json")

    return caching.answer(city_version(session), make)


@bp.get("/map/frame")
@public
def frame() -> ResponseReturnValue:
    """The list beside the map; somebody who comes here without the map is led to the list itself."""
    filter, now = lens.asked()[0], clock.now()
    if not fragments.wanted():
        return redirect(links.tickets(filter), 302)

    def make() -> str:
        return render_template(
            "maps/_frame.html",
            frame=map_frame(db.session(), current_portal().engine, filter, current_portal().city, now),
        )

    return caching.answer(_version(now), make)


def _layer() -> Layer:
    asked = request.args.get("layer", "")
    return Layer(asked) if asked in set(Layer) else Layer.CELLS


def _version(now: datetime) -> tuple[object, ...]:
    return lens_version(db.session(), current_portal().engine), lens.minute(now)


def _page(page: MapPage, bad: tuple[str, ...]) -> str:
    return render_template(
        "maps/index.html",
        page=page,
        found=page.found,
        bad=bad,
        config=map_config(page, current_portal().settings.basemap),
        lens=_lens(page.layer),
        list_lens=links.lens(),
        layer_link=lambda layer: _lens(Layer(layer))(page.frame.filter),
    )


def _lens(layer: Layer) -> links.Lens:
    """Addresses of the map that keep its layer."""
    return links.map_lens("" if layer is Layer.CELLS else layer.value)


def _cells(filter: TicketFilter, now: datetime) -> Response:
    found = map_circles(current_portal().engine, filter, _zoom(), current_portal().city, now)
    placed = sum(circle.count for circle in found)
    return jsonify(placed=placed, cells=[(c.lat, c.lon, c.count, c.radius) for c in found])


def _zoom() -> int:
    asked = request.args.get("zoom", "")
    return min(MOST_ZOOM, int(asked[:3])) if asked.isascii() and asked.isdigit() else 11


def _spot(spot: MapTicket) -> list[object]:
    name = spot.title or in_language(spot.category, spot.category_en)
    return [spot.code, spot.status, spot.lat, spot.lon, name]


def _level(asked: str) -> str:
    have = outlined_levels(db.session())
    return (
        asked
        if asked in have
        else next((level for level in reversed(current_portal().city.levels) if level in have), "")
    )
