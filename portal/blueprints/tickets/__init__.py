"""Tickets (Open311: service requests): one ticket, the list of a filter, and the same as files."""

from __future__ import annotations

from flask import Blueprint

from ...charts import timeline

bp = Blueprint("tickets", __name__)
bp.add_app_template_filter(timeline.gap, "gap")
bp.add_app_template_filter(timeline.broken, "broken")
bp.add_app_template_filter(timeline.colour, "colour")

from . import export, figures, index, page, page_atom, page_json, type_ahead  # noqa: E402, F401 - they add their routes
