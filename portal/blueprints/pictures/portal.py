"""The picture of pages that have none of their own."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...web import caching, links
from ...web.access import public
from . import bp
from .drawn import drawn
from .said import of_portal


@bp.get("/pictures/portal.png")
@public
def portal() -> ResponseReturnValue:
    return caching.answer("portal", lambda: drawn(links.portal_picture(), of_portal))
