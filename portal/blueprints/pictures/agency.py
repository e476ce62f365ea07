"""The picture of an agency: the finding of its figures, as its page says it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...web.access import public
from ..agencies.answer import page_answer
from . import bp
from .address import agency_picture
from .drawn import drawn
from .said import of_agency


@bp.get("/pictures/agencies/<slug>.png")
@public
def agency(slug: str) -> ResponseReturnValue:
    return page_answer(slug, lambda found: drawn(agency_picture(found), lambda: of_agency(found)), of_today=True)
