"""Every component in every state on one page, for those who change how pages look. Off unless PATTERNS is on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("patterns", __name__)

from . import page  # noqa: E402, F401 - it adds its route
