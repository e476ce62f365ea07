"""The list beside the map: the newest tickets in its frame."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...queries.maps.frame import map_frame
from ...web import caching, fragments
from ...web.access import public
from .. import lens
from . import bp


@bp.get("/map/frame")
@public
def frame() -> ResponseReturnValue:
    """A fragment for the map's script; a person who opens its address is redirected to the list of tickets."""
    asked = lens.asked()
    sources, filter = asked.sources, asked.filter
    if not fragments.wanted():
        return redirect(f"{url_for('tickets.index')}?{urlencode(list(request.args.items(multi=True)))}", 302)

    def render() -> str:
        found = map_frame(sources, filter, asked.now)
        return render_template("maps/_frame_alone.html", frame=found, asked=asked)

    return caching.answer(asked.version(), render)
