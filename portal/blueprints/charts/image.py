"""A chart as a drawing that stands alone, and as an image."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from ...exports import png
from ...web.access import public
from ...web.headers import drawing
from ...web.limits import image_slots
from . import bp
from .drawing import font_files, standing_alone
from .shown import ShownChart, file_answer


@bp.get("/charts/<name>.svg")
@public
@drawing
def page_svg(name: str) -> ResponseReturnValue:
    return file_answer(name, lambda shown: Response(standing_alone(shown), mimetype="image/svg+xml"))


@bp.get("/charts/<name>.png")
@public
def page_png(name: str) -> ResponseReturnValue:
    def render(shown: ShownChart) -> Response:
        with image_slots.place():
            return Response(png.png(standing_alone(shown), font_files()), mimetype=png.MIMETYPE)

    return file_answer(name, render)
