"""How the policy is carried out: six dimensions, and who waits for whom; the same as files."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("implementation", __name__)

from . import export, page, requests, waits  # noqa: E402, F401 - they add their routes
