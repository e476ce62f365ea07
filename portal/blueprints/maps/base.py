"""The street map's archive, of which the script fetches the parts that it draws."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, send_file
from werkzeug.wrappers import Response

from ...web.access import public
from . import bp
from .config import street_map

YEAR, MINUTES = timedelta(days=365), timedelta(minutes=5)


@bp.get("/map/base/<version>.pmtiles")
@public
def base(version: str) -> Response:
    """In parts (206), as they are asked for. For a year under today's version; one from before gets today's file."""
    archive = street_map() or abort(404)
    response = send_file(archive.path, mimetype="application/vnd.pmtiles", etag=archive.version, conditional=True)
    lasting = version == archive.version
    response.cache_control.no_cache = None
    response.cache_control.public = True
    response.cache_control.max_age = int((YEAR if lasting else MINUTES).total_seconds())
    response.cache_control.immutable = lasting
    return response
