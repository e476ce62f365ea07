"""A sheet for the wall of an area's office: what one can do here, in both languages, and a QR code to the form."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...queries.areas.page import area_version
from ...web import caching
from ...web.access import public
from ..sources import here
from . import bp
from .answer import present_area
from .poster_sheet import sheet


@bp.get("/areas/<path:code>/poster")
@public
def poster(code: str) -> ResponseReturnValue:
    known = area_version(here(), code)
    if known is None:
        return present_area(code, "areas.poster")
    return caching.answer(("poster", known.key), lambda: sheet(known))
