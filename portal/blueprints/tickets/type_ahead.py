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
        return render_template("tickets/_type_ahead.html", found=found, lens=_lens(), on_map=_on_map())

    return caching.answer(asked.version(), render)


def _on_map() -> bool:
    return request.args.get("view") == "map"


def _lens() -> links.Lens:
    return links.map_lens(request.args.get("layer", "")[:20]) if _on_map() else links.lens()
