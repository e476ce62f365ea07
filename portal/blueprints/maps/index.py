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
from .config import map_config, reported_streets, weight_words
from .steps import around_spots, closed_reports, closer, steps


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
        weights=weight_words(),
        streets=reported_streets(asked.sources, page),
        lens=_lens(page, page.layer),
        list_lens=links.lens(),
        layer_link=lambda layer: _lens(page, Layer(layer))(page.found.filter),
        frame_link=lambda box: _lens(page, page.layer)(page.found.filter.but(bbox=box)),
        closed_link=closed_reports(page.found.filter),
        steps=steps(page),
        closer=closer(page),
        around_spots=around_spots,
        whole_link=links.map_lens(_written(page.layer))(page.found.filter),
    )


def _lens(page: MapPage, layer: Layer) -> links.Lens:
    """Addresses of the map that keep the frame that was chosen, and a layer."""
    return links.map_lens(_written(layer), page.frame.filter)


def _written(layer: Layer) -> str:
    return "" if layer is Layer.CELLS else layer.value
