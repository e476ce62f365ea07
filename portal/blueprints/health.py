"""What machines ask: is it alive, is it ready, what may be crawled."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from .. import clock
from ..context import current_portal
from ..disk import takes_writing
from ..extensions import db
from ..queries.city.readiness import readiness
from ..web.access import public
from ..web.links import absolute

bp = Blueprint("health", __name__)
#: The pages that lead to all others.
ENTRANCES = (
    *("home.page", "tickets.index", "maps.index", "agencies.index", "implementation.page", "implementation.waits"),
    *("methodology.page", "data.page"),
)


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


@bp.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    lines = ("User-agent: *", f"Disallow: {url_for('home.page')}desk/", "Disallow: /*?*page=", "Disallow: /*?*bbox=")
    sitemap = f"Sitemap: {absolute(url_for('health.sitemap'))}"
    return _plain("\n".join((*lines, "", sitemap, "")))


@bp.get("/sitemap.xml")
@public
def sitemap() -> ResponseReturnValue:
    pages = [absolute(url_for(endpoint)) for endpoint in ENTRANCES]
    return Response(render_template("feeds/sitemap.xml", pages=pages), mimetype="application/xml")


def _plain(text: str) -> Response:
    return Response(text, mimetype="text/plain", headers={"Cache-Control": "no-store"})
