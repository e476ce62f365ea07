"""The front page."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from .. import clock
from ..context import current_portal
from ..extensions import db
from ..queries.city.version import lens_version
from ..queries.home import home_page
from ..web import caching
from ..web.access import public
from . import lens

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def page() -> ResponseReturnValue:
    now = clock.now()
    version = (lens_version(db.session(), current_portal().engine), lens.minute(now))
    return caching.answer(
        version, lambda: render_template("home/page.html", home=home_page(lens.sources(), now), now=now)
    )
