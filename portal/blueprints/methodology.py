"""How every figure is defined."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ..domain.figure import ENOUGH
from ..domain.scorecard import BANDS
from ..domain.time_to_event import HORIZONS
from ..web import caching
from ..web.access import public

bp = Blueprint("methodology", __name__)


@bp.get("/methodology")
@public
def page() -> ResponseReturnValue:
    return caching.answer(
        "methodology",
        lambda: render_template("methodology/page.html", few=ENOUGH, horizons=HORIZONS, bands=BANDS),
    )
