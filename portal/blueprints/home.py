"""The front page."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ..queries.home import home_page
from ..web import caching
from ..web.access import public
from . import lens
from .charts.weekly import weekly_chart

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def page() -> ResponseReturnValue:
    asked = lens.asked(searched=False)

    def render() -> str:
        home = home_page(asked.sources, asked.now)
        return render_template("home/page.html", home=home, chart=weekly_chart(home.finding), now=asked.now)

    return caching.answer(asked.version(), render)
