"""Who answers for an area's reports and what these are about, as shares: tables that can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import abort
from flask_babel import gettext as _

from ...presentation.numbers import number, percent
from ...queries.areas.page import AreaPage
from ...queries.areas.reports import AreaReports, ReportPart
from ...web.language import in_language
from .area import area_chart, cited
from .chart import ChartColumn, ChartContent, Cited, PublishedChart, said

DRAWN = 8


def _cite(title: Callable[[], str]) -> Callable[[AreaPage], Cited]:
    """Today's are of the index, which knows what happened since the other figures of the page were computed."""

    def cite(found: AreaPage) -> Cited:
        reports = found.reports or abort(404)
        return replace(cited(title, whole=False)(found), as_of=reports.as_of, seq=reports.seq)

    return cite


def _content(
    found: AreaPage, part: str, label: str, reports: AreaReports, parts: tuple[ReportPart, ...]
) -> ChartContent | None:
    """``part``: the macro that shows it."""
    if not parts:
        return None
    most = parts[0].share
    return ChartContent(
        template="charts/_area_reports.html",
        drawing="charts/_bar_rows.html",
        facts={
            "found": found,
            "part": part,
            "bars": [
                (one.named.short or _name(one), percent(one.share, 1), 100 * one.share / most) for one in parts[:DRAWN]
            ],
        },
        finding=said("areas/_parts.html", "most_of", _name(parts[0]), parts[0].share),
        columns=[
            ChartColumn("name", label),
            ChartColumn("code", _("Kode")),
            ChartColumn("reports", _("Laporan"), number),
            ChartColumn("share", _("Bagian"), lambda share: percent(share, 1)),
            ChartColumn("of", _("Dihitung dari"), number),
        ],
        rows=[(_name(one), one.named.key, one.n, round(one.share, 6), reports.n) for one in parts],
    )


def _name(part: ReportPart) -> str:
    return in_language(part.named.name, part.named.name_en)


def _agencies(found: AreaPage) -> ChartContent | None:
    of = found.reports
    return _content(found, "agencies", _("Instansi"), of, of.agencies) if of else None


def _subjects(found: AreaPage) -> ChartContent | None:
    of = found.reports
    return _content(found, "subjects", _("Kategori"), of, of.categories) if of else None


def _chart(
    name: str, title: Callable[[], str], draw: Callable[[AreaPage], ChartContent | None]
) -> PublishedChart[AreaPage]:
    return replace(area_chart(name, title, draw, 560), cite=_cite(title))


CHARTS = (
    _chart("area-agencies", lambda: _("Siapa yang menanganinya"), _agencies),
    _chart("area-subjects", lambda: _("Apa yang dilaporkan"), _subjects),
)
