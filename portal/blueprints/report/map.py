"""What the map of the first step asks for once it is opened: what to draw, and what a point is called."""

from __future__ import annotations

from flask import Response, abort, jsonify, request, url_for
from flask_babel import gettext as _

from ...domain.lens import Box
from ...domain.report_place import parse
from ...presentation.direction import isolated
from ...queries.maps.outlines import area_maps
from ...queries.report.point import NamedPoint, named_point
from ...web.access import public
from ..maps.config import base_map, corners, hand_words
from ..sources import here
from . import bp

FINEST_ZOOM = 19


@bp.get("/report/map.json")
@public
def map_description() -> Response:
    """``home``: south-west and north-east; ``areas``: where the outlines are, the larger ones first."""
    maps, base = area_maps(here()), base_map()
    bounds = (maps[-1].bounds if maps else None) or abort(404)
    return jsonify(
        home=corners(Box(*bounds)),
        finest=FINEST_ZOOM,
        areas=[url_for("maps.areas", level=one.level) for one in maps],
        streets=None if "credit" in base else url_for("streets.lines"),
        **base,
        words={
            **hand_words(),
            "map": _("Peta untuk menunjuk tempat. Tombol panah menggeser tanda silang, Enter memilih titiknya."),
        },
    )


@bp.get("/report/point.json")
@public
def point() -> Response:
    """``area``: its code, or null outside of the city; ``says``: the point in words."""
    asked = parse(request.args)
    if asked.lat is None or asked.lon is None:
        abort(400)
    found = named_point(here(), asked.lat, asked.lon)
    area = found.stated.area
    return jsonify(area=area.key if area else None, says=_says(found))


def _says(found: NamedPoint) -> str:
    area, above = found.stated.area, found.stated.above
    if area is None:
        return str(_("Titik itu di luar kota ini. Pilih titik di dalam batas kota."))
    where = f"{isolated(area.name)}, {isolated(above.name)}" if above else isolated(area.name)
    if found.street:
        return str(_("Titik Anda: %(area)s, dekat %(street)s.", area=where, street=isolated(found.street)))
    return str(_("Titik Anda: %(area)s.", area=where))
