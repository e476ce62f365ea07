"""The table of a curve of resolution: a row for each of its steps, or for each mark where its steps are not stored."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from ...charts.resolution_curve import ResolutionCurve
from ...domain.time_to_event import DAY, STEPS, TimeToEvent
from ...presentation.numbers import days, percent
from .chart import Cell, ChartColumn


def curve_columns(more: Mapping[str, str] | None = None) -> list[ChartColumn]:
    """``more``: shares beside that of the resolved, by their names in files."""
    shares = {
        "resolved": _("selesai"),
        "resolved_low": _("selesai, ujung bawah"),
        "resolved_high": _("selesai, ujung atas"),
        **(more or {}),
    }
    columns = [ChartColumn(name, str(label), lambda share: percent(share, 1)) for name, label in shares.items()]
    return [ChartColumn("days", _("Hari"), days), *columns]


def step_rows(times: TimeToEvent) -> list[tuple[Cell, ...]]:
    """None where the steps are not stored."""
    return [
        (round(at / DAY, 4), round(1 - still, 4), round(1 - high, 4), round(1 - low, 4))
        for at, (still, low, high) in zip(STEPS, times.steps, strict=False)
    ]


def mark_rows(curve: ResolutionCurve | None) -> list[tuple[Cell, ...]]:
    return [(mark.days, mark.figure.value, mark.figure.low, mark.figure.high) for mark in curve.marks] if curve else []
