"""The lens as a map."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("maps", __name__)

from . import page  # noqa: E402, F401 - it adds its routes
