"""The charts of one agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.scorecard import ScorecardCharts, scorecard_charts
from ...charts.wait_strips import LongWaitParts
from ...context import current_portal
from ...domain.period_scorecard import PeriodScorecard
from ...presentation.direction import isolated
from ...queries.agencies.page import AgencyPage
from ..agencies.answer import page_answer
from ..past import pinned
from .chart import ChartContent, Cited, PublishedChart, period_words, said, this_chart
from .curve import curve_columns, mark_rows, step_rows
from .months import months_content

LABELS = 120  # pixels that the words beside the curve of ends need


def answer(render: Callable[[AgencyPage], str | Response]) -> ResponseReturnValue:
    slug = request.args.get("agency", "")
    return page_answer(slug, render, address=lambda slug: this_chart(agency=slug))


def charts_of(found: AgencyPage, waits: Sequence[LongWaitParts] = ()) -> ScorecardCharts:
    """``waits``: those of the reports that have waited longest, where they are drawn."""
    target = current_portal().city.resolution_target.total_seconds()
    return scorecard_charts(found.sheet, found.whole, found.running, target, found.begun, waits)


def cited(title: Callable[[], str], *, whole: bool = False) -> Callable[[AgencyPage], Cited]:
    """``whole``: the chart is of all time, whatever period the page shows."""

    def cite(found: AgencyPage) -> Cited:
        shown: dict[str, Any] = {"period": found.period.key, **(pinned() if found.past else {})}
        return Cited(
            title=title(),
            of=isolated(found.name) if whole else f"{isolated(found.name)}, {period_words(found.period)}",
            as_of=found.as_of or abort(404),
            seq=found.seq,
            page=url_for("agencies.page", slug=found.slug, **shown),
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
    if charts.ends and sheet.outcomes:
        steps = zip(step_rows(sheet.card.resolution), sheet.outcomes.others, strict=False)
        rows = [(*row, *others) for row, others in steps]
    else:
        rows = [(*row, None, None, None) for row in mark_rows(charts.curve)]
    return ChartContent(
        template="charts/_agency_ends.html",
        facts={"charts": charts, "n": sheet.card.resolution.n},
        finding=half_here(found, sheet),
        columns=curve_columns({"passed_on": _("diteruskan"), "rejected": _("ditolak"), "closed": _("ditutup")}),
        rows=rows,
        room=LABELS if charts.ends else 0,
    )


def half_here(found: AgencyPage, sheet: PeriodScorecard) -> str:
    """How long half of the tickets took here, in one sentence; '' where nothing can be said."""
    return said("charts/_words.html", "half_here", sheet.card.resolution.median, period_words(found.period))


def _months(found: AgencyPage) -> ChartContent | None:
    chart = charts_of(found).months
    return months_content(chart) if chart else None


CHARTS = (
    agency_chart("agency-ends", lambda: _("Berapa lama di sini sampai selesai"), _ends, 520),
    agency_chart("agency-months", lambda: _("Masuk dan selesai tiap bulan"), _months, 380, whole=True),
)
