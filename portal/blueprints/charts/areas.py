"""The areas between how much is reported and how long reports wait, on the map, and as the tables of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.sheet import KeyEntry
from ...charts.wait_axis import AROUND_A_WEEK, wait_axis
from ...context import current_portal
from ...domain.period import Period
from ...extensions import db
from ...presentation.direction import isolated
from ...presentation.figures import seconds
from ...presentation.numbers import number, percent
from ...queries.areas.chart import equity_chart
from ...queries.areas.index import AreaList
from ...queries.areas.map import AreaMeasure, ShadedAreas, city_map
from ...queries.areas.rows import AreaGroup, AreaRow, AreaSort
from ..areas.answer import list_answer
from ..areas.asked import measure_asked
from ..figure_files import refuse_unread
from ..past import pinned
from .chart import Cell, ChartColumn, ChartContent, Cited, PublishedChart, class_words, outline_note, period_words, said
from .dot_rows import dot_row

MAP, WITHIN = "map", "within"
#: In an address: the areas of the smaller level that lie in none of the larger one.
NOWHERE = "-"
#: The page, and the areas of which the table is.
OfGroup: TypeAlias = tuple[AreaList, AreaGroup]


def _answer(render: Callable[[AreaList], str | Response]) -> ResponseReturnValue:
    """A chart cannot say what it left out."""
    if request.args.get(MAP, "") not in {"", *AreaMeasure}:
        refuse_unread([MAP])
    return list_answer(render)


def _cited(found: AreaList, title: str, **asked: str) -> Cited:
    kind = said("areas/_words.html", "level_within", found.level)
    shown: dict[str, Any] = {"period": found.period.key, **pinned()}
    return Cited(
        title=title,
        of=_("menurut %(kind)s, %(period)s", kind=kind, period=period_words(found.period)),
        as_of=found.as_of,
        seq=found.seq,
        page=url_for("areas.index", **shown),
        asked={**shown, **asked},
    )


def area_columns() -> list[ChartColumn]:
    """What charts of areas and their tables are made of."""
    return [
        ChartColumn("name", _("Wilayah")),
        ChartColumn("area", _("Kode")),
        ChartColumn("parent", _("Di dalam")),
        ChartColumn("per_1000", _("Laporan per 1.000 warga"), lambda value: number(value, 2)),
        ChartColumn("median_s", _("Separuh selesai dalam"), seconds),
        ChartColumn("median_low_s", _("Ujung bawah"), seconds),
        ChartColumn("median_high_s", _("Ujung atas"), seconds),
        ChartColumn("overdue", _("Lewat batas"), lambda share: percent(share, 1)),
        ChartColumn("n", _("Dihitung dari"), number),
    ]


def area_cells(row: AreaRow) -> tuple[Cell, ...]:
    median, rate = row.median, row.rate.value if row.rate else None
    named = row.named
    return (
        *(named.name, named.key, named.parent, None if rate is None else round(rate, 4)),
        *(median.value, median.low, median.high, row.overdue.value, median.n),
    )


def _scatter(found: AreaList) -> ChartContent | None:
    chart = equity_chart(found)
    if chart is None:
        return None
    return ChartContent(
        template="charts/_areas_scatter.html",
        facts={"chart": chart, "found": found},
        finding=said("areas/_headline.html", "headline", found),
        columns=area_columns(),
        rows=[area_cells(row) for row in found.largest.rows],
    )


def table_content(
    rows: Sequence[AreaRow], period: Period, finding: str, template: str = "charts/_area_parts.html", **facts: object
) -> ChartContent:
    """A table of areas, which a file draws as dots on one scale; ``facts``: what its template needs beside them."""
    return ChartContent(
        template=template,
        drawing="charts/_dot_rows.html",
        facts={
            "parts": rows,
            "caption": _("Lama sampai selesai di tiap wilayah, dengan rentang 95 %%"),
            "period": period,
            "axis": wait_axis([row.median for row in rows if not row.small], AROUND_A_WEEK),
            "reference": current_portal().city.resolution_target.total_seconds(),
            "is_time": True,
            "rows": [dot_row(row.named.name, row.median, is_time=True) for row in rows],
            **facts,
        },
        finding=finding,
        columns=area_columns(),
        rows=[area_cells(row) for row in rows],
    )


def told_apart(group: AreaGroup) -> str:
    """Whether areas that stand side by side differ; '' where there are none to compare."""
    return (
        said("components/told_apart.html", "told_apart", group.comparison) if len(group.comparison.ranked) > 1 else ""
    )


def _answer_group(render: Callable[[OfGroup], str | Response]) -> ResponseReturnValue:
    """Those of the largest level, or those within one of them."""
    within = request.args.get(WITHIN, "")
    if request.args.get("sort", "") not in {"", *AreaSort}:
        refuse_unread(["sort"])

    def of_group(found: AreaList) -> str | Response:
        groups = [found.largest] if not within else [of for of in found.smaller if _key(of) == within]
        return render((found, groups[0] if groups else abort(404)))

    return list_answer(of_group)


def _key(group: AreaGroup) -> str:
    return group.above.key if group.above else NOWHERE


def _cite_group(shown: OfGroup) -> Cited:
    found, group = shown
    below = group is not found.largest
    asked = {"sort": found.sort.value, **({WITHIN: _key(group)} if below else {})}
    cited = _cited(found, str(_("Lama sampai selesai di tiap wilayah")), **asked)
    if not below:
        return cited
    above = isolated(group.above.name) if group.above else _("Di luar yang di atas")
    kind = said("areas/_words.html", "level_within", found.level_below)
    return replace(
        cited, of=f"{above}, {_('menurut %(kind)s, %(period)s', kind=kind, period=period_words(found.period))}"
    )


def _table(shown: OfGroup) -> ChartContent | None:
    found, group = shown
    return table_content(group.rows, found.period, told_apart(group)) if group.rows else None


def _map(found: AreaList) -> ChartContent | None:
    drawn = city_map(db.session(), current_portal().cache, found, measure_asked())
    return map_content(drawn, found.period, _("Peta %(city)s menurut wilayah", city=current_portal().city.name))


def map_content(drawn: ShadedAreas | None, period: Period, title: str) -> ChartContent | None:
    """None without outlines."""
    if drawn is None:
        return None
    scale = [
        KeyEntry(f"a{shade}", class_words(said("components/shade_range.html", "shade_range", low, high)), "areas")
        for shade, low, high in drawn.scale.ranges
    ]
    return ChartContent(
        template="charts/_areas_map.html",
        facts={"map": drawn, "period": period, "title": title},
        finding="",
        columns=area_columns(),
        rows=[area_cells(drawn.rows[outline.code]) for outline in drawn.outlines if outline.code in drawn.rows],
        key=[*scale, KeyEntry("a0", _("terlalu sedikit laporan"), "areas")],
        map=True,
        note=outline_note(drawn),
    )


CHARTS = (
    PublishedChart(
        name="areas-scatter",
        asks=("period",),
        answer=_answer,
        cite=lambda found: _cited(found, _("Siapa melapor, siapa menunggu")),
        draw=_scatter,
        frame=640,
    ),
    PublishedChart(
        name="areas-map",
        asks=("period", MAP),
        answer=_answer,
        cite=lambda found: _cited(
            found, said("areas/_words.html", "measure_name", measure_asked()), map=measure_asked().value
        ),
        draw=_map,
        frame=760,
    ),
    PublishedChart(
        name="areas",
        asks=("period", "sort", WITHIN),
        answer=_answer_group,
        cite=_cite_group,
        draw=_table,
        frame=640,
    ),
)
