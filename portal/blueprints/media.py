"""The files of photos, in the sizes that pages show: to anybody, once their event is public."""

from __future__ import annotations

import io
from datetime import timedelta

from flask import Blueprint, abort, send_file
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response

from ..context import current_portal
from ..domain.attachment import Size
from ..extensions import db
from ..queries.attachments.served import public_ticket
from ..web.access import public
from ..web.headers import picture as picture_headers

bp = Blueprint("media", __name__)
YEAR = timedelta(days=365)  # a key never names another picture, so who has it need not ask again
SHARED = timedelta(minutes=5)  # caches that many people share: what is taken from view is gone there soon
FRONT_SECONDS = "60"  # so long nginx may keep it: deploy/nginx.conf
AWAY_SECONDS = 30


@bp.get("/media/<key>/<any(small, medium, large):size>.webp")
@public
@picture_headers
def picture(key: str, size: str) -> Response:
    """A picture in one size, also a part of it; 404 for what is not public, whether there is such a thing or not."""
    code = public_ticket(db.session(), key) or abort(404)
    response = webp(key, Size(size), code)
    response.cache_control.no_cache = None
    response.cache_control.public = response.cache_control.immutable = True
    response.cache_control.max_age = int(YEAR.total_seconds())
    response.cache_control.s_maxage = int(SHARED.total_seconds())
    response.headers["X-Accel-Expires"] = FRONT_SECONDS
    return response


def webp(key: str, size: Size, code: str) -> Response:
    """A file of the store as an answer, by the name of its ticket. 404 when it is gone, 503 when the store is away."""
    try:
        content = current_portal().media.get(key, f"{size.value}.webp")
    except FileNotFoundError:
        abort(404)
    except OSError as error:
        raise ServiceUnavailable(retry_after=AWAY_SECONDS) from error
    name, tag = f"{code}-{key[:6]}-{size.value}.webp", f"{key}-{size.value}"
    return send_file(io.BytesIO(content), "image/webp", download_name=name, etag=tag, conditional=True)
