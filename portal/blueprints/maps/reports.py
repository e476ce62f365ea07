"""What a tap on the map opens: the reports of one mark, with how each stands and the way to its page."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...queries.maps.reports import marked_reports
from ...web import caching, fragments
from ...web.access import public
from .. import lens
from . import bp
from .data import TOLD


@bp.get("/map/reports")
@public
def reports() -> ResponseReturnValue:
    """A fragment for the map's script; a person who opens its address is redirected to the map."""
    codes = tuple(dict.fromkeys(code[:40] for code in request.args.getlist("code")))[:TOLD]
    if not fragments.wanted():
        return redirect(url_for("maps.index"), 302)
    asked = lens.asked("code")

    def render() -> str:
        return render_template("maps/_sheet.html", rows=marked_reports(asked.sources, codes, asked.now))

    return caching.answer(asked.version(), render)
