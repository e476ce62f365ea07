"""The way of a report in five pictures, for those who read little and those who come here for the first time."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ..web import caching
from ..web.access import public

bp = Blueprint("guide", __name__)


@bp.get("/guide")
@public
def page() -> ResponseReturnValue:
    return caching.answer("guide", lambda: render_template("guide/page.html"))
