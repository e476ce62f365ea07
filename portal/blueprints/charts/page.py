"""A chart as a page of its own."""

from __future__ import annotations

from posixpath import splitext

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from ...web import errors
from ...web.access import public
from . import bp
from .shown import NothingToDraw, ShownChart, answer


@bp.get("/charts/<name>")
@public
def page(name: str) -> ResponseReturnValue:
    return answer(name, _page)


def _page(shown: ShownChart) -> str:
    return render_template("charts/page.html", shown=shown, take=shown.take, content=shown.content)


@bp.errorhandler(NothingToDraw)
def nothing_to_draw(error: NothingToDraw) -> Response:
    """A page that names the chart; where a file was asked for, the error in its format."""
    if splitext(request.path)[1]:
        return errors.page(404, error)
    response = make_response(render_template("charts/nothing.html", cited=error.cited), 404)
    response.headers["Cache-Control"] = "no-store"
    return response
