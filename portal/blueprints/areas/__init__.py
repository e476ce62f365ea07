"""Areas: all of them side by side, the scorecard of each, the same as files, and a poster for its office."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("areas", __name__)

from . import export, index, page, poster  # noqa: E402, F401 - they add their routes
