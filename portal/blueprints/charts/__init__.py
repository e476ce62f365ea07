"""Charts and tables of figures to take away: each as a page of its own, as files, and to be embedded elsewhere."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("charts", __name__)

from . import embed, files, image, page  # noqa: E402, F401 - they add their routes
