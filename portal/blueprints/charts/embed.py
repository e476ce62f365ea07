"""A chart to be shown within the pages of others: without cookies, scripts and all else of ours."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...web.access import public
from ...web.headers import framed
from . import bp
from .shown import ShownChart, answer


@bp.get("/charts/<name>/embed")
@public
@framed
def embed(name: str) -> ResponseReturnValue:
    return answer(name, _embed)


def _embed(shown: ShownChart) -> str:
    return render_template("charts/embed.html", shown=shown, take=shown.take, content=shown.content)
