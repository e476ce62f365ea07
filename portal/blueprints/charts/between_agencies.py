"""What agencies ask of each other and check of each other's work, as tables that can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten, wrap
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ...charts.sheet import KeyEntry
from ...charts.wait_axis import wait_axis
from ...context import current_portal
from ...domain.coordination import CoordinationFigures
from ...domain.figure import ENOUGH
from ...presentation.figures import seconds, wait
from ...presentation.numbers import number, percent
from ...queries.implementation.checkers import CheckersPage, CheckingAgency
from ...queries.implementation.waits import AskedAgency, MatrixCell, WaitsPage
from ...queries.tickets.names import Named
from ..implementation.then import dated_checks_answer, dated_waits_answer
from ..implementation.waits import DAYS
from ..past import pinned
from .chart import Cell, ChartColumn, ChartContent, Cited, PublishedChart, class_words, period_words, said
from .dot_rows import dot_row, dots_content, figure_cells, figure_columns

DAY = 86_400
WAITS, CHECKS = "implementation.waits", "implementation.checks"
#: Letters in a line of a column's head, and such lines.
LETTERS, LINES = 11, 3


def _cite(title: Callable[[], str], endpoint: str) -> Callable[[Any], Cited]:
    def cite(found: WaitsPage | CheckersPage) -> Cited:
        asked: dict[str, Any] = {"period": found.period.key, **pinned()}
        return Cited(
            title=title(),
            of=f"{_('antar-instansi')}, {period_words(found.period)}",
            as_of=found.as_of,
            seq=found.seq,
            page=url_for(endpoint, **asked),
            asked=asked,
        )

    return cite


def _short(agency: Named | None) -> str:
    return (agency.short or agency.name) if agency else str(_("instansi lain"))


def _asked(found: WaitsPage) -> ChartContent | None:
    """Each agency that was asked, however many asked it."""
    if not found.asked:
        return None
    medians = [row.figures.median for row in found.asked]
    return ChartContent(
        template="charts/_waits_asked.html",
        drawing="charts/_dot_rows.html",
        facts={
            "found": found,
            "axis": wait_axis(medians),
            "reference": int(current_portal().city.resolution_target.total_seconds()),
            "is_time": True,
            "rows": [dot_row(_short(row.agency), row.figures.median, is_time=True) for row in found.asked],
        },
        finding=said("implementation/_waits_lead.html", "waits_headline", found),
        columns=[
            ChartColumn("name", _("Instansi")),
            ChartColumn("agency", _("Kode")),
            *figure_columns(is_time=True),
            *_request_columns(),
        ],
        rows=[_asked_cells(row) for row in found.asked],
    )


def _asked_cells(row: AskedAgency) -> tuple[Cell, ...]:
    return row.agency.name, row.agency.key, *figure_cells(row.figures.median), *_request_cells(row.figures)


def _request_columns() -> list[ChartColumn]:
    return [ChartColumn("open", _("Belum dijawab"), number), ChartColumn("oldest_s", _("Tertua"), seconds)]


def _request_cells(of: CoordinationFigures) -> tuple[Cell, ...]:
    return of.open, of.oldest[2] if of.oldest else None


def _matrix(found: WaitsPage) -> ChartContent | None:
    if not found.pairs:
        return None
    cells = [(cell, cell.figures) for _asking, row in found.matrix.rows for cell in row if cell.figures]
    return ChartContent(
        template="charts/_waits_matrix.html",
        drawing="charts/_matrix_cells.html",
        facts={
            "found": found,
            "shades": DAYS,
            "columns": [wrap(shorten(_short(of), LETTERS * LINES), LETTERS)[:LINES] for of in found.matrix.columns],
            "rows": [(_short(asking), [_drawn(cell) for cell in row]) for asking, row in found.matrix.rows],
        },
        finding=said("implementation/_waits_lead.html", "waits_headline", found),
        columns=[
            ChartColumn("asking", _("Yang meminta")),
            ChartColumn("asked", _("Yang diminta")),
            *figure_columns(is_time=True),
            *_request_columns(),
        ],
        rows=[
            (_name(cell.asking), _name(cell.asked), *figure_cells(of.median), *_request_cells(of)) for cell, of in cells
        ],
        key=[
            KeyEntry(f"m{shade}", _("%(days)s hari", days=class_words(said(*_RANGE, low, high))), "cells")
            for shade, low, high in DAYS.ranges
        ],
        note=_(
            "Baris: yang meminta. Kolom: yang diminta. Di bawah waktunya: banyaknya permintaan / yang belum dijawab."
        ),
    )


_RANGE = ("components/shade_range.html", "shade_range")


def _drawn(cell: MatrixCell) -> tuple[str, str, str]:
    """Its classes, the time, and the counts; as on the page, of few requests only the counts."""
    of = cell.figures
    if of is None:
        return ("self" if cell.itself else "", "", "")
    counts = f"{number(of.n)} / {number(of.open)}"
    if of.n < ENOUGH:
        return "few", "", counts
    shade = DAYS.shade(round(of.median.value / DAY, 1)) if of.median.value is not None else len(DAYS.limits) + 1
    return f"m{shade}", wait(of.median) if of.median.shown else "–", counts


def _name(agency: Named | None) -> str:
    return agency.name if agency else str(_("instansi lain"))


def _checks(found: CheckersPage) -> ChartContent | None:
    """Each agency that checks the work of others."""
    if not found.rows:
        return None
    medians = [row.figures.median for row in found.rows]
    return ChartContent(
        template="charts/_checks.html",
        drawing="charts/_dot_rows.html",
        facts={
            "found": found,
            "axis": wait_axis(medians),
            "reference": None,
            "is_time": True,
            "rows": [dot_row(_short(row.agency), row.figures.median, is_time=True) for row in found.rows],
        },
        finding="",
        columns=[
            ChartColumn("name", _("Instansi")),
            ChartColumn("agency", _("Kode")),
            *figure_columns(is_time=True),
            ChartColumn("refused", _("Ditolak"), _share),
            ChartColumn("disputed", _("Dibantah sesudah disetujui"), _share),
            ChartColumn("open", _("Belum diperiksa"), number),
        ],
        rows=[_check_cells(row) for row in found.rows],
    )


def _share(value: float) -> str:
    return percent(value, 1)


def _check_cells(row: CheckingAgency) -> tuple[Cell, ...]:
    of = row.figures
    shares = of.refused_share.value, of.disputed.value
    return row.agency.name, row.agency.key, *figure_cells(of.median), *shares, of.open


def _sampled(found: CheckersPage) -> ChartContent | None:
    """How much of each agency's work was really checked, where a lot decides."""
    work = found.work
    if not work.spared or not work.rows:
        return None
    rows = [dot_row(row.agency.name, row.checked, is_time=False) for row in work.rows]
    return dots_content(rows, "", _("Instansi"), is_time=False, reference=None)


def _chart(
    name: str, title: Callable[[], str], endpoint: str, draw: Callable[[Any], ChartContent | None], frame: int
) -> PublishedChart[Any]:
    answer = dated_waits_answer if endpoint == WAITS else dated_checks_answer
    return PublishedChart(
        name=name, asks=("period",), answer=answer, cite=_cite(title, endpoint), draw=draw, frame=frame
    )


CHARTS = (
    _chart("waits-matrix", lambda: _("Siapa menunggu siapa"), WAITS, _matrix, 640),
    _chart("waits-asked", lambda: _("Yang diminta: separuh dijawab dalam"), WAITS, _asked, 640),
    _chart("checks", lambda: _("Separuh diperiksa dalam"), CHECKS, _checks, 360),
    _chart("checks-sampled", lambda: _("Pekerjaan siapa yang diperiksa"), CHECKS, _sampled, 480),
)
