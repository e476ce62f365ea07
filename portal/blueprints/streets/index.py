"""All streets that reports name."""

from __future__ import annotations

from flask import Response, render_template

from ...queries.streets.find import streets_seen
from ...queries.streets.index import street_index
from ...web.access import public
from .. import silence
from ..sources import here
from . import bp


@bp.get("/streets")
@public
def index() -> Response:
    sources = here()
    key = ("streets", streets_seen(sources.session))
    return silence.answer(key, lambda: render_template("streets/index.html", found=street_index(sources)))
