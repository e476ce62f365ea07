"""The front page."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from .. import clock
from ..extensions import db
from ..queries.city_version import city_version
from ..queries.home_page import home_page
from ..queries.log_end import log_end
from ..web import caching
from ..web.access import public
from ..web.here import engine

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def page() -> ResponseReturnValue:
    now, session, index = clock.now(), db.session(), engine()
    version = (log_end(session), city_version(session), index.seq(), int(now.timestamp()) // 60)
    return caching.answer(
        version, lambda: render_template("home/page.html", home=home_page(session, index, now), now=now)
    )
