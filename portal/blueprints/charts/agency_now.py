"""How an agency's tickets ended, and how old those are that are still open."""

from __future__ import annotations

from flask_babel import gettext as _

from ...charts.bars import AgeBand
from ...charts.sheet import KeyEntry
from ...domain.time_to_event import DAY
from ...presentation.numbers import days, number, percent
from ...presentation.words import end_name
from ...queries.agencies.page import AgencyPage
from .agency import agency_chart, charts_of
from .chart import ChartColumn, ChartContent


def _closings(found: AgencyPage) -> ChartContent | None:
    segments = charts_of(found).closings
    if not segments:
        return None
    named = [(f"end-{s.key}", f"{end_name(s.key)} {percent(s.share, 1)}") for s in segments]
    first = segments[0]
    return ChartContent(
        template="charts/_closings.html",
        facts={"segments": segments},
        finding=f"{end_name(first.key)}: {percent(first.share)}",
        columns=[
            ChartColumn("ending", _("Akhir"), end_name),
            ChartColumn("reports", _("Laporan"), number),
            ChartColumn("share", _("Bagian"), lambda share: percent(share, 1)),
        ],
        rows=[(s.key, s.n, round(s.share, 6)) for s in segments],
        key=[KeyEntry(mark, text, "whole") for mark, text in named],
    )


def _open(found: AgencyPage) -> ChartContent | None:
    if found.whole is None or not found.whole.card.backlog.n:
        return None
    back, ages = found.whole.card.backlog, charts_of(found).ages
    return ChartContent(
        template="charts/_ages.html",
        drawing="charts/_bar_rows.html",
        facts={"ages": ages, "bars": [(_band(band), number(band.n), band.width) for band in ages]},
        finding=_(
            "%(n)s laporan masih terbuka, %(overdue)s di antaranya lewat batas. "
            "Separuhnya sudah menunggu lebih dari %(age)s.",
            n=number(back.n),
            overdue=number(back.overdue),
            age=days((back.median or 0) / DAY),
        ),
        columns=[
            ChartColumn("over_days", _("Umur"), number),
            ChartColumn("under_days", _("kurang dari"), number),
            ChartColumn("reports", _("Laporan"), number),
        ],
        rows=[(band.over, band.under, band.n) for band in ages],
    )


def _band(band: AgeBand) -> str:
    if not band.over:
        return str(_("kurang dari %(days)s hari", days=band.under))
    if band.under:
        return str(_("%(over)s sampai %(under)s hari", over=band.over, under=band.under))
    return str(_("lebih dari %(days)s hari", days=band.over))


CHARTS = (
    agency_chart("agency-endings", lambda: _("Bagaimana laporan berakhir"), _closings, 520),
    agency_chart("agency-open", lambda: _("Yang masih terbuka"), _open, 380, whole=True),
)
