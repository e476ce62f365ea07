"""What lies in an area: on the map, as rows of a table, and by category."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.wait_axis import wait_axis
from ...context import current_portal
from ...extensions import db
from ...presentation.direction import isolated
from ...presentation.numbers import number
from ...queries.areas.map import AreaMeasure, area_map
from ...queries.areas.page import AreaPage
from ...web.language import in_language
from ..areas.asked import measure_asked
from ..figure_files import refuse_unread
from .area import answer, area_chart, cited, target
from .areas import MAP, map_content, table_content, told_apart
from .chart import ChartColumn, ChartContent, Cited, period_words, said
from .dot_rows import dot_row, figure_cells, figure_columns


def _answer_map(render: Callable[[AreaPage], str | Response]) -> ResponseReturnValue:
    """A chart cannot say what it left out."""
    if request.args.get(MAP, "") not in {"", *AreaMeasure}:
        refuse_unread([MAP])
    return answer(render)


def _measured() -> str:
    return said("areas/_words.html", "measure_name", measure_asked())


def _cite_map(found: AreaPage) -> Cited:
    of_area = cited(_measured, whole=False)(found)
    return replace(of_area, asked={**of_area.asked, MAP: measure_asked().value})


def _map(found: AreaPage) -> ChartContent | None:
    """Of an area without parts, itself among those around it."""
    drawn = area_map(db.session(), current_portal().cache, found, measure_asked())
    return map_content(drawn, found.period, _("Peta %(area)s", area=isolated(found.named.name)))


def _parts(found: AreaPage) -> ChartContent | None:
    return table_content(found.parts.rows, found.period, told_apart(found.parts)) if found.parts else None


def _beside(found: AreaPage) -> ChartContent | None:
    """It, those that it lies in, and the city, which has figures and no code."""
    if not found.sheet:
        return None
    city = [found.whole_city] if found.whole_city else []
    rows = [found.row, *reversed(found.above), *city]
    return table_content(rows, found.period, "", "charts/_area_beside.html", found=found)


def _parts_title() -> str:
    return str(_("Lama sampai selesai di tiap bagian wilayah"))


def _categories(found: AreaPage) -> ChartContent | None:
    """All measures are in its table; the drawing has the time until half were resolved."""
    named = [in_language(one.named.name, one.named.name_en) for one in found.categories]
    medians = [one.sheet.card.resolution.median for one in found.categories]
    if not named:
        return None
    return ChartContent(
        template="charts/_area_categories.html",
        drawing="charts/_dot_rows.html",
        facts={
            "found": found,
            "axis": wait_axis(medians),
            "reference": target(),
            "is_time": True,
            "rows": [dot_row(*row, is_time=True) for row in zip(named, medians, strict=True)],
        },
        finding="",
        columns=[
            ChartColumn("name", _("Kategori")),
            ChartColumn("category", _("Kode")),
            *figure_columns(is_time=True),
            ChartColumn("open", _("Masih terbuka"), number),
        ],
        rows=[
            (name, one.named.key, *figure_cells(median), one.sheet.card.backlog.n)
            for name, median, one in zip(named, medians, found.categories, strict=True)
        ],
    )


def _categories_title() -> str:
    return str(_("Lama sampai selesai menurut kategori"))


def _cite_categories(found: AreaPage) -> Cited:
    """They are of a year, whatever period of one the page shows."""
    of_all, period = cited(_categories_title, whole=True)(found), found.categories_of
    return replace(of_all, of=f"{of_all.of}, {period_words(period)}", asked={**of_all.asked, "period": period.key})


CHARTS = (
    replace(
        area_chart("area-map", _measured, _map, 560), asks=("area", "period", MAP), answer=_answer_map, cite=_cite_map
    ),
    area_chart("area-beside", lambda: _("Di samping seluruh kota"), _beside, 360),
    area_chart("area-parts", _parts_title, _parts, 420),
    replace(area_chart("area-categories", _categories_title, _categories, 640), cite=_cite_categories),
)
