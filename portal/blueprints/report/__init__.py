"""A citizen reports step by step, each a page that works alone: where, what is known, what happened, look, send."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("report", __name__)

from . import check, for_others, lost, map, mine, picture, place, send, write  # noqa: E402, F401 - they add their routes
