"""The city's areas, shaded by the tickets of any filter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flask import Response, abort, request
from flask_babel import gettext as _

from ...charts.sheet import KeyEntry
from ...domain.as_of import PINNED
from ...presentation.numbers import number
from ...queries.maps.layers import Layer
from ...queries.maps.page import MapPage, map_page
from ...queries.past.area_map import PastMap, past_map
from ...web import caching, links
from .. import lens
from ..lens_figures import past_filter_answer, today_alone
from ..past import past_asked
from .chart import ChartColumn, ChartContent, Cited, PublishedChart, class_words, outline_note, said
from .tickets import ASKS, cite_filter

LAYER = "layer"
#: Those that shade areas.
_SHADES = {layer.value: layer for layer in (Layer.RATE, Layer.DAYS, Layer.OVERDUE)}


#: Of today, or as of a past moment.
AreasOfMap: TypeAlias = MapPage | PastMap


def _answer(render: Callable[[AreasOfMap], str | Response]) -> Response:
    layer = _SHADES.get(request.args.get(LAYER, Layer.RATE.value)) or abort(404)
    asked, as_of = lens.readable(LAYER, *PINNED), past_asked().as_of
    sources, filter = asked.sources, asked.filter

    def make() -> str | Response:
        page = map_page(sources, filter, layer, asked.now)
        return render(page if page.layer is layer else abort(404))

    if as_of is None or today_alone([filter]):
        return caching.answer(asked.version(), make)
    return past_filter_answer([filter], as_of, lambda: past_map(sources, filter, layer, as_of), render)


def _cite(page: AreasOfMap) -> Cited:
    titles = {
        Layer.OVERDUE: _("Laporan yang terbuka dan lewat batas, persen"),
        Layer.RATE: _("Laporan per 1.000 warga"),
        Layer.DAYS: _("Separuh laporan selesai dalam, hari"),
    }
    to = links.map_lens(page.layer.value)(page.filter)
    found = page if isinstance(page, PastMap) else page.found
    return cite_filter(found, str(titles[page.layer]), to, layer=page.layer.value)


def _draw(page: AreasOfMap) -> ChartContent | None:
    found = page if isinstance(page, PastMap) else page.found
    if page.areas is None or page.shading is None or not found.total:
        return None
    shading, names = page.shading, found.names.area
    content = ChartContent(
        template="charts/_map_areas.html",
        facts={"page": page, "lying_in": links.lens().adding(page.filter.without("area"), "area")},
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
    return content.without(found.hidden)


CHARTS = (PublishedChart(name="map-areas", asks=(*ASKS, LAYER), answer=_answer, cite=_cite, draw=_draw, frame=720),)
