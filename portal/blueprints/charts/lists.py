"""Two lists of tickets beside each other: as points on one scale, and as curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import Response
from flask_babel import gettext as _

from ...charts.share_axis import comparison_axis
from ...charts.two_curves import two_curves
from ...domain.comparison import Measure
from ...queries.compare.lists import ComparedList, ListVerdict, TwoLists
from ...web import links
from ..compare.asked_lists import SIDES, readable_lists
from ..compare.lists_answer import lists_answer
from ..lens_figures import past_pairs
from .chart import Cell, ChartColumn, ChartContent, Cited, PublishedChart, said
from .curve import curve_columns, step_rows
from .dot_rows import DotRow, dot_row, figure_cells, figure_columns
from .tickets import ASKS, asked_of

MEASURE = "measure"
_ASKS = (*(side + name for side in SIDES for name in ASKS), MEASURE)


def _answer(render: Callable[[TwoLists], str | Response]) -> Response:
    return lists_answer(readable_lists(), lambda found, _asked: render(found))


def _cite_curves(found: TwoLists) -> Cited:
    return replace(_cite(found), title=_("Berapa lama sampai selesai"))


def _cite(found: TwoLists) -> Cited:
    first, second = found.filters
    shared = {MEASURE: found.measure.value, **past_pairs(first, second)}
    return Cited(
        title=said("compare/_words.html", "measure_words", found.measure),
        of=" · ".join(_named(row, found) for row in found.rows),
        as_of=found.moment.cited,
        seq=found.moment.seq,
        page=links.two_lists(first, second, shared=shared),
        asked={**asked_of(first, SIDES[0]), **asked_of(second, SIDES[1]), **shared},
        lasts=not any(filter.asks("q") for filter in found.filters),
    )


def _named(row: ComparedList, found: TwoLists) -> str:
    return f"{row.key.upper()}: {said('tickets/_lens_words.html', 'lens_words', row.tickets.filter, found.names)}"


def _points(found: TwoLists) -> ChartContent | None:
    if found.verdict in (ListVerdict.OUTCOME, ListVerdict.NONE):
        return None
    is_time = found.measure is Measure.MEDIAN
    rows: list[DotRow] = [dot_row(_named(row, found), row.figure, is_time=is_time) for row in found.rows]
    axis = comparison_axis(found.measure, [row.figure for row in found.rows])
    return ChartContent(
        template="charts/_lists.html",
        drawing="charts/_dot_rows.html",
        facts={
            "found": found,
            "axis": axis,
            "rows": rows,
            "is_time": is_time,
            "reference": found.target if is_time else None,
        },
        finding=said("compare/_lists_headline.html", "headline", found),
        columns=[ChartColumn("list", _("Daftar")), *figure_columns(is_time=is_time)],
        rows=[(row.name, *figure_cells(row.figure)) for row in rows],
    )


def _beside(a: Sequence[Sequence[Cell]], b: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """A row for each step, with what both curves say there; the steps of the shorter one are those of the other."""
    longer, nothing = max(a, b, key=len), (None, None, None)
    one, other = ({row[0]: tuple(row[1:]) for row in rows} for rows in (a, b))
    return [(row[0], *one.get(row[0], nothing), *other.get(row[0], nothing)) for row in longer]


def _curves(found: TwoLists) -> ChartContent | None:
    """A row of its table has both: steps are the same days, and one that is known for longer goes on alone."""
    if found.verdict in (ListVerdict.OUTCOME, ListVerdict.NONE):
        return None
    a, b = (row.sheet.card.resolution for row in found.rows)
    chart = two_curves(a, b)
    if chart is None:
        return None
    shares = [
        replace(column, name=f"{key}_{column.name}", label=f"{key.upper()}, {column.label}")
        for key in "ab"
        for column in curve_columns()[1:]
    ]
    return ChartContent(
        template="charts/_two_curves.html",
        facts={"chart": chart},
        finding=said("compare/_lists_headline.html", "headline", found) if found.measure is Measure.MEDIAN else "",
        columns=[curve_columns()[0], *shares],
        rows=_beside(step_rows(a), step_rows(b)),
        room=30,
    )


CHARTS = (
    PublishedChart(
        name="compare-lists",
        asks=_ASKS,
        answer=_answer,
        cite=_cite,
        draw=_points,
        frame=320,
    ),
    PublishedChart(name="compare-curves", asks=_ASKS, answer=_answer, cite=_cite_curves, draw=_curves, frame=460),
)
