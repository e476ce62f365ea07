"""The files of photos that officers may see: what waits with their form, and what a ticket that they see whole has."""

from __future__ import annotations

import io

from flask import abort, send_file
from werkzeug.wrappers import Response

from ...context import current_portal
from ...domain.attachment import Size
from ...media.file_types import file_type
from ...media.store import ORIGINAL
from ...web.access import officer_required
from ...web.headers import picture as picture_headers
from ..media import webp
from . import bp
from .photo_form import behind


@bp.get("/media/<key>/<any(small, medium, large):size>.webp")
@officer_required()
@picture_headers
def picture(key: str, size: str) -> Response:
    """A picture that waits with a form of this officer, or belongs to a ticket that they may see whole."""
    return webp(key, Size(size), behind(key))


@bp.get("/media/<key>/original")
@officer_required()
@picture_headers
def original(key: str) -> Response:
    """The file as it was handed in, to be kept and looked into elsewhere; no browser opens it here."""
    code = behind(key)
    try:
        content = current_portal().media.get(key, ORIGINAL)
    except OSError:
        abort(404)
    found = file_type(content)
    name = f"{code}-{key[:6]}.{found.value.lower()}"
    return send_file(io.BytesIO(content), found.media_type, as_attachment=True, download_name=name)
