"""The figures of any filter's tickets: how long they took, how they ended, and how old the open ones are."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_babel import gettext as _

from ...charts.bars import age_bars, closing_bar
from ...charts.resolution_curve import resolution_curve
from ...context import current_portal
from ...domain.as_of import PINNED
from ...presentation.figures import wait, wait_between
from ...queries.tickets.figures import LensFigures
from ...web import links
from .. import lens
from ..lens_figures import figures_answer, past_pairs
from .chart import ChartContent, Cited, PublishedChart, said
from .curve import curve_columns, mark_rows, step_rows
from .endings import closings_content, open_content, shares_content, times_content
from .tickets import ASKS, asked_of


def _answer(render: Callable[[LensFigures], str | Response]) -> Response:
    return figures_answer([lens.readable(*PINNED)], lambda found: render(found[0]))


def _cite(title: Callable[[], str], found: LensFigures) -> Cited:
    moment = past_pairs(found.filter)
    return Cited(
        title=title(),
        of=said("tickets/_lens_words.html", "lens_words", found.filter.without("bbox"), found.names),
        as_of=found.moment.cited,
        seq=found.moment.seq,
        page=links.figures(found.filter, more=moment),
        asked={**asked_of(found.filter), **moment},
        lasts=not found.filter.asks("q"),
    )


def _half(found: LensFigures) -> str:
    """How long half of them took, in one sentence; '' where nothing can be said."""
    median = found.sheet.card.resolution.median
    if not median.shown:
        return ""
    words = {"wait": wait(median), "between": wait_between(median)}
    return str(_("Separuh laporan selesai dalam %(wait)s (%(between)s).", **words))


def _curve(found: LensFigures) -> ChartContent | None:
    times = found.sheet.card.resolution
    curve = resolution_curve(times)
    if curve is None:
        return None
    return ChartContent(
        template="charts/_lens_curve.html",
        facts={"curve": curve},
        finding=_half(found),
        columns=curve_columns(),
        rows=step_rows(times) or mark_rows(curve),
    )


def _times(found: LensFigures) -> ChartContent | None:
    target = current_portal().city.resolution_target.total_seconds()
    return times_content(found.sheet, _half(found), target) if found.sheet.card.received else None


def _open(found: LensFigures) -> ChartContent | None:
    back = found.sheet.card.backlog
    return open_content(back, age_bars(back.bands), chosen=found.tickets.by_outcome)


def _chart(
    name: str, title: Callable[[], str], draw: Callable[[LensFigures], ChartContent | None], frame: int
) -> PublishedChart[LensFigures]:
    return PublishedChart(
        name=name, asks=ASKS, answer=_answer, cite=lambda found: _cite(title, found), draw=draw, frame=frame
    )


def _of_all(draw: Callable[[LensFigures], ChartContent | None]) -> Callable[[LensFigures], ChartContent | None]:
    """Nothing is drawn of tickets that were chosen by their outcome: what became of these says nothing."""
    return lambda found: None if found.tickets.by_outcome else draw(found)


CHARTS = (
    _chart("tickets-figures", lambda: _("Berapa lama sampai selesai"), _of_all(_curve), 420),
    _chart("tickets-times", lambda: _("Lama sampai jawaban dan selesai"), _of_all(_times), 440),
    _chart(
        "tickets-endings",
        lambda: _("Bagaimana laporan berakhir"),
        _of_all(lambda found: closings_content(closing_bar(found.sheet))),
        520,
    ),
    _chart("tickets-open", lambda: _("Yang masih terbuka"), _open, 380),
    _chart(
        "tickets-shares",
        lambda: _("Bagian yang selesai, dan apakah bertahan"),
        _of_all(lambda found: shares_content(found.sheet)),
        760,
    ),
)
