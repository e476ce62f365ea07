"""The outlines of the city's areas as GeoJSON."""

from __future__ import annotations

from flask import Response, request

from ...context import current_portal
from ...extensions import db
from ...queries.areas.shapes import area_shapes, outlined_levels
from ...queries.city.version import city_version
from ...web import caching
from ...web.access import public
from . import bp


@bp.get("/map/areas.json")
@public
def areas() -> Response:
    """The areas of the level that the address names; of the smallest that has outlines when it names none such."""
    session = db.session()
    level = _level(outlined_levels(session))

    def render() -> Response:
        return Response(
            "".join(area_shapes(session, current_portal().cache, level).geojson()), mimetype="application/geo+json"
        )

    return caching.answer(city_version(session), render)


def _level(outlined: frozenset[str]) -> str:
    asked = request.args.get("level", "")
    smallest_first = reversed(current_portal().city.levels)
    return asked if asked in outlined else next((level for level in smallest_first if level in outlined), "")
