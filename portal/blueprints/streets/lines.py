"""The lines of the streets in a frame of the map, for its script."""

from __future__ import annotations

from flask import Response, jsonify

from ...queries.streets.find import streets_seen
from ...queries.streets.lines import street_lines
from ...web import caching
from ...web.access import public
from ...web.errors import UnreadableFilter
from .. import lens
from . import bp


@bp.get("/streets/lines.json")
@public
def lines() -> Response:
    """``[name, [[[lat, lon], ...], ...]]`` of each street, the most reported first; the address has to name a frame."""
    asked = lens.readable()
    box, session = asked.filter.bbox, asked.sources.session
    if box is None:
        raise UnreadableFilter({"bbox": []})

    def render() -> Response:
        return jsonify(streets=[(street.name, street.lines) for street in street_lines(session, box)])

    return caching.answer(streets_seen(session), render)
