"""How an agency's tickets ended, and how old those are that are still open."""

from __future__ import annotations

from flask_babel import gettext as _

from ...queries.agencies.page import AgencyPage
from .agency import agency_chart, charts_of
from .chart import ChartContent
from .endings import closings_content, open_content


def _closings(found: AgencyPage) -> ChartContent | None:
    return closings_content(charts_of(found).closings)


def _open(found: AgencyPage) -> ChartContent | None:
    return open_content(found.whole.card.backlog, charts_of(found).ages) if found.whole else None


CHARTS = (
    agency_chart("agency-endings", lambda: _("Bagaimana laporan berakhir"), _closings, 520),
    agency_chart("agency-open", lambda: _("Yang masih terbuka"), _open, 380, whole=True),
)
