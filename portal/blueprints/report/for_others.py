"""For those who write reports for their neighbours: heads of an RT or RW, health volunteers, anybody; no account."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...web.access import public
from . import bp


@bp.get("/helpers")
@public
def for_others() -> ResponseReturnValue:
    return render_template("report/for_others.html")
