"""The photos of a report that is not public, for its own reporter: by the private link, as the page that shows them."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from ...domain.attachment import Size
from ...extensions import db
from ...queries.attachments.served import reporter_picture
from ...web.access import public
from ...web.headers import private
from ..media import webp
from . import bp
from .own import opened


@bp.get("/r/photo/<key>/<any(small, medium, large):size>.webp")
@public
@private
def picture(key: str, size: str) -> ResponseReturnValue:
    """404 for a link that opens nothing, and for what is not of a public event of its report."""
    own = opened(request.args.get("k", ""))
    return webp(key, Size(size), reporter_picture(db.session(), own.ticket_id, key) or abort(404))
