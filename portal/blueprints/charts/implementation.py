"""The six dimensions month by month, and who waits for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.trend_line import trend_line
from ...charts.wait_axis import wait_axis
from ...context import current_portal
from ...domain.figure import Figure
from ...domain.implementation import Dimension
from ...presentation.dates import month
from ...presentation.numbers import number
from ...queries.implementation.waits import WaitingPair, WaitsPage
from ..implementation.then import dated_waits_answer
from ..implementation.trends_then import Trends, dated_trends_answer
from ..past import pinned
from .chart import Cell, ChartColumn, ChartContent, Cited, PublishedChart, period_words, said
from .dot_rows import dot_row, figure_cells, figure_columns

#: The page, and the dimension that the line stands for.
OfDimension: TypeAlias = tuple[Trends, str]
MOST_PAIRS = 40  # that an image can hold; those of which one waits longest stand first
#: How the figures of a dimension are written: see implementation/_trend.html.
_WRITE = {
    Dimension.STANDARDS: "share",
    Dimension.RESOURCES: "hundred",
    Dimension.COMMUNICATION: "wait",
    Dimension.CHARACTER: "share",
    Dimension.CONDITIONS: "number",
    Dimension.DISPOSITION: "share",
}


def _answer(render: Callable[[OfDimension], str | Response]) -> ResponseReturnValue:
    asked = request.args.get("dimension", "")
    if asked not in set(Dimension):
        abort(404)
    return dated_trends_answer(lambda found: render((found, asked)))


def _measure(dimension: str) -> str:
    """What stands for a dimension."""
    return str(
        {
            Dimension.STANDARDS: _("Selesai tepat waktu"),
            Dimension.RESOURCES: _("Selesai per 100 yang masuk"),
            Dimension.COMMUNICATION: _("Separuh permintaan antar-instansi dijawab dalam"),
            Dimension.CHARACTER: _("Jarak antara unit, tepat waktu"),
            Dimension.CONDITIONS: _("Laporan per 1.000 warga"),
            Dimension.DISPOSITION: _("Dijawab dalam 1 hari"),
        }[Dimension(dimension)]
    )


def _cite(shown: OfDimension) -> Cited:
    found, dimension = shown
    return Cited(
        title=_("%(name)s, tiap bulan", name=_measure(dimension)),
        of=_("seluruh kota"),
        as_of=found.as_of,
        seq=found.seq,
        page=url_for("implementation.page", period=found.period.key),
        asked={"dimension": dimension, **pinned()},
    )


def _trend(shown: OfDimension) -> ChartContent | None:
    found, dimension = shown
    line = trend_line(found.trends[Dimension(dimension)])
    if line is None:
        return None
    write = _WRITE[Dimension(dimension)]

    def words(figure: Figure) -> str:
        return said("implementation/_trend.html", "written", figure, write)

    return ChartContent(
        template="charts/_trend.html",
        facts={"line": line, "write": write, "name": _measure(dimension)},
        finding=f"{month(line.last.month)}: {words(line.last.figure)}",
        columns=[ChartColumn("month", _("Bulan")), *figure_columns(is_time=write == "wait", plain=write == "number")],
        rows=[(f"{at:%Y-%m}", *figure_cells(figure)) for at, figure in line.months],
    )


def _cite_waits(found: WaitsPage) -> Cited:
    asked: dict[str, Any] = {"period": found.period.key, **pinned()}
    return Cited(
        title=_("Separuh permintaan antar-instansi dijawab dalam"),
        of=f"{_('siapa menunggu siapa')}, {period_words(found.period)}",
        as_of=found.as_of,
        seq=found.seq,
        page=url_for("implementation.waits", **asked),
        asked=asked,
    )


def _waits(found: WaitsPage) -> ChartContent | None:
    if not found.pairs:
        return None
    medians, more = [pair.figures.median for pair in found.pairs], len(found.pairs) - MOST_PAIRS
    return ChartContent(
        template="charts/_waits.html",
        drawing="charts/_dot_rows.html",
        facts={
            "found": found,
            "axis": wait_axis(medians),
            "reference": int(current_portal().city.resolution_target.total_seconds()),
            "is_time": True,
            "rows": [dot_row(_pair(pair), pair.figures.median, is_time=True) for pair in found.pairs[:MOST_PAIRS]],
        },
        finding=said("implementation/_waits_lead.html", "waits_headline", found),
        columns=[
            ChartColumn("asking", _("Yang meminta")),
            ChartColumn("asked", _("Yang diminta")),
            *figure_columns(is_time=True),
            ChartColumn("open", _("Belum dijawab")),
        ],
        rows=[_cells(pair) for pair in found.pairs],
        note=_("%(n)s pasangan lain ada dalam berkas CSV dan JSON.", n=number(more)) if more > 0 else "",
    )


def _pair(pair: WaitingPair) -> str:
    """Who asked whom; the portal's font has no arrow."""
    return f"{pair.asking.short or pair.asking.name} › {pair.asked.short or pair.asked.name}"


def _cells(pair: WaitingPair) -> tuple[Cell, ...]:
    return pair.asking.name, pair.asked.name, *figure_cells(pair.figures.median), pair.figures.open


CHARTS = (
    PublishedChart(
        name="implementation-trend", asks=("dimension",), answer=_answer, cite=_cite, draw=_trend, frame=300
    ),
    PublishedChart(name="waits", asks=("period",), answer=dated_waits_answer, cite=_cite_waits, draw=_waits, frame=640),
)
