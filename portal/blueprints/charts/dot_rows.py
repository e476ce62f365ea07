"""Rows of a table whose figures are dots on one scale: as a file draws them, and as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from ...charts.share_axis import ShareAxis
from ...charts.wait_axis import wait_axis
from ...domain.figure import Figure, Why
from ...presentation.figures import seconds, share, share_between, wait, wait_between
from ...presentation.numbers import number, percent
from .chart import Cell, ChartColumn, ChartContent


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """``name`` and ``figure`` with its words; ``few``: counted from too little; ``side``: see domain.comparison;
    ``link``: where more of it stands, '' for nowhere."""

    name: str
    figure: Figure
    value: str
    between: str
    few: bool
    side: str = "neither"
    link: str = ""


def dot_row(name: str, figure: Figure, *, is_time: bool, side: str = "neither", link: str = "") -> DotRow:
    """``is_time``: the figure is in seconds, else a share."""
    value, between = (wait(figure), wait_between(figure)) if is_time else (share(figure), share_between(figure))
    return DotRow(name=name, figure=figure, value=value, between=between, few=figure.small, side=side, link=link)


def figure_columns(*, is_time: bool, plain: bool = False) -> list[ChartColumn]:
    """A figure with its interval and what it was counted from; ``plain``: it is a number, no share."""
    write: Callable[[float], str] = seconds if is_time else _number if plain else _percent
    unit = "_s" if is_time else ""
    return [
        ChartColumn(f"value{unit}", _("Angka"), write),
        ChartColumn(f"low{unit}", _("Ujung bawah"), write),
        ChartColumn(f"high{unit}", _("Ujung atas"), write),
        ChartColumn("n", _("Dihitung dari"), number),
        ChartColumn("why", _("Mengapa tanpa angka"), _why),
    ]


def figure_cells(figure: Figure) -> Iterable[Cell]:
    """The values of ``figure_columns``."""
    return figure.value, figure.low, figure.high, figure.n, None if figure.shown else figure.why.value


def _number(value: float) -> str:
    return number(value, 2)


def _why(reason: str) -> str:
    return str({Why.TOO_YOUNG: _("terlalu dini"), Why.NOT_REACHED: _("belum tercapai")}.get(Why(reason), "–"))


def _percent(value: float) -> str:
    return percent(value, 1)


def dots_content(
    rows: Sequence[DotRow], finding: str, heading: str, *, is_time: bool, reference: float | None
) -> ChartContent:
    """The chart of such rows, with a name and a figure each. ``reference``: where the dashed line is."""
    figures = [row.figure for row in rows]
    return ChartContent(
        template="charts/_dot_table.html",
        drawing="charts/_dot_rows.html",
        facts={
            "rows": rows,
            "axis": wait_axis(figures) if is_time else ShareAxis(),
            "reference": reference,
            "is_time": is_time,
            "heading": heading,
        },
        finding=finding,
        columns=[ChartColumn("name", heading), *figure_columns(is_time=is_time)],
        rows=[(row.name, *figure_cells(row.figure)) for row in rows],
    )
