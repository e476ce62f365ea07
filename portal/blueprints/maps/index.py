"""The tickets of a filter as a map."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ...queries.maps.layers import Layer
from ...queries.maps.page import MapPage, map_page
from ...web import caching, links
from ...web.access import public
from .. import lens
from . import bp
from .config import map_config


@bp.get("/map")
@public
def index() -> ResponseReturnValue:
    asked, layer = lens.asked("layer"), _layer()
    sources, filter = asked.sources, asked.filter

    def render() -> str:
        return _page(map_page(sources, filter, layer, asked.now), asked)

    return caching.answer(asked.version(), render)


def _layer() -> Layer:
    """The layer that the address names; the circles when it names none."""
    asked = request.args.get("layer", "")
    return Layer(asked) if asked in set(Layer) else Layer.CELLS


def _page(page: MapPage, asked: lens.LensRequest) -> str:
    return render_template(
        "maps/index.html",
        page=page,
        found=page.found,
        asked=asked,
        config=map_config(page),
        lens=_lens(page.layer),
        list_lens=links.lens(),
        layer_link=lambda layer: _lens(Layer(layer))(page.frame.filter),
    )


def _lens(layer: Layer) -> links.Lens:
    """Addresses of the map that keep its layer."""
    return links.map_lens("" if layer is Layer.CELLS else layer.value)
