"""Streets: all of them, the page of each, and their lines for the map."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("streets", __name__)

from . import index, lines, page  # noqa: E402, F401 - they add their routes
