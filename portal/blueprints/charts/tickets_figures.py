"""How long the tickets of any filter took, as a curve."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_babel import gettext as _

from ...charts.resolution_curve import resolution_curve
from ...domain.as_of import PINNED
from ...presentation.figures import wait, wait_between
from ...queries.tickets.figures import LensFigures
from ...web import links
from .. import lens
from ..lens_figures import figures_answer, past_pairs
from .chart import ChartContent, Cited, PublishedChart, said
from .curve import curve_columns, mark_rows, step_rows
from .tickets import ASKS, asked_of


def _answer(render: Callable[[LensFigures], str | Response]) -> Response:
    return figures_answer([lens.readable(*PINNED)], lambda found: render(found[0]))


def _cite(found: LensFigures) -> Cited:
    moment = past_pairs(found.filter)
    return Cited(
        title=_("Berapa lama sampai selesai"),
        of=said("tickets/_lens_words.html", "lens_words", found.filter.without("bbox"), found.names),
        as_of=found.moment.cited,
        seq=found.moment.seq,
        page=links.figures(found.filter, more=moment),
        asked={**asked_of(found.filter), **moment},
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
        rows=step_rows(times) or mark_rows(curve),
    )


CHARTS = (PublishedChart(name="tickets-figures", asks=ASKS, answer=_answer, cite=_cite, draw=_curve, frame=420),)
