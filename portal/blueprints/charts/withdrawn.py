"""What was taken from view, month by month, as a table that can be taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from flask import Response, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ... import clock
from ...domain.as_of import AsOf
from ...presentation.dates import month
from ...presentation.numbers import number
from ...presentation.words import reason_name
from ...queries.city.version import public_version
from ...queries.city.withdrawn import Withdrawal, Withdrawn, WithdrawnThen, withdrawn_then
from .. import silence
from ..past import past_asked, pinned
from ..sources import here
from .chart import ChartColumn, ChartContent, Cited, PublishedChart, said

MOST_MONTHS = 24  # that an image holds


def _answer(render: Callable[[WithdrawnThen], str | Response]) -> Response:
    sources, asked = here(), past_asked()
    at = asked.as_of or _now()
    found = withdrawn_then(sources.session, sources.city.zone, at)
    return silence.answer(("withdrawn", found.rows, asked.as_of, asked.unread), lambda: render(found))


def _now() -> AsOf:
    return AsOf(clock.now(), public_version(here().session)[0])


def _cite(found: Withdrawn | WithdrawnThen) -> Cited:
    """The page that shows it among others has what was taken from view until now."""
    at = found.as_of if isinstance(found, WithdrawnThen) else _now()
    return Cited(
        title=_("Apa yang ditutup untuk umum"),
        of=_("seluruh kota"),
        as_of=at.at,
        seq=at.seq,
        page=url_for("methodology.page", _anchor="ditutup"),
        asked=pinned(),
    )


def _draw(found: WithdrawnThen) -> ChartContent | None:
    """A bar a month, by the whole city; who took what is in the table."""
    if not found.rows:
        return None
    months = _by_month(found.rows)
    total, most = sum(row.count for row in found.rows), max(count for _first, count in months)
    return ChartContent(
        template="charts/_withdrawn.html",
        drawing="charts/_bar_rows.html",
        facts={
            "rows": found.rows,
            "bars": [(month(first), number(count), 100 * count / most) for first, count in months[:MOST_MONTHS]],
        },
        finding=ngettext(
            "Sejak %(month)s %(n)s kali sesuatu ditutup untuk umum.",
            "Sejak %(month)s %(n)s kali sesuatu ditutup untuk umum.",
            total,
            n=number(total),
            month=month(months[-1][0]),
        ),
        columns=[
            ChartColumn("month", _("Bulan")),
            ChartColumn("name", _("Instansi")),
            ChartColumn("agency", _("Kode")),
            ChartColumn("kind", _("Apa"), lambda kind: said("methodology/_withdrawn_table.html", "kind_name", kind)),
            ChartColumn("reason", _("Mengapa"), reason_name),
            ChartColumn("count", _("Jumlah"), number),
        ],
        rows=[(row.month, row.name, row.agency, row.kind.value, row.reason, row.count) for row in found.rows],
        note=_("Bulan yang lebih lama ada dalam berkas CSV dan JSON.") if len(months) > MOST_MONTHS else "",
    )


def _by_month(rows: tuple[Withdrawal, ...]) -> list[tuple[date, int]]:
    """The newest first, with those between in which nothing was taken from view."""
    counts = Counter[date]()
    for row in rows:
        counts[row.first_day] += row.count
    first, last = (day.year * 12 + day.month - 1 for day in (min(counts), max(counts)))
    days = [date(place // 12, place % 12 + 1, 1) for place in range(last, first - 1, -1)]
    return [(day, counts[day]) for day in days]


CHARTS = (PublishedChart(name="withdrawn", asks=(), answer=_answer, cite=_cite, draw=_draw, frame=420),)
