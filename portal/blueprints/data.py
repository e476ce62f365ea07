"""/data: the whole city as ready files, and what each of their columns means."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, render_template, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ServiceUnavailable

from ..context import current_portal
from ..exports import dump
from ..exports.data_tables import TABLES
from ..extensions import db
from ..queries.city.dump import taken_back_since
from ..web import caching
from ..web.access import public

bp = Blueprint("data", __name__)
REMADE_SECONDS = 600  # in about so long the worker has written files without what was taken from view


@bp.get("/data")
@public
def page() -> ResponseReturnValue:
    """What there is to download, how large, as of when."""
    made = dump.read(_folder())
    stale = made is not None and taken_back_since(db.session(), made.seq)

    def render() -> str:
        return render_template("data/page.html", dump=made, stale=stale, tables=TABLES)

    return caching.answer(("data", made, stale), render)


@bp.get("/data/<name>.gz")
@public
def file(name: str) -> Response:
    """A file of the last night (``tickets.csv``), also a part of it; 503 while it holds what was withdrawn since."""
    made = dump.read(_folder())
    found = made.file(name) if made else None
    if made is None or found is None:
        abort(404)
    if taken_back_since(db.session(), made.seq):
        raise ServiceUnavailable(retry_after=REMADE_SECONDS)
    path = _folder() / found.name
    response = send_file(path, "application/gzip", as_attachment=True, etag=found.sha256, last_modified=made.made_at)
    response.headers.update({"X-Total-Count": str(made.total), "X-Log-Seq": str(made.seq)})
    response.headers["X-Log-Head"] = f"{made.seq}:{made.head}"
    response.headers.update({"Cache-Control": caching.CONTROL, "Access-Control-Allow-Origin": "*"})
    return response


def _folder() -> Path:
    return current_portal().settings.data / dump.FOLDER
