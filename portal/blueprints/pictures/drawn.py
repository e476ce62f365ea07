"""A picture as it is sent: drawn once, by few at a time, and kept under the version that its address names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from flask import Response, make_response, redirect, request

from ...charts.link_picture import LinkPicture, link_picture
from ...exports import png
from ...web.limits import image_slots
from ..charts.drawing import drawing_style, font_files

LARGEST = 60_000  # bytes; a messenger on a slow line gives up on larger ones


def drawn(address: str, make: Callable[[], LinkPicture]) -> Response:
    """The picture; who asks by another version than that of ``address`` is led there, so that each is kept once."""
    if parse_qsl(urlsplit(address).query) != list(request.args.items(multi=True)):
        return make_response(redirect(address, 302))
    with image_slots.place():
        return Response(_image(make()), mimetype=png.MIMETYPE)


def _image(said: LinkPicture) -> bytes:
    """Small enough for every service: what is too large has long sentences, and goes without its detail."""
    fonts = font_files()
    image = png.png(link_picture(said, drawing_style(), fonts), fonts)
    if len(image) <= LARGEST or not said.detail:
        return image
    return png.png(link_picture(replace(said, detail=""), drawing_style(), fonts), fonts)
