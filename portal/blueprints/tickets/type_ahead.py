"""Suggestions while somebody types into the search field, as a part of the page that the field stands on."""

from __future__ import annotations

from flask import Response, render_template, request

from ...queries.tickets.type_ahead import type_ahead as found_ahead
from ...web import caching, links
from ...web.access import public
from .. import lens
from . import bp


@bp.get("/type-ahead")
@public
def type_ahead() -> Response:
    """What the words of the filter may begin; what is chosen leads to the list, or to the map with ``view=map``."""
    asked = lens.asked("view", "layer")

    def render() -> str:
        found = found_ahead(asked.sources, asked.filter, asked.now)
        return render_template("tickets/_type_ahead.html", found=found, lens=_lens())

    return caching.answer(asked.version(), render)


def _lens() -> links.Lens:
    on_map = request.args.get("view") == "map"
    return links.map_lens(request.args.get("layer", "")[:20]) if on_map else links.lens()
