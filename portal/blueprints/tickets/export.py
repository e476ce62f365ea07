"""The tickets of a filter as files: CSV, JSON or GeoJSON, sent as they are read, or a feed of their changes."""

from __future__ import annotations

from flask import Response, request

from ...web import caching
from ...web.access import public
from ...web.limits import export_slots
from . import bp, feed, file_answer
from .as_of_rows import asked_rows
from .asked_file import asked_file


@bp.get("/tickets.<any(csv,json,geojson,atom):format>")
@public
def export(format: str) -> Response:
    """The file; HEAD gets its headers, the number of rows among them. 304 to who has it, 503 to one too many."""
    if format == "atom":
        return feed.answer()
    file = asked_file(format)
    asked, since = asked_rows(file)

    def render() -> Response:
        if request.method == "HEAD":
            return file_answer.head(file, file.found(asked, since), asked)
        return export_slots.answer(lambda: file_answer.whole(file, file.found(asked, since), asked))

    response = caching.answer(asked.version(), render)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
