"""How long the tickets of any filter took, as a curve."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_babel import gettext as _

from ...charts.resolution_curve import resolution_curve
from ...domain.as_of import PINNED
from ...domain.time_to_event import DAY, STEPS, TimeToEvent
from ...presentation.figures import wait, wait_between
from ...presentation.numbers import days, percent
from ...queries.tickets.figures import LensFigures, lens_figures
from ...web import links
from .. import figures_on_demand, lens
from .chart import Cell, ChartColumn, ChartContent, Cited, PublishedChart, said
from .tickets import ASKS


def _answer(render: Callable[[LensFigures], str | Response]) -> Response:
    asked = lens.readable(*PINNED)
    version = asked.version()
    return figures_on_demand.answer(version, lambda: lens_figures(asked.sources, asked.filter, asked.now), render)


def _cite(found: LensFigures) -> Cited:
    pairs = [pair for pair in found.filter.pairs() if pair[0] in ASKS]
    return Cited(
        title=_("Berapa lama sampai selesai"),
        of=said("tickets/_lens_words.html", "lens_words", found.filter.without("bbox"), found.names),
        as_of=found.moment.clocks.latest,
        seq=found.moment.seq,
        page=links.figures(found.filter),
        asked={name: [value for one, value in pairs if one == name] for name, _value in pairs},
    )


def _curve(found: LensFigures) -> ChartContent | None:
    """None of tickets that were chosen by their outcome, whose share resolved says nothing."""
    times = found.sheet.card.resolution
    curve = None if found.tickets.by_outcome else resolution_curve(times)
    if curve is None:
        return None
    words = {"wait": wait(times.median), "between": wait_between(times.median)}
    return ChartContent(
        template="charts/_lens_curve.html",
        facts={"curve": curve},
        finding=_("Separuh laporan selesai dalam %(wait)s (%(between)s).", **words) if times.median.shown else "",
        columns=curve_columns(),
        rows=curve_rows(times) or [(m.days, m.figure.value, m.figure.low, m.figure.high) for m in curve.marks],
    )


def curve_columns() -> list[ChartColumn]:
    """Of a curve of resolution."""
    named = {
        "resolved": _("selesai"),
        "resolved_low": _("selesai, ujung bawah"),
        "resolved_high": _("selesai, ujung atas"),
    }
    columns = [ChartColumn(name, str(label), lambda share: percent(share, 1)) for name, label in named.items()]
    return [ChartColumn("days", _("Hari"), days), *columns]


def curve_rows(times: TimeToEvent) -> list[tuple[Cell, ...]]:
    """Of each step of a curve; none where its steps are not stored."""
    return [
        (round(at / DAY, 4), round(1 - still, 4), round(1 - high, 4), round(1 - low, 4))
        for at, (still, low, high) in zip(STEPS, times.steps, strict=False)
    ]


CHARTS = (PublishedChart(name="tickets-figures", asks=ASKS, answer=_answer, cite=_cite, draw=_curve, frame=420),)
