"""Areas: all of them side by side, the scorecard of each, and the same as files."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("areas", __name__)

from . import export, index, page  # noqa: E402, F401 - they add their routes
