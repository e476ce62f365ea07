"""The page of patterns."""

from __future__ import annotations

from flask import abort, render_template

from ...context import current_portal
from ...web.access import public
from . import bp
from .samples import samples


@bp.get("/patterns")
@public
def page() -> str:
    if not current_portal().settings.patterns:
        abort(404)
    return render_template("patterns/page.html", **samples())
