"""What stands beside a link to a page where it is shared: the page's answer, drawn as one picture."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("pictures", __name__)

from . import agency, area, portal, street, ticket, tickets  # noqa: E402, F401 - they add their routes
