"""One street: what is open there, what was said, how long it takes."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...web.access import public
from . import bp
from .answer import street_answer


@bp.get("/streets/<slug>")
@public
def page(slug: str) -> ResponseReturnValue:
    return street_answer(slug, lambda street: render_template("streets/page.html", street=street))
