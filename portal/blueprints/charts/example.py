"""The figure that is done by hand: its tickets, and the steps to each of its two shares with the curve they draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from flask import Response, abort, request, url_for
from flask_babel import gettext as _

from ...charts.resolution_curve import resolution_curve
from ...domain.time_to_event import DAY
from ...presentation.direction import isolated
from ...presentation.figures import seconds
from ...presentation.numbers import number, percent
from ...queries.scorecards.worked_example import ExampleTicket, HandEstimate, WorkedExample
from ...queries.scorecards.worked_example_document import COLUMNS, ended, example_rows
from ...web.language import in_language
from ..figure_files import zone
from ..methodology.asked_example import GROUP, example_answer, example_pairs
from ..past import pinned
from .chart import ChartColumn, ChartContent, Cited, PublishedChart, period_words, said

#: The example, and whose ends count: the agency's own, or anybody's.
OfSteps: TypeAlias = tuple[WorkedExample, str]
_WORDS = "methodology/_example_words.html"
_BY = ("agency", "anybody")
LONGEST = 55  # percent that the longest bar has: the words after it need the rest


def _tickets_answer(render: Callable[[WorkedExample], str | Response]) -> Response:
    return example_answer(lambda found: render(found or abort(404)))


def _steps_answer(render: Callable[[OfSteps], str | Response]) -> Response:
    by = request.args.get("by", "")
    if by not in _BY:
        abort(404)
    return _tickets_answer(lambda found: render((found, by)))


def _cite(found: WorkedExample, title: str, **more: str) -> Cited:
    category = in_language(found.category.name, found.category.name_en)
    group = example_pairs(found)
    shown: dict[str, Any] = {**group, **pinned()}
    return Cited(
        title=title,
        of=f"{category}, {isolated(found.agency.name)}, {period_words(found.period)}",
        as_of=found.as_of,
        seq=found.seq,
        page=url_for("methodology.example", **shown),
        asked={**group, **more, **pinned()},
    )


def _cite_tickets(found: WorkedExample) -> Cited:
    return _cite(found, _("Contoh hitungan: laporannya"))


def _cite_steps(shown: OfSteps) -> Cited:
    found, by = shown
    titles = {
        "agency": _("Contoh hitungan: diselesaikan instansi itu (Aalen–Johansen)"),
        "anybody": _("Contoh hitungan: selesai oleh siapa pun (Kaplan–Meier)"),
    }
    return _cite(found, titles[by], by=by)


def _tickets(found: WorkedExample) -> ChartContent:
    """A bar a ticket, as long as the agency had it; with + where it goes on."""
    most = max(ticket.wait for ticket in found.tickets) or 1
    labels = [
        _("Laporan"),
        _("Masuk"),
        _("Sampai di instansi"),
        _("Dipegang"),
        _("Bagaimana berakhir"),
        _("Waktu warga"),
        _("Selesai"),
    ]
    writes: dict[str, Callable[..., str]] = {"in_hand_s": seconds, "citizens_wait_s": seconds, "ended": _ended}
    return ChartContent(
        template="charts/_example_tickets.html",
        drawing="charts/_bar_rows.html",
        facts={
            "found": found,
            "bars": [(ticket.code, _bar_words(ticket), LONGEST * ticket.wait / most) for ticket in found.tickets],
        },
        finding=said(_WORDS, "example_lead", found),
        columns=[ChartColumn(name, label, writes.get(name, str)) for name, label in zip(COLUMNS, labels, strict=True)],
        rows=[*example_rows(found, zone())],
    )


def _bar_words(ticket: ExampleTicket) -> str:
    cause = ended(ticket.cause)
    return f"{said(_WORDS, 'in_days', ticket.wait, not cause)} {_('hari')}, {_ended(cause)}"


def _ended(cause: str) -> str:
    return said(_WORDS, "ended", cause)


def _steps(shown: OfSteps) -> ChartContent | None:
    found, by = shown
    of: HandEstimate = found.own if by == "agency" else found.citizens
    curve = resolution_curve(of.curve)
    if curve is None:
        return None
    return ChartContent(
        template="charts/_example_curve.html",
        facts={"curve": curve, "by": by},
        finding=said(_WORDS, "printed", found.days, of.share),
        columns=[
            ChartColumn("seconds", _("Sesudah (hari)"), lambda value: number(value / DAY, 3)),
            ChartColumn("at_risk", _("Masih menunggu"), number),
            ChartColumn("own", _("Selesai"), number),
            ChartColumn("others", _("Berakhir lain"), number),
            ChartColumn("before", _("Bagian yang belum berakhir"), _share),
            ChartColumn("share", _("Bagian yang selesai"), _share),
        ],
        rows=[(s.seconds, s.at_risk, s.own, s.others, s.before, s.share) for s in of.steps],
    )


def _share(value: float) -> str:
    return percent(value, 1)


CHARTS = (
    PublishedChart(
        name="example-tickets", asks=GROUP, answer=_tickets_answer, cite=_cite_tickets, draw=_tickets, frame=760
    ),
    PublishedChart(
        name="example-steps", asks=(*GROUP, "by"), answer=_steps_answer, cite=_cite_steps, draw=_steps, frame=420
    ),
)
