"""The figures of one agency that stand in tables: shares and times, and its categories."""

from __future__ import annotations

from dataclasses import replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ...context import current_portal
from ...domain.figure import Figure
from ...domain.period_scorecard import PeriodScorecard
from ...extensions import db
from ...presentation.figures import share, share_between
from ...queries.agencies.page import AgencyPage, page_categories
from ...web.language import in_language
from .agency import agency_chart, cited_year, half_here
from .chart import ChartContent
from .dot_rows import DotRow, dot_row, dots_content


def _target() -> float:
    return current_portal().city.resolution_target.total_seconds()


def _times(found: AgencyPage) -> ChartContent | None:
    sheet = found.sheet
    if sheet is None:
        return None
    card, outcomes = sheet.card, sheet.outcomes
    named = [
        (_("Separuh selesai dalam"), card.resolution.median),
        (_("Sembilan dari sepuluh selesai dalam"), card.resolution.p90),
        (_("Separuh dijawab dalam"), card.response.median),
        (_("Sembilan dari sepuluh dijawab dalam"), card.response.p90),
    ]
    if outcomes:
        named.append((_("Waktu warga: separuh selesai dalam"), outcomes.citizens.median))
    rows = [dot_row(name, figure, is_time=True) for name, figure in named]
    return dots_content(rows, half_here(found, sheet), _("Ukuran"), is_time=True, reference=_target())


def _shares(found: AgencyPage) -> ChartContent | None:
    if found.sheet is None:
        return None
    on_time = found.sheet.card.on_time
    rows = [dot_row(name, figure, is_time=False) for name, figure in _named_shares(found.sheet) if figure.n]
    said = f"{_('Tepat waktu')}: {share(on_time)} ({share_between(on_time)})" if on_time.shown else ""
    return dots_content(rows, said, _("Ukuran"), is_time=False, reference=None) if rows else None


def _named_shares(sheet: PeriodScorecard) -> list[tuple[str, Figure]]:
    card = sheet.card
    return [
        *(
            (ngettext("Selesai dalam %(days)s hari", "Selesai dalam %(days)s hari", days, days=days), figure)
            for days, figure in card.resolution.by_days
        ),
        (_("Tepat waktu"), card.on_time),
        (_("Dijawab dalam 1 hari"), card.response.within[0]),
        (_("Ditindak tepat waktu"), card.action_on_time),
        (_("Dibuka lagi"), card.reopened),
        (_("Dibantah warga"), card.disputed),
        (_("Dipastikan warga"), card.confirmed),
        (_("Pelapornya ditanya portal ini"), card.asked),
        (_("Yang ditanya lalu menjawab"), card.answered),
        (_("Berakhir tanpa jawaban"), card.silent),
        *([(_("Dijawab dengan kalimat yang sama"), sheet.same_text)] if sheet.same_text else []),
        (_("Ditolak"), card.rejected),
        (_("Digabung sebagai duplikat"), card.duplicate),
    ]


def _categories(found: AgencyPage) -> ChartContent | None:
    """``reference``: of all categories, where the page shows their year."""
    kept = page_categories(db.session(), found)
    all = found.sheet.card.on_time if found.sheet and found.period == found.categories_of else None
    rows: list[DotRow] = []
    for one in kept:
        link = url_for("compare.page", kind=found.kind, category=one.slug, period=found.categories_of.key)
        rows.append(dot_row(in_language(one.name, one.name_en), one.sheet.card.on_time, is_time=False, link=link))
    reference = all.value if all and not all.small else None
    return dots_content(rows, "", _("Kategori"), is_time=False, reference=reference) if rows else None


CHARTS = (
    agency_chart("agency-times", lambda: _("Lama sampai jawaban dan selesai"), _times, 440),
    agency_chart("agency-shares", lambda: _("Bagian yang selesai, dan apakah bertahan"), _shares, 760),
    replace(
        agency_chart("agency-categories", lambda: _("Tepat waktu menurut kategori"), _categories, 640),
        cite=cited_year(lambda: _("Tepat waktu menurut kategori")),
    ),
)
