"""The charts of one area's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.scorecard import ScorecardCharts, scorecard_charts
from ...context import current_portal
from ...presentation.direction import isolated
from ...presentation.figures import wait, wait_between
from ...queries.areas.page import AreaPage, present_code
from ..areas.answer import area_answer
from ..past import pinned
from ..sources import here
from .chart import ChartContent, Cited, PublishedChart, period_words, this_chart
from .curve import curve_columns, mark_rows, step_rows
from .endings import closings_content, open_content, shares_content, times_content
from .months import months_content


def answer(render: Callable[[AreaPage], str | Response]) -> ResponseReturnValue:
    asked = request.args.get("area", "")
    code = present_code(here(), asked) or abort(404)
    return area_answer(code, render) if code == asked else redirect(this_chart(area=code), 301)


def _charts(found: AreaPage) -> ScorecardCharts:
    return scorecard_charts(found.sheet, found.whole, found.running, target(), found.begun)


def target() -> float:
    return current_portal().city.resolution_target.total_seconds()


def cited(title: Callable[[], str], whole: bool) -> Callable[[AreaPage], Cited]:
    """``whole``: the chart is of all time, whatever period the page shows."""

    def cite(found: AreaPage) -> Cited:
        shown: dict[str, Any] = {"period": found.period.key, **pinned()}
        return Cited(
            title=title(),
            of=isolated(found.named.name) if whole else f"{isolated(found.named.name)}, {period_words(found.period)}",
            as_of=found.as_of or abort(404),
            seq=found.seq,
            page=url_for("areas.page", code=found.named.key, **shown),
            asked={"area": found.named.key, **({} if whole else {"period": found.period.key}), **pinned()},
        )

    return cite


def _half(found: AreaPage) -> str:
    """How long half of its reports took, in one sentence; '' where nothing can be said."""
    median = found.sheet.card.resolution.median if found.sheet else None
    if median is None or not median.shown:
        return ""
    words = {"wait": wait(median), "between": wait_between(median)}
    return str(_("Separuh laporan selesai dalam %(wait)s (%(between)s).", **words))


def _curve(found: AreaPage) -> ChartContent | None:
    curve = _charts(found).curve
    if curve is None or found.sheet is None:
        return None
    return ChartContent(
        template="charts/_lens_curve.html",
        facts={"curve": curve},
        finding=_half(found),
        columns=curve_columns(),
        rows=step_rows(found.sheet.card.resolution) or mark_rows(curve),
    )


def _times(found: AreaPage) -> ChartContent | None:
    return times_content(found.sheet, _half(found), target()) if found.sheet else None


def _closings(found: AreaPage) -> ChartContent | None:
    return closings_content(_charts(found).closings)


def _shares(found: AreaPage) -> ChartContent | None:
    return shares_content(found.sheet) if found.sheet else None


def _open(found: AreaPage) -> ChartContent | None:
    return open_content(found.whole.card.backlog, _charts(found).ages) if found.whole else None


def _months(found: AreaPage) -> ChartContent | None:
    chart = _charts(found).months
    return months_content(chart) if chart else None


def area_chart(
    name: str,
    title: Callable[[], str],
    draw: Callable[[AreaPage], ChartContent | None],
    frame: int,
    *,
    whole: bool = False,
) -> PublishedChart[AreaPage]:
    asks = ("area",) if whole else ("area", "period")
    return PublishedChart(name=name, asks=asks, answer=answer, cite=cited(title, whole), draw=draw, frame=frame)


CHARTS = (
    area_chart("area-curve", lambda: _("Berapa lama sampai selesai"), _curve, 420),
    area_chart("area-times", lambda: _("Lama sampai jawaban dan selesai"), _times, 440),
    area_chart("area-endings", lambda: _("Bagaimana laporan berakhir"), _closings, 520),
    area_chart("area-shares", lambda: _("Bagian yang selesai, dan apakah bertahan"), _shares, 760),
    area_chart("area-open", lambda: _("Yang masih terbuka"), _open, 380, whole=True),
    area_chart("area-months", lambda: _("Masuk dan selesai tiap bulan"), _months, 380, whole=True),
)
