"""Tickets (Open311: service requests): one ticket, the list of a filter, and the same as files."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("tickets", __name__)

from . import export, index, page, page_atom, page_json  # noqa: E402, F401 - they add their routes
