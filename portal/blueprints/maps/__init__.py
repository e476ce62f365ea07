"""The map: its page, what its script asks for as the frame moves, and the outlines of the areas."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("maps", __name__)

from . import areas, base, data, frame, index, reports  # noqa: E402, F401 - they add their routes
