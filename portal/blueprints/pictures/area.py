"""The picture of an area: what its page says first."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...web.access import public
from ..areas.answer import area_answer
from . import bp
from .address import area_picture
from .drawn import drawn
from .said import of_area


@bp.get("/pictures/areas/<path:code>.png")
@public
def area(code: str) -> ResponseReturnValue:
    return area_answer(code, lambda found: drawn(area_picture(found), lambda: of_area(found)), of_today=True)
