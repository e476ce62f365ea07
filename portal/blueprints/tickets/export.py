"""The tickets of a filter as files: CSV, JSON or GeoJSON, sent as they are read, or a feed of their changes."""

from __future__ import annotations

from flask import Response, request

from ...exports.tickets import MIMETYPES, table_chunks
from ...queries.tickets.export import Export, ticket_export
from ...queries.tickets.file_page import file_page
from ...web import caching
from ...web.access import public
from ...web.limits import export_slots
from .. import lens
from . import bp, feed
from .about import about_file, describing, next_page
from .asked_file import AskedFile, asked_file


@bp.get("/tickets.<any(csv,json,geojson,atom):format>")
@public
def export(format: str) -> Response:
    """The file; HEAD gets its headers, the number of rows among them. 304 to who has it, 503 to one too many."""
    if format == "atom":
        return feed.answer()
    file = asked_file(format)
    asked, since = lens.changes(*file.known, unread=file.unread)

    def found() -> Export:
        if file.part:
            return file_page(asked.sources, asked.filter, asked.now, file.part)
        return ticket_export(asked.sources, asked.filter, asked.now, since)

    def render() -> Response:
        if request.method == "HEAD":
            return _head(file, found(), asked)
        return export_slots.answer(lambda: _file(file, found(), asked))

    response = caching.answer(asked.version(), render)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _head(file: AskedFile, found: Export, asked: lens.LensRequest) -> Response:
    """As a stream of nothing: what is streamed is not kept for those who ask for the rows."""
    return Response(iter(()), headers=_headers(file, found, asked), content_type=MIMETYPES[file.format])


def _file(file: AskedFile, found: Export, asked: lens.LensRequest) -> Response:
    about = about_file(file, found, asked)
    chunks = table_chunks(file.format, found.rows, base=feed.base(), zone=asked.zone, about=about, form=file.form)
    return Response(chunks, headers=_headers(file, found, asked), content_type=MIMETYPES[file.format])


def _headers(file: AskedFile, found: Export, asked: lens.LensRequest) -> list[tuple[str, str]]:
    day = found.clocks.latest.astimezone(asked.zone).date().isoformat()
    next = next_page(file, found)
    return [
        ("X-Total-Count", str(found.total)),
        ("X-Log-Seq", str(found.seq)),
        ("X-Log-Head", f"{found.seq}:{found.head}"),
        ("Link", describing(found.filter)),
        *([("Link", f'<{next}>; rel="next"')] if next else []),
        ("Content-Disposition", f'attachment; filename="{asked.sources.city.slug}-{day}-{found.seq}.{file.format}"'),
    ]
