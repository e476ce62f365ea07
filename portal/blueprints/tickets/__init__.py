"""Tickets (Open311: service requests): one ticket, the list of a filter, and the same as files."""

from __future__ import annotations

from flask import Blueprint

from ...charts import life_strip, strip_drawing, strip_labels, timeline

bp = Blueprint("tickets", __name__)
bp.add_app_template_filter(timeline.gap, "gap")
bp.add_app_template_filter(timeline.broken, "broken")
bp.add_app_template_filter(timeline.colour, "colour")
bp.add_app_template_filter(life_strip.life_strip, "life_strip")
bp.add_app_template_filter(strip_drawing.strip_ground, "strip_ground")
bp.add_app_template_filter(strip_drawing.strip_marks, "strip_marks")
bp.add_app_template_filter(strip_labels.placed_labels, "placed_labels")

from . import (  # noqa: E402, F401 - they add their routes
    export,
    figures,
    index,
    near,
    newest,
    page,
    page_atom,
    page_json,
    type_ahead,
)
