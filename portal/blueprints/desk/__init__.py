"""The desk: where officers sign in, see their queue and work on tickets."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("desk", __name__, url_prefix="/desk")

from . import auth, draft, operation, queue, resume, work  # noqa: E402, F401 - they add their routes
