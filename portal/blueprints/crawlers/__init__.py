"""What search engines ask: what they may fetch, and where every page is that they may know."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("crawlers", __name__)

from . import robots, sitemap  # noqa: E402, F401 - they add their routes
