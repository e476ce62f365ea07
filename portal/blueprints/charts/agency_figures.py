"""The figures of one agency that stand in tables: shares and times, and its categories."""

from __future__ import annotations

from dataclasses import replace

from flask import url_for
from flask_babel import gettext as _

from ...context import current_portal
from ...extensions import db
from ...queries.agencies.page import AgencyPage, page_categories
from ...web.language import in_language
from .agency import agency_chart, cited_year, half_here
from .chart import ChartContent
from .dot_rows import DotRow, dot_row, dots_content
from .endings import shares_content, times_content


def _times(found: AgencyPage) -> ChartContent | None:
    target = current_portal().city.resolution_target.total_seconds()
    return times_content(found.sheet, half_here(found, found.sheet), target) if found.sheet else None


def _shares(found: AgencyPage) -> ChartContent | None:
    return shares_content(found.sheet) if found.sheet else None


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
