"""The chart of what came in and what was resolved month by month, whosever it is."""

from __future__ import annotations

from flask_babel import gettext as _

from ...charts.monthly import MonthlyChart
from ...charts.sheet import KeyEntry
from ...presentation.dates import month
from ...presentation.numbers import number
from .chart import ChartColumn, ChartContent, yes_or_no


def months_content(chart: MonthlyChart) -> ChartContent | None:
    """None where a single month says nothing about a course."""
    latest = chart.latest
    if latest is None or len(chart.bars) < 2:
        return None
    said = _(
        "%(received)s masuk, %(resolved)s selesai", received=number(latest.received), resolved=number(latest.resolved)
    )
    key = [KeyEntry("in", _("Masuk"), "trend"), KeyEntry("key-out", _("Selesai pada bulan itu"), "trend")]
    rest = [ChartColumn("left_otherwise", _("Pergi tanpa selesai"), number)] if chart.leaves_otherwise else []
    return ChartContent(
        template="charts/_months.html",
        facts={"chart": chart},
        finding=f"{month(latest.first)}: {said}.",
        columns=[
            ChartColumn("month", _("Bulan")),
            ChartColumn("received", _("Masuk"), number),
            ChartColumn("resolved", _("Selesai pada bulan itu"), number),
            *rest,
            ChartColumn("partial", _("Sebagian"), yes_or_no),
        ],
        rows=[
            (f"{m.first:%Y-%m}", m.received, m.resolved, *([m.otherwise] if rest else []), m.partial)
            for m in chart.months
        ],
        key=[*key, KeyEntry("in partial", _("masuk pada bulan yang belum lengkap"), "trend")],
    )
