"""The comparison, as points on one scale and as a map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.share_axis import comparison_axis
from ...charts.sheet import KeyEntry
from ...context import current_portal
from ...domain.comparison import Measure
from ...extensions import db
from ...queries.compare.map import comparison_map, has_map
from ...queries.compare.page import ComparedRow, ComparisonPage
from ...queries.compare.question import NAMES
from ..compare.answer import address, comparison_answer
from ..figure_files import refuse_unread
from ..past import pinned
from .chart import (
    Cell,
    ChartColumn,
    ChartContent,
    Cited,
    PublishedChart,
    class_words,
    outline_note,
    period_words,
    said,
    yes_or_no,
)
from .dot_rows import dot_row, figure_cells, figure_columns


def _answer(render: Callable[[ComparisonPage], str | Response]) -> ResponseReturnValue:
    """A chart cannot say what it left out of the question."""

    def readable(found: ComparisonPage) -> str | Response:
        refuse_unread([*found.asked.unread, *found.asked.coarser])
        return render(found)

    return comparison_answer(readable)


def _words(macro: str, *of: object, template: str = "compare/_words.html") -> str:
    return said(template, macro, *of)


def _cite(found: ComparisonPage) -> Cited:
    question = found.question
    kind = _words("kind_within", question)
    return Cited(
        title=_words("measure_words", question.measure),
        of=f"{_words('about', found)}, {kind}, {period_words(question.period)}",
        as_of=found.as_of,
        seq=found.seq,
        page=address(question),
        asked={**question.pairs(), **pinned()},
    )


def _points(found: ComparisonPage) -> ChartContent | None:
    measure = found.question.measure
    if not found.rows:
        return None
    is_time = measure is Measure.MEDIAN
    return ChartContent(
        template="charts/_compare.html",
        drawing="charts/_dot_rows.html",
        facts={
            "found": found,
            "axis": comparison_axis(measure, [row.compared.figure for row in found.rows]),
            "is_time": is_time,
            "reference": found.comparison.reference,
            "rows": [
                dot_row(_words("name", r.named), r.compared.figure, is_time=is_time, side=r.compared.side.value)
                for r in found.rows
            ],
        },
        finding=_words("headline", found, template="compare/_headline.html") + ".",
        columns=_columns(measure),
        rows=[_cells(row) for row in found.rows],
    )


def _columns(measure: Measure) -> list[ChartColumn]:
    is_time = measure is Measure.MEDIAN
    words = _("Terhadap batas") if is_time else _("Terhadap angka bersama")
    return [
        ChartColumn("name", _("Nama")),
        ChartColumn("key", _("Kode")),
        *figure_columns(is_time=is_time),
        ChartColumn("ranked", _("Diurutkan"), yes_or_no),
        ChartColumn("side", words, lambda side: _words("side_words", side, measure) or "–"),
    ]


def _cells(row: ComparedRow) -> tuple[Cell, ...]:
    of = row.compared
    return row.named.name, row.named.key, *figure_cells(of.figure), of.fit, of.side.value


def _map(found: ComparisonPage) -> ChartContent | None:
    session = db.session()
    points = _points(found)
    if points is None or not has_map(session, found):
        return None
    drawn = comparison_map(session, current_portal().cache, found)
    key = [
        KeyEntry(
            f"a{shade}",
            class_words(said("components/shade_range.html", "shade_range", low, high)),
            "areas",
        )
        for shade, low, high in drawn.classes
    ]
    return replace(
        points,
        template="charts/_compare_map.html",
        drawing="",
        facts={"found": found, "map": drawn},
        key=[*key, KeyEntry("a0", _("terlalu sedikit laporan"), "areas")],
        map=True,
        note=outline_note(drawn.areas),
    )


CHARTS = (
    PublishedChart(name="compare", asks=NAMES, answer=_answer, cite=_cite, draw=_points, frame=640),
    PublishedChart(name="compare-map", asks=NAMES, answer=_answer, cite=_cite, draw=_map, frame=720),
)
