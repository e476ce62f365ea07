"""The picture of a street: what is open there, and how long it takes."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...web.access import public
from ..streets.answer import street_answer
from . import bp
from .address import street_picture
from .drawn import drawn
from .said import of_street


@bp.get("/pictures/streets/<slug>.png")
@public
def street(slug: str) -> ResponseReturnValue:
    return street_answer(slug, lambda found: drawn(street_picture(found), lambda: of_street(found)))
