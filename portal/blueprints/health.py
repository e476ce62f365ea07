"""What machines ask: is it alive, is it ready."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from .. import clock
from ..context import current_portal
from ..disk import takes_writing
from ..extensions import db
from ..queries.city.readiness import readiness
from ..web.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """This process answers; neither database nor index is asked."""
    return _plain("ok\n")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """200 when database, disk, index and worker do their work; else 503, and the document names what does not."""
    portal = current_portal()
    found = readiness(db.session(), portal.engine, clock.now(), disk=takes_writing(portal.settings.data))
    return jsonify(found.document()), 503 if found.not_ready else 200, {"Cache-Control": "no-store"}


def _plain(text: str) -> Response:
    return Response(text, mimetype="text/plain", headers={"Cache-Control": "no-store"})
