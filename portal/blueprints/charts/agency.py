"""The charts of one agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.resolution_curve import ResolutionCurve
from ...charts.scorecard import ScorecardCharts, scorecard_charts
from ...charts.wait_strips import LongWaitParts
from ...context import current_portal
from ...domain.period_scorecard import Outcomes, PeriodScorecard
from ...domain.time_to_event import DAY, STEPS, TimeToEvent
from ...presentation.numbers import days, percent
from ...queries.agencies.page import AgencyPage
from ..agencies.answer import page_answer
from ..past import pinned
from .chart import Cell, ChartColumn, ChartContent, Cited, PublishedChart, period_words, said, this_chart
from .months import months_content

LABELS = 120  # pixels that the words beside the curve of ends need


def answer(render: Callable[[AgencyPage], str | Response], *, of_today: bool = False) -> ResponseReturnValue:
    slug = request.args.get("agency", "")
    return page_answer(slug, render, address=lambda slug: this_chart(agency=slug), of_today=of_today)


def charts_of(found: AgencyPage, waits: Sequence[LongWaitParts] = ()) -> ScorecardCharts:
    """``waits``: those of the reports that have waited longest, where they are drawn."""
    target = current_portal().city.resolution_target.total_seconds()
    return scorecard_charts(found.sheet, found.whole, found.running, target, found.begun, waits)


def cited(title: Callable[[], str], *, whole: bool = False) -> Callable[[AgencyPage], Cited]:
    """``whole``: the chart is of all time, whatever period the page shows."""

    def cite(found: AgencyPage) -> Cited:
        return Cited(
            title=title(),
            of=found.name if whole else f"{found.name}, {period_words(found.period)}",
            as_of=found.as_of or abort(404),
            seq=found.seq,
            page=url_for("agencies.page", slug=found.slug, period=found.period.key),
            asked={"agency": found.slug, **({} if whole else {"period": found.period.key}), **pinned()},
        )

    return cite


def cited_year(title: Callable[[], str]) -> Callable[[AgencyPage], Cited]:
    """Of what has figures of years, whatever period of one the page shows."""

    def cite(found: AgencyPage) -> Cited:
        of_all, period = cited(title, whole=True)(found), found.categories_of
        return replace(of_all, of=f"{of_all.of}, {period_words(period)}", asked={**of_all.asked, "period": period.key})

    return cite


def agency_chart(
    name: str,
    title: Callable[[], str],
    draw: Callable[[AgencyPage], ChartContent | None],
    frame: int,
    *,
    whole: bool = False,
) -> PublishedChart[AgencyPage]:
    """``whole``: see cited."""
    asks = ("agency",) if whole else ("agency", "period")
    return PublishedChart(name=name, asks=asks, answer=answer, cite=cited(title, whole=whole), draw=draw, frame=frame)


def _ends(found: AgencyPage) -> ChartContent | None:
    """What became of what it had; of a month, whose steps are not stored, the curve of resolution alone."""
    charts, sheet = charts_of(found), found.sheet
    if sheet is None or (charts.ends is None and charts.curve is None):
        return None
    times = sheet.card.resolution
    shares = {
        "resolved": _("selesai"),
        "resolved_low": _("selesai, ujung bawah"),
        "resolved_high": _("selesai, ujung atas"),
        "passed_on": _("diteruskan"),
        "rejected": _("ditolak"),
        "closed": _("ditutup"),
    }
    return ChartContent(
        template="charts/_agency_ends.html",
        facts={"charts": charts, "n": times.n},
        finding=half_here(found, sheet),
        columns=[
            ChartColumn("days", _("Hari"), days),
            *(ChartColumn(name, label, lambda share: percent(share, 1)) for name, label in shares.items()),
        ],
        rows=_steps(times, sheet.outcomes) if charts.ends and sheet.outcomes else _marks(charts.curve),
        room=LABELS if charts.ends else 0,
    )


def half_here(found: AgencyPage, sheet: PeriodScorecard) -> str:
    """How long half of the tickets took here, in one sentence; '' where nothing can be said."""
    return said("charts/_words.html", "half_here", sheet.card.resolution.median, period_words(found.period))


def _steps(times: TimeToEvent, outcomes: Outcomes) -> list[tuple[Cell, ...]]:
    return [
        (round(at / DAY, 4), round(1 - still, 4), round(1 - high, 4), round(1 - low, 4), *others)
        for at, (still, low, high), others in zip(STEPS, times.steps, outcomes.others, strict=False)
    ]


def _marks(curve: ResolutionCurve | None) -> list[tuple[Cell, ...]]:
    marks = curve.marks if curve else ()
    return [(m.days, m.figure.value, m.figure.low, m.figure.high, None, None, None) for m in marks]


def _months(found: AgencyPage) -> ChartContent | None:
    chart = charts_of(found).months
    return months_content(chart) if chart else None


CHARTS = (
    agency_chart("agency-ends", lambda: _("Berapa lama di sini sampai selesai"), _ends, 520),
    agency_chart("agency-months", lambda: _("Masuk dan selesai tiap bulan"), _months, 380, whole=True),
)
