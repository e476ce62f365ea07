"""How every figure is defined, one of them done by hand, and how much was taken from view."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("methodology", __name__)

from . import example, page, words  # noqa: E402, F401 - they add their routes
