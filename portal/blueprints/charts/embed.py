"""A chart to be shown within the pages of others: without cookies, scripts and all else of ours."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...web.access import public
from ...web.headers import framed
from . import bp
from .chart import Cited
from .shown import ShownChart, answer


@bp.get("/charts/<name>/embed")
@public
@framed
def embed(name: str) -> ResponseReturnValue:
    return answer(name, _embed, _nothing)


def _embed(shown: ShownChart) -> str:
    return render_template("charts/embed.html", shown=shown, take=shown.take, content=shown.content)


def _nothing(cited: Cited) -> str:
    """No error: the frame stands in an article, and the browser would leave an error's empty. It is kept as a chart."""
    return render_template("charts/nothing_embed.html", cited=cited)
