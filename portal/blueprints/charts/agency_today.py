"""What has waited longest with an agency, what it was asked and checked, and which answers it repeats."""

from __future__ import annotations

from textwrap import shorten

from flask_babel import gettext as _
from flask_babel import ngettext

from ...domain.as_of import AsOf
from ...domain.time_to_event import DAY
from ...extensions import db
from ...presentation.figures import seconds
from ...presentation.numbers import number, percent
from ...presentation.words import masks
from ...queries.agencies.coordination import agency_coordination, asked_then
from ...queries.agencies.longest import LongWait, long_waits
from ...queries.agencies.page import AgencyPage
from ...queries.implementation.checkers import agency_checks
from ...queries.past.same_answers import past_same_answers
from ...web.language import in_language
from ..sources import here
from .agency import agency_chart, charts_of
from .chart import ChartColumn, ChartContent, said
from .dot_rows import dot_row, dots_content
from .endings import bands_content

BESIDE = 26  # characters of an answer that there is room for beside its bar


def _longest(found: AgencyPage) -> ChartContent | None:
    longest = long_waits(here(), found.id, found.longest, found.past_moment)
    if not longest.waits:
        return None
    most = longest.waits[0].waited or 1.0
    waits = [(wait.waited, wait.held) for wait in longest.waits]
    return ChartContent(
        template="charts/_agency_longest.html",
        drawing="charts/_bar_rows.html",
        facts={
            "longest": longest,
            "strips": charts_of(found, waits).strips,
            "bars": [(w.ticket.code, seconds(w.waited), 100 * w.waited / most) for w in longest.waits],
        },
        finding=f"{longest.waits[0].ticket.code}: {seconds(most)}",
        columns=[
            ChartColumn("ticket", _("Laporan")),
            ChartColumn("category", _("Kategori")),
            ChartColumn("area", _("Wilayah")),
            ChartColumn("submitted", _("Masuk")),
            ChartColumn("waited_days", _("Menunggu"), lambda days: seconds(days * DAY)),
            ChartColumn("here_days", _("Di tangan instansi ini"), lambda days: seconds(days * DAY)),
        ],
        rows=[_cells(wait) for wait in longest.waits],
    )


def _cells(wait: LongWait) -> tuple[str | float, ...]:
    ticket = wait.ticket
    category = in_language(ticket.category, ticket.category_en)
    days = (round(wait.waited / DAY, 2), round(wait.here.total_seconds() / DAY, 2))
    return ticket.code, category, ticket.area, f"{ticket.submitted_at:%Y-%m-%d}", *days


def _checks(found: AgencyPage) -> ChartContent | None:
    """Of all that it checked: how much it refused, and how much of what it agreed to did not hold."""
    checked = agency_checks(here(), found.id, found.as_of, found.past_moment) if found.as_of else None
    if checked is None or not checked.figures.done:
        return None
    of = checked.figures
    named = ((_("Ditolak"), of.refused_share), (_("Dibantah sesudah disetujui"), of.disputed))
    rows = [dot_row(name, figure, is_time=False) for name, figure in named if figure.n]
    return dots_content(
        rows, said("agencies/_checks.html", "checks_lead", of), _("Ukuran"), is_time=False, reference=None
    )


def _answers(found: AgencyPage) -> ChartContent | None:
    """The texts that are repeated most, as they were given last where everybody may read it."""
    known = AsOf(found.as_of, found.seq) if found.as_of else None
    kept = past_same_answers(db.session(), found.id, known) if known else None
    if kept is None:
        return None
    most, told = kept.answers[0], [(masks(answer.text), answer.n) for answer in kept.answers]
    return ChartContent(
        template="charts/_agency_answers.html",
        drawing="charts/_bar_rows.html",
        facts={
            "same": kept,
            "slug": found.slug,
            "bars": [(shorten(text, BESIDE, placeholder="…"), number(n), 100 * n / most.n) for text, n in told],
        },
        finding=said("agencies/_same_answers.html", "most_repeated", kept),
        columns=[
            ChartColumn("text", _("Jawaban")),
            ChartColumn("answers", _("Kali"), number),
            ChartColumn("share", _("Bagian"), lambda share: percent(share, 1)),
        ],
        rows=[(text, n, round(n / kept.n, 6)) for text, n in told],
    )


def _asked(found: AgencyPage) -> ChartContent | None:
    """What others asked of it and is not answered, by how long it has waited."""
    if found.as_of is None:
        return None
    past, of = found.past_moment, (here(), found.id)
    asked = asked_then(*of, past) if past else agency_coordination(*of, found.as_of).asked
    came = asked.whole
    if not came.open:
        return None
    words = {"n": number(came.n), "open": number(came.open)}
    told = ngettext(
        "Instansi lain meminta bantuannya %(n)s kali; %(open)s belum dijawab.",
        "Instansi lain meminta bantuannya %(n)s kali; %(open)s belum dijawab.",
        came.n,
        **words,
    )
    return bands_content(asked.ages, ChartColumn("requests", _("Permintaan"), number), told)


CHARTS = (
    agency_chart("agency-longest", lambda: _("Yang paling lama menunggu"), _longest, 520, whole=True),
    agency_chart("agency-checks", lambda: _("Memeriksa pekerjaan instansi lain"), _checks, 320, whole=True),
    agency_chart("agency-asked", lambda: _("Permintaan yang belum dijawab"), _asked, 380, whole=True),
    agency_chart("agency-answers", lambda: _("Jawaban yang paling sering diulang"), _answers, 620, whole=True),
)
