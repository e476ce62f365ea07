"""What search engines may fetch."""

from __future__ import annotations

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from ...web import crawlers, language, links
from ...web.access import public
from . import bp


@bp.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    closed = [f"{path}{part}/" for _code, path in language.in_each("/") for part in ("desk", "notices")]
    text = crawlers.robots(closed, links.absolute(url_for("crawlers.sitemap")))
    return Response(text, mimetype="text/plain", headers={"Cache-Control": "no-store"})
