"""The front page."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from .. import clock
from ..context import current_portal
from ..extensions import db
from ..queries.city.log_end import log_end
from ..queries.city.version import city_version
from ..queries.home import home_page
from ..web import caching
from ..web.access import public

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def page() -> ResponseReturnValue:
    now, session, index = clock.now(), db.session(), current_portal().engine
    version = (log_end(session), city_version(session), index.seq(), int(now.timestamp()) // 60)
    return caching.answer(
        version, lambda: render_template("home/page.html", home=home_page(session, index, now), now=now)
    )
