"""The city's areas, shaded by the tickets of any filter."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, request
from flask_babel import gettext as _

from ...charts.sheet import KeyEntry
from ...domain.as_of import PINNED
from ...presentation.numbers import number
from ...queries.maps.layers import Layer
from ...queries.maps.page import MapPage, map_page
from ...web import caching, links
from .. import lens
from .chart import ChartColumn, ChartContent, Cited, PublishedChart, class_words, outline_note, said
from .tickets import ASKS, cite_filter

LAYER = "layer"
#: Those that shade areas.
_SHADES = {layer.value: layer for layer in (Layer.RATE, Layer.DAYS, Layer.OVERDUE)}


def _answer(render: Callable[[MapPage], str | Response]) -> Response:
    layer = _SHADES.get(request.args.get(LAYER, Layer.RATE.value)) or abort(404)
    asked = lens.readable(LAYER, *PINNED)

    def make() -> str | Response:
        page = map_page(asked.sources, asked.filter, layer, asked.now)
        return render(page if page.layer is layer else abort(404))

    return caching.answer(asked.version(), make)


def _cite(page: MapPage) -> Cited:
    titles = {
        Layer.OVERDUE: _("Laporan yang terbuka dan lewat batas, persen"),
        Layer.RATE: _("Laporan per 1.000 warga"),
        Layer.DAYS: _("Separuh laporan selesai dalam, hari"),
    }
    to = links.map_lens(page.layer.value)(page.found.filter)
    return cite_filter(page.found, str(titles[page.layer]), to, layer=page.layer.value)


def _draw(page: MapPage) -> ChartContent | None:
    if page.areas is None or page.shading is None or not page.found.total:
        return None
    shading, filter = page.shading, page.found.filter
    names = page.found.names.area
    return ChartContent(
        template="charts/_map_areas.html",
        facts={"page": page, "lying_in": links.lens().adding(filter.without("area"), "area")},
        finding="",
        columns=[
            ChartColumn("name", _("Wilayah")),
            ChartColumn("area", _("Kode")),
            ChartColumn("parent", _("Di dalam")),
            ChartColumn("value", _("Angka"), lambda value: number(value, 1)),
            ChartColumn("reports", _("Laporan"), number),
        ],
        rows=[
            (
                outline.name,
                outline.code,
                above.name if (above := names.get(outline.parent or "")) else None,
                shading.known(outline.code),
                shading.counts.get(outline.code, 0),
            )
            for outline in page.areas.outlines
        ],
        key=[
            KeyEntry(f"a{s}", class_words(said("components/shade_range.html", "shade_range", low, up)), "areas")
            for s, low, up in shading.scale.ranges
        ],
        map=True,
        note=outline_note(page.areas),
    )


CHARTS = (PublishedChart(name="map-areas", asks=(*ASKS, LAYER), answer=_answer, cite=_cite, draw=_draw, frame=720),)
