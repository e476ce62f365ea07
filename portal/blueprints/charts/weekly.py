"""The finding of the week: how often reports were late, of what stands out and of all others."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.late_course import LateChart, late_chart
from ...domain.as_of import AsOf
from ...presentation.dates import day
from ...presentation.direction import isolated
from ...presentation.numbers import number, percent
from ...queries.past.cell import CITY
from ...queries.weekly_finding import FindingPage, finding_page
from ..past import dated_answer
from ..sources import here
from .chart import Cell, ChartColumn, ChartContent, Cited, PublishedChart, said

_WORDS = "home/_finding_words.html"


def _answer(render: Callable[[FindingPage], str | Response]) -> ResponseReturnValue:
    sources = here()
    return dated_answer(lambda: CITY, lambda past: finding_page(sources, past), render, lambda: abort(404))


def _cite(found: FindingPage) -> Cited:
    return Cited(
        title=_("Laporan yang tidak selesai dalam batasnya"),
        of=said(_WORDS, "of_whom", found),
        as_of=found.as_of,
        seq=found.seq,
        page=url_for("home.page"),
        asked=AsOf(found.as_of, found.seq).pairs,  # the next week's finding is another one
    )


def weekly_chart(found: FindingPage | None) -> LateChart | None:
    """The drawing with its names; None where there is too little to draw."""
    return late_chart(found.of, said(_WORDS, "subject", found), said(_WORDS, "others", found)) if found else None


def _draw(found: FindingPage) -> ChartContent | None:
    chart = weekly_chart(found)
    if chart is None:
        return None
    return ChartContent(
        template="charts/_weekly.html",
        facts={"chart": chart, "found": found},
        finding=said(_WORDS, "headline", found),
        columns=[
            ChartColumn("from", _("Dari")),
            ChartColumn("to", _("Sampai sebelum")),
            *_figures("", said(_WORDS, "subject", found)),
            *_figures("others_", said(_WORDS, "others", found)),
        ],
        rows=_rows(found),
        room=120,
        note=said(_WORDS, "how_chosen", found),
    )


def _figures(prefix: str, name: str) -> list[ChartColumn]:
    name = isolated(name)
    share = _("%(name)s, terlambat", name=name)
    return [
        ChartColumn(f"{prefix}late", share, lambda value: percent(value, 1)),
        ChartColumn(f"{prefix}n", _("%(name)s, dihitung dari", name=name), number),
    ]


def _rows(found: FindingPage) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for place, (start, end) in enumerate(found.steps):
        own = found.of.course[place]
        rest = found.of.rest[place] if found.of.rest else None
        figures = [(of.figure.value, of.n) if of else (None, None) for of in (own, rest)]
        if own.n:
            rows.append((day(start), day(end), *figures[0], *figures[1]))
    return rows


CHARTS = (PublishedChart(name="weekly", asks=(), answer=_answer, cite=_cite, draw=_draw, frame=520),)
