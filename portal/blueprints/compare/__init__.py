"""Offices or areas compared: as a chart, a table, a map, and as files."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("compare", __name__)

from . import export, lists, page  # noqa: E402, F401 - they add their routes
