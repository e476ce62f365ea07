"""Following by mail: asked for by a form, confirmed and ended by links that are mailed."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("follow", __name__)

from . import by_token, mine, mine_of, page  # noqa: E402, F401 - they add their routes
