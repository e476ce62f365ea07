"""A chart as a page of its own."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...web.access import public
from . import bp
from .shown import ShownChart, answer


@bp.get("/charts/<name>")
@public
def page(name: str) -> ResponseReturnValue:
    return answer(name, _page)


def _page(shown: ShownChart) -> str:
    return render_template("charts/page.html", shown=shown, take=shown.take, content=shown.content)
