"""How the policy is carried out: six dimensions, who waits for whom, and who checks; the same as files."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("implementation", __name__)

from . import checks, export, page, requests, waits  # noqa: E402, F401 - they add their routes
